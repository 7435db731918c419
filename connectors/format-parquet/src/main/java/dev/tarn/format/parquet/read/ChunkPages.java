package dev.tarn.format.parquet.read;

import dev.tarn.format.parquet.codec.Codecs;
import dev.tarn.format.parquet.codec.Decompressor;
import dev.tarn.format.parquet.encoding.Corrupt;
import dev.tarn.format.parquet.metadata.ChunkMetadata;
import dev.tarn.format.parquet.metadata.ParquetColumn;
import dev.tarn.spi.memory.DirectBuffer;
import dev.tarn.spi.memory.DirectBufferPool;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.split.RangeRead;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Walks the pages of one column chunk. The header of the current page is known before its bytes are decompressed, so that
 * pages can be passed over. One thread at a time.
 */
final class ChunkPages implements AutoCloseable {
    private static final int LEVELS_RLE = 3;
    private static final int LEVELS_BIT_PACKED = 4;

    private final BufferAllocator allocator;
    private final Decompressor decompressor;
    private final long valueCount;
    private final ParquetColumn.Levels levels;
    private final boolean verifiesChecksums;
    private final PageHeader ahead = new PageHeader();
    private final LevelBytes repetitions = new LevelBytes();
    private final LevelBytes definitions = new LevelBytes();
    private PageHeader header = new PageHeader();
    private PageHeader dictionaryHeader;
    private RowGroupReads reads;
    private ChunkPlan plan;
    private int nextRun;
    private ByteBuffer bytes;
    private long base;
    private long end;
    private long next;
    private long payload;
    private ByteBuffer dictionaryBytes;
    private long dictionaryBase;
    private long dictionaryPayload;
    private long valuesSeen;
    private long valuesOfRun;
    private DirectBuffer pageBuffer;
    private long dataAddress;
    private long dataEnd;

    ChunkPages(ChunkMetadata metadata, ParquetColumn column, boolean verifiesChecksums, BufferAllocator allocator) {
        this.allocator = allocator;
        this.levels = column.levels();
        this.verifiesChecksums = verifiesChecksums;
        this.valueCount = metadata.valueCount();
        this.decompressor = Codecs.create(metadata.codec());
    }

    /** Sets the bytes, once they are there. */
    void start(RowGroupReads newReads, ChunkPlan newPlan) {
        reads = newReads;
        plan = newPlan;
    }

    /** Returns the header of the current data page. */
    PageHeader header() {
        return header;
    }

    /** Returns the header of the dictionary page, or null if none was met. */
    PageHeader dictionaryHeader() {
        return dictionaryHeader;
    }

    /** Returns whether there is another data page. */
    boolean hasMore() {
        return plan.isWhole()
                ? valuesSeen < valueCount
                : next < end || nextRun < plan.runs().size();
    }

    /**
     * Goes to the next data page and reads its header; a dictionary page on the way is noted. Where pages were not read that
     * is a {@linkplain PageHeader#isGap gap}.
     */
    void advance() {
        while (next < end || nextRun < plan.runs().size()) {
            if (next >= end) {
                int gap = openRun();
                if (gap > 0) {
                    header.setGap(gap);
                    return;
                }
                continue;
            }
            payload = header.read(next, end);
            next = payload + header.compressedSize;
            switch (header.type) {
                case PageHeader.DATA_PAGE, PageHeader.DATA_PAGE_V2 -> {
                    valuesSeen += header.valueCount;
                    if (valuesSeen > valueCount) {
                        throw Corrupt.data("the pages have more values than the column chunk's " + valueCount);
                    }
                    countRun();
                    return;
                }
                case PageHeader.DICTIONARY_PAGE -> noteDictionary();
                case PageHeader.INDEX_PAGE -> {}
                default -> throw Corrupt.data("a page of the unknown type " + header.type);
            }
        }
        throw Corrupt.data("the column chunk ends after " + valuesSeen + " of " + valueCount + " values");
    }

    /** Checks that a run of pages has no more rows than the index says, where each has a value. */
    private void countRun() {
        valuesOfRun += header.valueCount;
        if (levels.maxRepetition() == 0
                && valuesOfRun > plan.runs().get(nextRun - 1).rows()) {
            throw Corrupt.data("pages have more rows than the index of pages says");
        }
    }

    /** Goes to the next run of pages and returns the rows before it that are not read. */
    private int openRun() {
        if (levels.maxRepetition() == 0
                && nextRun > 0
                && valuesOfRun != plan.runs().get(nextRun - 1).rows()) {
            throw Corrupt.data("pages have fewer rows than the index of pages says");
        }
        valuesOfRun = 0;
        ChunkPlan.Run run = plan.runs().get(nextRun++);
        RangeRead read = reads.of(run);
        bytes = read.buffer().buffer();
        base = read.buffer().address();
        next = read.addressOf(run.offset());
        end = next + run.length();
        return run.rowsBefore();
    }

    private void noteDictionary() {
        if (dictionaryHeader != null || valuesSeen > 0) {
            throw Corrupt.data("the column chunk has a dictionary page where none may be");
        }
        dictionaryHeader = header;
        dictionaryPayload = payload;
        dictionaryBytes = bytes;
        dictionaryBase = base;
        header = new PageHeader();
    }

    /** Looks for the dictionary page, which comes first, before any data page is met. */
    void findDictionary() {
        while (dictionaryHeader == null
                && valuesSeen == 0
                && (next < end || nextRun < plan.runs().size())) {
            if (next >= end && openRun() > 0) {
                throw new IllegalStateException("the dictionary's bytes were not read");
            }
            ahead.read(next, end);
            if (ahead.type != PageHeader.DICTIONARY_PAGE) {
                return;
            }
            payload = header.read(next, end);
            next = payload + header.compressedSize;
            noteDictionary();
        }
    }

