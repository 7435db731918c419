/**
 * Reading a row group: byte ranges, pages, columns, batches.
 *
 * <p>Belongs here: what happens between a request for columns and its batches. Does not belong here: the loops that decode
 * values, which are in {@code encoding}.
 */
package dev.tarn.format.parquet.read;
