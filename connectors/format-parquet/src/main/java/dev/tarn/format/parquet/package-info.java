/**
 * Parquet: bytes to batches, and back.
 *
 * <p>Belongs here: footers, pruning, pages, codecs. Does not belong here: any knowledge of a storage or a catalog.
 */
package dev.tarn.format.parquet;
