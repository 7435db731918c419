package dev.tarn.format.parquet.read;

import dev.tarn.format.parquet.encoding.Corrupt;
import dev.tarn.format.parquet.encoding.LevelLoops;
import dev.tarn.format.parquet.encoding.RunLengthDecoder;
import dev.tarn.format.parquet.metadata.ParquetColumn;
import org.apache.arrow.memory.BufferAllocator;

/** The levels of the current page's entries, as 32-bit integers. Reused from page to page. One thread at a time. */
final class PageLevels implements AutoCloseable {
    private final ParquetColumn.Levels levels;
    private final RunLengthDecoder decoder = new RunLengthDecoder();
    private final Scratch repetitionScratch;
    private final Scratch definitionScratch;
    private long repetitions;
    private long definitions;
    private int count;

    PageLevels(ParquetColumn column, BufferAllocator allocator) {
        levels = column.levels();
        repetitionScratch = new Scratch(allocator);
        definitionScratch = new Scratch(allocator);
    }

    /** Decodes the levels of a page that was just loaded. */
    void decode(ChunkPages pages) {
        count = pages.header().valueCount;
        repetitions = 0;
        if (levels.maxRepetition() > 0) {
            repetitions = repetitionScratch.ensure((count + 1L) << 2);
            boolean eachIsARow = pages.header().rowCount == count;
            decode(pages.repetitions(), levels.maxRepetition(), eachIsARow ? 0 : -1, repetitions);
        }
        definitions = definitionScratch.ensure((count + 1L) << 2);
        if (levels.maxDefinition() == 0) {
            LevelLoops.fill(definitions, count, 0);
        } else {
            boolean noneIsNull = pages.header().nullCount == 0;
            decode(pages.definitions(), levels.maxDefinition(), noneIsNull ? levels.maxDefinition() : -1, definitions);
        }
    }

    /** @param absent the level of all entries if there are no bytes, or -1 if there have to be some */
    private void decode(LevelBytes bytes, int max, int absent, long target) {
        int width = LevelBytes.width(max);
        long length = bytes.end() - bytes.address();
        if (length == 0 && absent >= 0) {
            LevelLoops.fill(target, count, absent);
            return;
        }
        if (bytes.packedFromHigh()) {
            if (length < (long) count * width + 7 >>> 3) {
                throw Corrupt.data("a page ends before its levels do");
            }
            LevelLoops.unpackFromHigh(bytes.address(), width, count, target);
        } else {
            decoder.reset(bytes.address(), length, width);
            decoder.read(count, target);
        }
        LevelLoops.requireAtMost(target, count, max);
    }

    /** Returns the address of the repetition levels, or 0 if all of them are 0. */
    long repetitions() {
        return repetitions;
    }

    long definitions() {
        return definitions;
    }

    /** Returns the number of entries. */
    int count() {
        return count;
    }

    /** Says that there is no page. */
    void clear() {
        count = 0;
    }

    @Override
    public void close() {
        repetitionScratch.close();
        definitionScratch.close();
    }
}
