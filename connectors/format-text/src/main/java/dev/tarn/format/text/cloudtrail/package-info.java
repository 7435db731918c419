/**
 * The log files of AWS CloudTrail: one row an event. How JSON is read belongs to the package {@code json}.
 */
package dev.tarn.format.text.cloudtrail;
