package dev.tarn.format.parquet.write;

import dev.tarn.format.parquet.write.encode.Bounds;
import dev.tarn.format.parquet.write.encode.NativeBuffer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageLocation;
import org.apache.parquet.format.PageType;

/** The compressed pages of a column chunk, kept until its row group is written. */
final class ChunkPages implements AutoCloseable {
    private final PageCodec codec;
    private final ByteChain bytes;
    private final List<Page> pages = new ArrayList<>();
    private long uncompressed;

    /**
     * @param offset from the first data page's begin
     * @param length with its header
     * @param firstRow of the row group
     * @param valueCount the values, NULLs included
     * @param nullCount how many of them are NULL
     */
    private record Page(long offset, int length, long firstRow, int valueCount, int nullCount, Bounds bounds) {}

    ChunkPages(PageCodec codec, BufferAllocator allocator) {
        this.codec = codec;
        this.bytes = new ByteChain(allocator);
    }

    long length() {
        return bytes.length();
    }

    long memoryBytes() {
        return bytes.memoryBytes();
    }

    /** Returns the bytes that the pages have with their headers before they were compressed. */
    long uncompressedLength() {
        return uncompressed;
    }

    /**
     * Adds a page.
     *
     * @param header without its sizes
     * @param levels what comes first and is not compressed; may be empty
     * @param values what is compressed
     */
    void add(
            PageHeader header,
            NativeBuffer levels,
            NativeBuffer values,
            long firstRow,
            int valueCount,
            int nullCount,
            Bounds bounds) {
        int levelBytes = levels == null ? 0 : levels.length();
        int plainLength = values.length();
        NativeBuffer packed = codec.compress(values);
        header.setUncompressed_page_size(levelBytes + plainLength);
        header.setCompressed_page_size(levelBytes + packed.length());
        long offset = bytes.length();
        int headerLength = append(codec.bytes(header));
        if (levelBytes > 0) {
            bytes.append(levels.address(), levelBytes);
        }
        bytes.append(packed.address(), packed.length());
        uncompressed += headerLength + levelBytes + plainLength;
        pages.add(new Page(offset, (int) (bytes.length() - offset), firstRow, valueCount, nullCount, bounds));
    }

    private int append(byte[] header) {
        NativeBuffer copy = codec.header();
        copy.ensure(header.length);
        dev.tarn.spi.memory.RawMemory.copyFromArray(header, 0, copy.address(), header.length);
        bytes.append(copy.address(), header.length);
        return header.length;
    }

    /** Writes the dictionary page at once and returns the bytes that it has with its header before it was compressed. */
    long writeDictionary(FileOutput out, NativeBuffer values, int valueCount) {
        int plainLength = values.length();
        NativeBuffer packed = codec.compress(values);
        PageHeader header = new PageHeader(PageType.DICTIONARY_PAGE, plainLength, packed.length());
        header.setDictionary_page_header(new DictionaryPageHeader(valueCount, Encoding.PLAIN));
        byte[] headerBytes = codec.bytes(header);
        out.write(headerBytes);
        out.write(packed.buffer().duplicate().position(0).limit(packed.length()));
        return headerBytes.length + (long) plainLength;
    }

    /** Writes the data pages and frees their memory. */
    void drain(FileOutput out) {
        bytes.drain(out);
    }

    long valueCount() {
        return pages.stream().mapToLong(Page::valueCount).sum();
    }

    long nullCount() {
        return pages.stream().mapToLong(Page::nullCount).sum();
    }

    /** @param start where in the file the first data page begins */
    OffsetIndex offsetIndex(long start) {
        List<PageLocation> locations = new ArrayList<>();
        for (Page page : pages) {
            locations.add(new PageLocation(start + page.offset(), page.length(), page.firstRow()));
        }
        return new OffsetIndex(locations);
    }

    /** Returns the column index; null if a page has values and no bounds. */
    ColumnIndex columnIndex(BoundsOrder order) {
        List<Boolean> nullPages = new ArrayList<>();
        List<ByteBuffer> mins = new ArrayList<>();
        List<ByteBuffer> maxes = new ArrayList<>();
        List<Long> nullCounts = new ArrayList<>();
        List<Bounds> bounds = new ArrayList<>();
        boolean countsNaNs = true;
        for (Page page : pages) {
            boolean isNull = page.nullCount() == page.valueCount();
            if (!isNull && page.bounds().min() == null) {
                return null;
            }
            nullPages.add(isNull);
            mins.add(ByteBuffer.wrap(isNull ? new byte[0] : page.bounds().min()));
            maxes.add(ByteBuffer.wrap(isNull ? new byte[0] : page.bounds().max()));
            nullCounts.add((long) page.nullCount());
            countsNaNs &= page.bounds().nanCount() >= 0;
            if (!isNull) {
                bounds.add(page.bounds());
            }
        }
        ColumnIndex index = new ColumnIndex(nullPages, mins, maxes, order.of(bounds)).setNull_counts(nullCounts);
        if (countsNaNs) {
            index.setNan_counts(
                    pages.stream().map(page -> page.bounds().nanCount()).toList());
        }
        return index;
    }

    /** Begins another chunk. */
    void clear() {
        bytes.close();
        pages.clear();
        uncompressed = 0;
    }

    @Override
    public void close() {
        bytes.close();
    }
}
