/**
 * Reads Parquet: bytes to batches.
 *
 * <p>Belongs here: footers, pruning, page decoding, codecs. Does not belong here: any knowledge of a storage or a catalog.
 */
package dev.tarn.format.parquet;
