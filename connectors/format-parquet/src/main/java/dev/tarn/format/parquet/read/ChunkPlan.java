package dev.tarn.format.parquet.read;

import dev.tarn.format.parquet.metadata.ChunkMetadata;
import java.util.List;

/**
 * What is read of a column chunk.
 *
 * @param runs runs of whole pages, in order; the first begins with the dictionary page, if there is one
 * @param isWhole whether that is all of the chunk
 */
record ChunkPlan(List<Run> runs, boolean isWhole) {
    /**
     * Bytes of a chunk.
     *
     * @param offset where they begin in the file
     * @param length how many they are
     * @param rowsBefore rows between the run before and this one, whose pages are not read
     * @param rows the rows that its pages have
     */
    record Run(long offset, long length, int rowsBefore, long rows) {}

    static ChunkPlan whole(ChunkMetadata chunk) {
        List<Run> runs = chunk.length() == 0
                ? List.of()
                : List.of(new Run(chunk.offset(), chunk.length(), 0, chunk.valueCount()));
        return new ChunkPlan(runs, true);
    }
}
