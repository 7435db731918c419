/**
 * Plans of queries, read from the text of EXPLAIN ANALYZE and drawn so that what took the time is seen.
 *
 * <p>Belongs here: plans. Does not belong here: getting them.
 */
package dev.tarn.shell.plan;
