/**
 * How far a running query is: read from the driver, put into words, shown while it runs.
 *
 * <p>Belongs here: progress. Does not belong here: running queries.
 */
package dev.tarn.shell.progress;
