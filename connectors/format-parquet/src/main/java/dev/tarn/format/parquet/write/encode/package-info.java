/**
 * Encoding: from dense values and levels to the bytes of pages.
 *
 * <p>Belongs here: growing memory, run lengths and bit packing, dictionaries, bounds, one encoder a physical type. Does not
 * belong here: batches' selections, pages' headers, files.
 */
package dev.tarn.format.parquet.write.encode;
