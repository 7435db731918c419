package dev.tarn.format.parquet.read;

import dev.tarn.format.parquet.codec.Codecs;
import dev.tarn.format.parquet.codec.Decompressor;
import dev.tarn.format.parquet.encoding.Corrupt;
import dev.tarn.format.parquet.metadata.ChunkMetadata;
import dev.tarn.spi.memory.DirectBuffer;
import dev.tarn.spi.memory.DirectBufferPool;
import dev.tarn.spi.memory.RawMemory;
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
    private final long rowCount;
    private final boolean optional;
    private final PageHeader ahead = new PageHeader();
    private PageHeader header = new PageHeader();
    private PageHeader dictionaryHeader;
    private ByteBuffer chunk;
    private long base;
    private long end;
    private long next;
    private long payload;
    private long dictionaryPayload;
    private long rowsSeen;
    private DirectBuffer pageBuffer;
    private long dataAddress;
    private long dataEnd;
    private long levelsAddress;
    private long levelsEnd;

    ChunkPages(ChunkMetadata metadata, boolean optional, BufferAllocator allocator) {
        this.allocator = allocator;
        this.optional = optional;
        this.rowCount = metadata.valueCount();
        this.decompressor = Codecs.create(metadata.codec());
    }

    /** Sets the bytes, once they are there. */
    void start(RangeRead read, ChunkMetadata metadata) {
        chunk = read.buffer().buffer();
        base = read.buffer().address();
        next = read.addressOf(metadata.offset());
        end = next + metadata.length();
    }

    /** Returns the header of the current data page. */
    PageHeader header() {
        return header;
    }

    /** Returns the header of the dictionary page, or null if none was met. */
    PageHeader dictionaryHeader() {
        return dictionaryHeader;
    }

    /** Goes to the next data page and reads its header; a dictionary page on the way is noted. */
    void advance() {
        while (next < end) {
            payload = header.read(next, end);
            next = payload + header.compressedSize;
            switch (header.type) {
                case PageHeader.DATA_PAGE, PageHeader.DATA_PAGE_V2 -> {
                    rowsSeen += header.valueCount;
                    if (rowsSeen > rowCount) {
                        throw Corrupt.data("the pages have more values than the row group's " + rowCount + " rows");
                    }
                    return;
                }
                case PageHeader.DICTIONARY_PAGE -> noteDictionary();
                case PageHeader.INDEX_PAGE -> {}
                default -> throw Corrupt.data("a page of the unknown type " + header.type);
            }
        }
        throw Corrupt.data("the column chunk ends after " + rowsSeen + " of " + rowCount + " rows");
    }

    private void noteDictionary() {
        if (dictionaryHeader != null || rowsSeen > 0) {
            throw Corrupt.data("the column chunk has a dictionary page where none may be");
        }
        dictionaryHeader = header;
        dictionaryPayload = payload;
        header = new PageHeader();
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
        checkCrc(header, payload);
        if (header.type == PageHeader.DATA_PAGE) {
            loadV1();
        } else {
            loadV2();
        }
    }

    private void loadV1() {
        dataAddress = decompress(payload, header.compressedSize, header.uncompressedSize, true);
        dataEnd = dataAddress + header.uncompressedSize;
        if (!optional) {
            return;
        }
        if (header.definitionEncoding == LEVELS_RLE) {
            if (dataEnd - dataAddress < 4) {
                throw Corrupt.data("a page ends before its definition levels");
            }
            int length = RawMemory.getInt(dataAddress);
            takeLevels(dataAddress + 4, length);
        } else if (header.definitionEncoding == LEVELS_BIT_PACKED) {
            takeLevels(dataAddress, header.valueCount + 7L >>> 3);
        } else {
            throw Corrupt.data("definition levels of the encoding " + PageEncoding.name(header.definitionEncoding));
        }
    }

    private void takeLevels(long address, long length) {
        if (length < 0 || length > dataEnd - address) {
            throw Corrupt.data("definition levels of " + length + " bytes in a page of " + header.uncompressedSize);
        }
        levelsAddress = address;
        levelsEnd = address + length;
        dataAddress = levelsEnd;
    }

    private void loadV2() {
        int definitions = header.definitionLength;
        int repetitions = header.repetitionLength;
        if (repetitions != 0 || definitions < 0) {
            throw Corrupt.data("a flat column has repetition levels of " + repetitions
                    + " bytes and definition levels of " + definitions);
        }
        int stored = header.compressedSize - definitions;
        int size = header.uncompressedSize - definitions;
        if (stored < 0 || size < 0) {
            throw Corrupt.data("definition levels of " + definitions + " bytes in a page of " + header.compressedSize);
        }
        levelsAddress = payload;
        levelsEnd = payload + definitions;
        dataAddress = decompress(levelsEnd, stored, size, header.compressed);
        dataEnd = dataAddress + size;
    }

    /** Returns whether the definition levels of the current page are packed from the most significant bit on. */
    boolean hasPackedLevels() {
        return header.type == PageHeader.DATA_PAGE && header.definitionEncoding == LEVELS_BIT_PACKED;
    }

    long dataAddress() {
        return dataAddress;
    }

    long dataEnd() {
        return dataEnd;
    }

    long levelsAddress() {
        return levelsAddress;
    }

    long levelsEnd() {
        return levelsEnd;
    }

    /** Decompresses the dictionary page in place of the current one, which has to be loaded again. */
    void loadDictionary() {
        checkCrc(dictionaryHeader, dictionaryPayload);
        dataAddress =
                decompress(dictionaryPayload, dictionaryHeader.compressedSize, dictionaryHeader.uncompressedSize, true);
        dataEnd = dataAddress + dictionaryHeader.uncompressedSize;
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
        if (!decompressor.isPlausible(chunk, offset, length, size)) {
            throw Corrupt.data("a page of " + length + " compressed bytes cannot have " + size);
        }
        if (pageBuffer == null || pageBuffer.capacity() < size) {
            if (pageBuffer != null) {
                pageBuffer.close();
                pageBuffer = null;
            }
            pageBuffer = DirectBufferPool.acquire(allocator, size);
        }
        decompressor.decompress(chunk, offset, length, pageBuffer.buffer(), size);
        return pageBuffer.address();
    }

    private void checkCrc(PageHeader page, long address) {
        if (page.hasCrc) {
            int offset = (int) (address - base);
            CRC32 crc = new CRC32();
            crc.update(chunk.duplicate().limit(offset + page.compressedSize).position(offset));
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
