/**
 * Writing files: from batches to row groups, column chunks and pages, and the footer.
 *
 * <p>Belongs here: the schema that is written, how columns and nested values become levels and values, the layout of files.
 * Does not belong here: how values are encoded ({@code encode}) and compressed, storages.
 */
package dev.tarn.format.parquet.write;
