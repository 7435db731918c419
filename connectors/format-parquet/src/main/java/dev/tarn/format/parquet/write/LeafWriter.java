package dev.tarn.format.parquet.write;

import dev.tarn.format.parquet.prune.BloomFilterBuilder;
import dev.tarn.format.parquet.write.encode.Bounds;
import dev.tarn.format.parquet.write.encode.HybridEncoder;
import dev.tarn.format.parquet.write.encode.NativeBuffer;
import dev.tarn.format.parquet.write.encode.ValueEncoder;
import dev.tarn.spi.memory.RawMemory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Statistics;

/** Writes the column chunks of one leaf: collects levels, cuts pages, makes the chunk's metadata. One thread at a time. */
final class LeafWriter implements AutoCloseable {
    private final LeafSchema schema;
    private final ParquetOptions options;
    private final ValueEncoder values;
    private final PageCodec codec;
    private final ChunkPages pages;
    private int[] definitions = new int[64];
    private int[] repetitions = new int[64];
    private int levelCount;
    private int nullCount;
    /** Whether the page has a level that is not the one of a value; before, {@link #definitions} is not filled. */
    private boolean hasDefinitions;

    private long firstRow;
    private int rows;

    LeafWriter(LeafSchema schema, ParquetOptions options, ValueEncoder values, PageCodec codec, ChunkPages pages) {
        this.schema = schema;
        this.options = options;
        this.values = values;
        this.codec = codec;
        this.pages = pages;
    }

    /** A chunk's metadata; the indexes are written at the file's end. */
    record Chunk(
            LeafSchema schema, ColumnChunk chunk, ColumnIndex columnIndex, OffsetIndex offsetIndex, Bounds bounds) {}

    LeafSchema schema() {
        return schema;
    }

    ValueEncoder values() {
        return values;
    }

    /** Appends the levels of {@code count} values of a column that is not nested. */
    void appendValues(int count) {
        if (hasDefinitions) {
            ensureLevels(count);
            Arrays.fill(definitions, levelCount, levelCount + count, schema.maxDefinition());
        }
        levelCount += count;
    }

    /** Appends the levels of rows of a column that is not nested, and returns how many are not NULL. */
    int appendValidity(long validity, int[] rowPositions, int count, int[] valid) {
        beginDefinitions(count);
        int found = 0;
        for (int i = 0; i < count; i++) {
            int row = rowPositions[i];
            int bit = RawMemory.getByte(validity + (row >>> 3)) >>> (row & 7) & 1;
            definitions[levelCount + i] = bit;
            valid[found] = row;
            found += bit;
        }
        levelCount += count;
        nullCount += count - found;
        return found;
    }

    /** Appends the levels of {@code count} NULLs of a column that is not nested. */
    void appendNulls(int count) {
        beginDefinitions(count);
        Arrays.fill(definitions, levelCount, levelCount + count, 0);
        levelCount += count;
        nullCount += count;
    }

    /** Appends the levels of one value, or of what is there in its place. */
    void appendLevels(int repetition, int definition) {
        beginDefinitions(1);
        if (levelCount >= repetitions.length) {
            repetitions = Arrays.copyOf(repetitions, definitions.length);
        }
        repetitions[levelCount] = repetition;
        definitions[levelCount++] = definition;
        nullCount += definition < schema.maxDefinition() ? 1 : 0;
    }

    private void beginDefinitions(int more) {
        ensureLevels(more);
        if (!hasDefinitions) {
            Arrays.fill(definitions, 0, levelCount, schema.maxDefinition());
            hasDefinitions = true;
        }
    }

    private void ensureLevels(int more) {
        if (levelCount + more > definitions.length) {
            definitions = Arrays.copyOf(definitions, Math.max(levelCount + more, definitions.length * 2));
        }
    }

    /** Counts rows in, after their values and levels; ends the page if it is large enough. */
    void endRows(int count) {
        rows += count;
        if (rows >= options.pageRows() || pageBytes() >= options.pageBytes()) {
            endPage();
        }
    }

    /** Returns how many rows may come before the page ends. */
    int rowsUntilPageEnds() {
        return options.pageRows() - rows;
    }

    private long pageBytes() {
        return values.pageBytes() + (levelCount >>> 3);
    }

    /** Returns about how many bytes the chunk has so far. */
    long chunkBytes() {
        return pages.length() + pageBytes();
    }

    private void endPage() {
        if (rows == 0) {
            return;
        }
        if (options.secondVersion()) {
            secondVersionPage();
        } else {
            firstVersionPage();
        }
        firstRow += rows;
        rows = 0;
        levelCount = 0;
        nullCount = 0;
        hasDefinitions = false;
    }

