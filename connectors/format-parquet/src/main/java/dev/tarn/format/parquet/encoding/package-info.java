/**
 * The encodings of values and levels, as loops over raw memory.
 *
 * <p>Belongs here: one encoding a class, checked against the bounds of its page before memory is touched. Does not belong
 * here: pages, types of SQL, batches.
 */
package dev.tarn.format.parquet.encoding;