    /**
     * Returns how many of {@code wanted} rows after the current page come before a page whose values are codes, if
     * {@code codes} is false, or are none, if it is true.
     */
    int uniformRowsAhead(int wanted, boolean codes) {
        long at = next;
        int rows = 0;
        while (rows < wanted && at < end) {
            long page = ahead.read(at, end);
            at = page + ahead.compressedSize;
            if (ahead.type == PageHeader.DATA_PAGE || ahead.type == PageHeader.DATA_PAGE_V2) {
                if (ahead.valueCount > 0 && PageEncoding.isDictionary(ahead.encoding) != codes) {
                    return rows;
                }
                rows = (int) Math.min(wanted, (long) rows + ahead.valueCount);
            }
        }
        return wanted;
    }

    /** Decompresses the current page, whose values and levels are then at the addresses below until the next load. */
    void load() {
        if (header.isGap()) {
            throw new IllegalStateException("a page that was not read is needed");
        }
        checkCrc(header, bytes, (int) (payload - base));
        if (header.type == PageHeader.DATA_PAGE) {
            loadV1();
        } else {
            loadV2();
        }
    }

    private void loadV1() {
        dataAddress = decompress(payload, header.compressedSize, header.uncompressedSize, true);
        dataEnd = dataAddress + header.uncompressedSize;
        if (levels.maxRepetition() > 0) {
            takeLevels(header.repetitionEncoding, levels.maxRepetition(), repetitions);
        }
        if (levels.maxDefinition() > 0) {
            takeLevels(header.definitionEncoding, levels.maxDefinition(), definitions);
        }
    }

    private void takeLevels(int encoding, int max, LevelBytes target) {
        if (encoding == LEVELS_RLE) {
            if (dataEnd - dataAddress < 4) {
                throw Corrupt.data("a page ends before its levels");
            }
            dataAddress = target.set(dataAddress + 4, RawMemory.getInt(dataAddress), dataEnd, false);
        } else if (encoding == LEVELS_BIT_PACKED) {
            long length = (long) header.valueCount * LevelBytes.width(max) + 7 >>> 3;
            dataAddress = target.set(dataAddress, length, dataEnd, true);
        } else {
            throw Corrupt.data("levels of the encoding " + PageEncoding.name(encoding));
        }
    }

    private void loadV2() {
        int repetitionLength = header.repetitionLength;
        int definitionLength = header.definitionLength;
        if (levels.maxRepetition() == 0 && repetitionLength != 0) {
            throw Corrupt.data("a column without lists has repetition levels of " + repetitionLength + " bytes");
        }
        long limit = payload + header.compressedSize;
        long definitionsAt = repetitions.set(payload, repetitionLength, limit, false);
        long valuesAt = definitions.set(definitionsAt, definitionLength, limit, false);
        int size = header.uncompressedSize - repetitionLength - definitionLength;
        if (size < 0) {
            throw Corrupt.data("levels of more bytes than the page's " + header.uncompressedSize);
        }
        dataAddress = decompress(valuesAt, (int) (limit - valuesAt), size, header.compressed);
        dataEnd = dataAddress + size;
    }

    /** Returns the repetition levels of the current page, if the column has any. */
    LevelBytes repetitions() {
        return repetitions;
    }

    /** Returns the definition levels of the current page, if the column has any. */
    LevelBytes definitions() {
        return definitions;
    }

    long dataAddress() {
        return dataAddress;
    }

    long dataEnd() {
        return dataEnd;
    }

    /** Decompresses the dictionary page in place of the current one, which has to be loaded again. */
    void loadDictionary() {
        int offset = (int) (dictionaryPayload - dictionaryBase);
        checkCrc(dictionaryHeader, dictionaryBytes, offset);
        ByteBuffer currentBytes = bytes;
        long currentBase = base;
        bytes = dictionaryBytes;
        base = dictionaryBase;
        dataAddress =
                decompress(dictionaryPayload, dictionaryHeader.compressedSize, dictionaryHeader.uncompressedSize, true);
        dataEnd = dataAddress + dictionaryHeader.uncompressedSize;
        bytes = currentBytes;
        base = currentBase;
    }

    private long decompress(long source, int length, int size, boolean compressed) {
        if (decompressor == null || !compressed) {
            if (length != size) {
                throw Corrupt.data("an uncompressed page of " + length + " bytes says that it has " + size);
            }
            return source;
        }
        if (size == 0) {
            return source;
        }
        int offset = (int) (source - base);
        if (!decompressor.isPlausible(bytes, offset, length, size)) {
            throw Corrupt.data("a page of " + length + " compressed bytes cannot have " + size);
        }
        if (pageBuffer == null || pageBuffer.capacity() < size) {
            if (pageBuffer != null) {
                pageBuffer.close();
                pageBuffer = null;
            }
            pageBuffer = DirectBufferPool.acquire(allocator, size);
        }
        decompressor.decompress(bytes, offset, length, pageBuffer.buffer(), size);
        return pageBuffer.address();
    }

    private void checkCrc(PageHeader page, ByteBuffer buffer, int offset) {
        if (verifiesChecksums && page.hasCrc) {
            CRC32 crc = new CRC32();
            crc.update(buffer.duplicate().limit(offset + page.compressedSize).position(offset));
            if ((int) crc.getValue() != page.crc) {
                throw Corrupt.data("a page's checksum does not match its bytes");
            }
        }
    }

    @Override
    public void close() {
        if (decompressor != null) {
            decompressor.close();
        }
        if (pageBuffer != null) {
            pageBuffer.close();
            pageBuffer = null;
        }
    }
}