    private void firstVersionPage() {
        NativeBuffer page = codec.page();
        if (schema.maxRepetition() > 0) {
            withLength(page, this::encodeRepetitions);
        }
        withLength(page, this::encodeDefinitions);
        Encoding encoding = values.endPage(page);
        PageHeader header = new PageHeader(PageType.DATA_PAGE, 0, 0);
        header.setData_page_header(new DataPageHeader(levelCount, encoding, Encoding.RLE, Encoding.RLE));
        pages.add(header, null, page, firstRow, levelCount, nullCount, values.pageBounds());
    }

    private void secondVersionPage() {
        NativeBuffer levels = codec.page();
        encodeRepetitions(levels);
        int repetitionBytes = levels.length();
        encodeDefinitions(levels);
        NativeBuffer body = codec.values();
        Encoding encoding = values.endPage(body);
        PageHeader header = new PageHeader(PageType.DATA_PAGE_V2, 0, 0);
        header.setData_page_header_v2(new DataPageHeaderV2(
                        levelCount, nullCount, rows, encoding, levels.length() - repetitionBytes, repetitionBytes)
                .setIs_compressed(codec.compresses()));
        pages.add(header, levels, body, firstRow, levelCount, nullCount, values.pageBounds());
    }

    private interface Levels {
        void encode(NativeBuffer out);
    }

    /** Appends levels and, before them, how many bytes they take. */
    private static void withLength(NativeBuffer page, Levels levels) {
        int start = page.length();
        page.putInt(0);
        levels.encode(page);
        RawMemory.putInt(page.address() + start, page.length() - start - 4);
    }

    private void encodeRepetitions(NativeBuffer out) {
        if (schema.maxRepetition() > 0) {
            HybridEncoder.encode(repetitions, levelCount, HybridEncoder.bitWidth(schema.maxRepetition()), out);
        }
    }

    private void encodeDefinitions(NativeBuffer out) {
        int width = HybridEncoder.bitWidth(schema.maxDefinition());
        if (hasDefinitions) {
            HybridEncoder.encode(definitions, levelCount, width, out);
        } else {
            HybridEncoder.encodeRun(schema.maxDefinition(), levelCount, width, out);
        }
    }

    /** Ends the chunk, writes it, and begins another one. */
    Chunk writeChunk(FileOutput out) {
        endPage();
        long start = out.position();
        long uncompressed = pages.uncompressedLength();
        int dictionarySize = values.dictionarySize();
        if (dictionarySize > 0) {
            NativeBuffer page = codec.page();
            values.writeDictionary(page);
            uncompressed += pages.writeDictionary(out, page, dictionarySize);
        }
        long dataStart = out.position();
        pages.drain(out);
        ColumnMetaData metadata = new ColumnMetaData(
                schema.physical(),
                encodings(dictionarySize > 0),
                schema.path(),
                options.codec(),
                pages.valueCount(),
                uncompressed,
                out.position() - start,
                dataStart);
        if (dictionarySize > 0) {
            metadata.setDictionary_page_offset(start);
        }
        Bounds bounds = values.chunkBounds();
        metadata.setStatistics(statistics(bounds, pages.nullCount()));
        ColumnIndex columnIndex = pages.columnIndex(BoundsOrder.of(schema.physical()));
        OffsetIndex offsetIndex = pages.offsetIndex(dataStart);
        return new Chunk(schema, new ColumnChunk(0).setMeta_data(metadata), columnIndex, offsetIndex, bounds);
    }

    private List<Encoding> encodings(boolean hasDictionary) {
        List<Encoding> all = new ArrayList<>(values.encodings());
        if (hasDictionary && !all.contains(Encoding.PLAIN)) {
            all.add(Encoding.PLAIN);
        }
        all.add(Encoding.RLE);
        return all;
    }

    private static Statistics statistics(Bounds bounds, long nulls) {
        Statistics statistics = new Statistics().setNull_count(nulls);
        if (bounds.min() != null) {
            statistics
                    .setMin_value(bounds.min())
                    .setMax_value(bounds.max())
                    .setIs_min_value_exact(bounds.minExact())
                    .setIs_max_value_exact(bounds.maxExact());
        }
        if (bounds.nanCount() >= 0) {
            statistics.setNan_count(bounds.nanCount());
        }
        return statistics;
    }

    /** Writes the chunk's Bloom filter, if there is one, and notes in its metadata where. */
    void writeBloomFilter(FileOutput out, Chunk chunk) {
        BloomFilterBuilder filter = values.bloomFilter();
        if (filter != null) {
            byte[] bytes = filter.toBytes();
            chunk.chunk().getMeta_data().setBloom_filter_offset(out.position()).setBloom_filter_length(bytes.length);
            out.write(bytes);
        }
    }

    /** Begins another chunk. */
    void beginChunk() {
        values.beginChunk();
        pages.clear();
        firstRow = 0;
    }

    long memoryBytes() {
        return values.memoryBytes() + pages.memoryBytes() + 4L * (definitions.length + repetitions.length);
    }

    @Override
    public void close() {
        values.close();
        pages.close();
    }
}
