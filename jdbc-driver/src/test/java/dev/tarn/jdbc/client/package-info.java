/** Real clients of JDBC, and the calls that tools make, against the driver. */
package dev.tarn.jdbc.client;
