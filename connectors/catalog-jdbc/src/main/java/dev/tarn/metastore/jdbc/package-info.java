/**
 * A catalog in a database, by one schema of tables: a file of SQLite, which the processes of one machine share, or
 * PostgreSQL. What definitions mean is none of its business.
 */
package dev.tarn.metastore.jdbc;
