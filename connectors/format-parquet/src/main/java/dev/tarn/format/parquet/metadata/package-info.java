/**
 * What the footer of a Parquet file says: columns and their types, where chunks lie, statistics.
 *
 * <p>Belongs here: everything between the footer's bytes and the values the engine plans with. Does not belong here:
 * pages and their values.
 */
package dev.tarn.format.parquet.metadata;
