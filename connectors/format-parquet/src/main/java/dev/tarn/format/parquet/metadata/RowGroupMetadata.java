package dev.tarn.format.parquet.metadata;

import java.util.List;

/**
 * A row group.
 *
 * @param rowCount its rows
 * @param chunks its column chunks, by {@link ParquetColumn#chunkIndex}
 */
public record RowGroupMetadata(long rowCount, List<ChunkMetadata> chunks) {}
