package dev.tarn.format.parquet.read;

import dev.tarn.format.parquet.metadata.ParquetColumn;
import dev.tarn.format.parquet.metadata.RowGroupMetadata;
import java.util.HashMap;
import java.util.Map;

/** What is read of each of a row group's column chunks: all of it, unless it is said otherwise. */
final class ChunkPlans {
    private final RowGroupMetadata rowGroup;
    private final Map<Integer, ChunkPlan> plans = new HashMap<>();

    ChunkPlans(RowGroupMetadata rowGroup) {
        this.rowGroup = rowGroup;
    }

    ChunkPlan of(ParquetColumn leaf) {
        return plans.computeIfAbsent(
                leaf.chunkIndex(), index -> ChunkPlan.whole(rowGroup.chunks().get(index)));
    }

    void set(ParquetColumn leaf, ChunkPlan plan) {
        plans.put(leaf.chunkIndex(), plan);
    }
}
