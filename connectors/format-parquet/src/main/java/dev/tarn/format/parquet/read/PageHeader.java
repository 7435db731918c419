package dev.tarn.format.parquet.read;

import dev.tarn.format.parquet.encoding.Corrupt;
import dev.tarn.spi.memory.RawMemory;

/**
 * A page's header, read from Thrift's compact protocol without making objects: files with small pages have many. Statistics
 * in headers are passed over. Reused from page to page.
 */
final class PageHeader {
    static final int DATA_PAGE = 0;
    static final int INDEX_PAGE = 1;
    static final int DICTIONARY_PAGE = 2;
    static final int DATA_PAGE_V2 = 3;
    /** No page: rows whose pages were not read. */
    static final int GAP = 100;

    private static final int TYPE_TRUE = 1;
    private static final int TYPE_FALSE = 2;
    private static final int TYPE_BYTE = 3;
    private static final int TYPE_I16 = 4;
    private static final int TYPE_I32 = 5;
    private static final int TYPE_I64 = 6;
    private static final int TYPE_DOUBLE = 7;
    private static final int TYPE_BINARY = 8;
    private static final int TYPE_LIST = 9;
    private static final int TYPE_SET = 10;
    private static final int TYPE_MAP = 11;
    private static final int TYPE_STRUCT = 12;
    private static final int MAX_DEPTH = 16;

    /** One of the page types above, or another number. */
    int type;

    int uncompressedSize;
    int compressedSize;
    boolean hasCrc;
    int crc;
    int valueCount;
    int encoding;
    int definitionEncoding;
    int repetitionEncoding;
    int nullCount;
    /** Rows that begin in the page and end in it; -1 where the header does not say. */
    int rowCount;

    int definitionLength;
    int repetitionLength;
    boolean compressed;

    private long position;
    private long end;

    /**
     * Reads the header at {@code address} and returns the address after it, where the page begins.
     *
     * @param limit the address after the column chunk's last byte
     * @throws dev.tarn.spi.error.TarnException HIVE_BAD_DATA if it is no header, or the page does not lie within the chunk
     */
    long read(long address, long limit) {
        return read(address, limit, limit - address);
    }

    /**
     * Reads a header alone, whose page need not be in memory.
     *
     * @param limit the address after the bytes that are there
     * @param chunkBytes the bytes from the header to the end of its column chunk
     */
    long read(long address, long limit, long chunkBytes) {
        position = address;
        end = limit;
        type = -1;
        uncompressedSize = -1;
        compressedSize = -1;
        hasCrc = false;
        valueCount = -1;
        encoding = -1;
        definitionEncoding = -1;
        repetitionEncoding = -1;
        rowCount = -1;
        nullCount = -1;
        definitionLength = 0;
        repetitionLength = 0;
        compressed = true;
        int field = 0;
        while (true) {
            int head = next();
            if (head == 0) {
                break;
            }
            field = fieldId(head, field);
            topField(field, head & 15);
        }
        check(chunkBytes - (position - address));
        return position;
    }

    /** Becomes the header of {@code rows} rows, with a value each, whose pages were not read. */
    void setGap(int rows) {
        type = GAP;
        valueCount = rows;
        rowCount = rows;
        compressedSize = 0;
        uncompressedSize = 0;
        encoding = -1;
    }

    boolean isGap() {
        return type == GAP;
    }

    private void check(long bytesLeft) {
        if (type < 0 || uncompressedSize < 0 || compressedSize < 0) {
            throw Corrupt.data("a page header lacks its type or sizes");
        }
        if (compressedSize > bytesLeft) {
            throw Corrupt.data(
                    "a page of " + compressedSize + " bytes where the column chunk has " + bytesLeft + " left");
        }
        if (type != INDEX_PAGE && type <= DATA_PAGE_V2 && valueCount < 0) {
            throw Corrupt.data("a page has " + valueCount + " values");
        }
    }

    private void topField(int field, int wire) {
        switch (field) {
            case 1 -> type = i32(wire);
            case 2 -> uncompressedSize = i32(wire);
            case 3 -> compressedSize = i32(wire);
            case 4 -> {
                crc = i32(wire);
                hasCrc = true;
            }
            case 5, 7, 8 -> pageStruct(field, wire);
            default -> skip(wire, 0);
        }
    }

    private void pageStruct(int kind, int wire) {
        if (wire != TYPE_STRUCT) {
            throw Corrupt.data("a page header is not one");
        }
        int field = 0;
        while (true) {
            int head = next();
            if (head == 0) {
                return;
            }
            field = fieldId(head, field);
            int fieldWire = head & 15;
            boolean known =
                    switch (kind) {
                        case 5 -> dataField(field, fieldWire);
                        case 7 -> dictionaryField(field, fieldWire);
                        default -> dataFieldV2(field, fieldWire);
                    };
            if (!known) {
                skip(fieldWire, 0);
            }
        }
    }

    private boolean dataField(int field, int wire) {
        switch (field) {
            case 1 -> valueCount = i32(wire);
            case 2 -> encoding = i32(wire);
            case 3 -> definitionEncoding = i32(wire);
            case 4 -> repetitionEncoding = i32(wire);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean dictionaryField(int field, int wire) {
        switch (field) {
            case 1 -> valueCount = i32(wire);
            case 2 -> encoding = i32(wire);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean dataFieldV2(int field, int wire) {
        switch (field) {
            case 1 -> valueCount = i32(wire);
            case 2 -> nullCount = i32(wire);
            case 3 -> rowCount = i32(wire);
            case 4 -> encoding = i32(wire);
            case 5 -> definitionLength = i32(wire);
            case 6 -> repetitionLength = i32(wire);
            case 7 -> {
                if (wire != TYPE_TRUE && wire != TYPE_FALSE) {
                    throw Corrupt.data("a page header is not one");
                }
                compressed = wire == TYPE_TRUE;
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private int fieldId(int head, int previous) {
        int delta = head >>> 4 & 15;
        return delta != 0 ? previous + delta : (int) zigzag();
    }

    private int i32(int wire) {
        if (wire != TYPE_I32) {
            throw Corrupt.data("a page header is not one");
        }
        return (int) zigzag();
    }

    private void skip(int wire, int depth) {
        switch (wire) {
            case TYPE_TRUE, TYPE_FALSE -> {}
            case TYPE_BYTE -> next();
            case TYPE_I16, TYPE_I32, TYPE_I64 -> varint();
            case TYPE_DOUBLE -> skipBytes(8);
            case TYPE_BINARY -> skipBytes(varint());
            case TYPE_LIST, TYPE_SET -> skipList(depth);
            case TYPE_MAP -> skipMap(depth);
            case TYPE_STRUCT -> skipStruct(depth);
            default -> throw Corrupt.data("a page header is not one");
        }
    }

    private void requireDepth(int depth) {
        if (depth > MAX_DEPTH) {
            throw Corrupt.data("a page header is nested too deeply");
        }
    }

    private void skipStruct(int depth) {
        requireDepth(depth);
        while (true) {
            int head = next();
            if (head == 0) {
                return;
            }
            if ((head >>> 4 & 15) == 0) {
                zigzag();
            }
            skip(head & 15, depth + 1);
        }
    }

    private void skipList(int depth) {
        requireDepth(depth);
        int head = next();
        long size = (head >>> 4) & 15L;
        if (size == 15) {
            size = varint();
        }
        skipElements(size, head & 15, depth);
    }

    private void skipMap(int depth) {
        requireDepth(depth);
        long size = varint();
        if (size == 0) {
            return;
        }
        int types = next();
        requireElements(size);
        for (long i = 0; i < size; i++) {
            skipElement(types >>> 4 & 15, depth);
            skipElement(types & 15, depth);
        }
    }

    private void skipElements(long size, int wire, int depth) {
        requireElements(size);
        for (long i = 0; i < size; i++) {
            skipElement(wire, depth);
        }
    }

    private void requireElements(long size) {
        if (size < 0 || size > end - position) {
            throw Corrupt.data("a page header has a list of " + size + " elements");
        }
    }

    private void skipElement(int wire, int depth) {
        if (wire == TYPE_TRUE || wire == TYPE_FALSE) {
            next();
        } else {
            skip(wire, depth + 1);
        }
    }

    private void skipBytes(long count) {
        if (count < 0 || count > end - position) {
            throw Corrupt.data("a page header ends in the middle");
        }
        position += count;
    }

    private int next() {
        if (position >= end) {
            throw Corrupt.data("a page header ends in the middle");
        }
        return RawMemory.getByte(position++) & 0xFF;
    }

    private long zigzag() {
        long raw = varint();
        return raw >>> 1 ^ -(raw & 1);
    }

    private long varint() {
        long read = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            int next = next();
            read |= (next & 0x7FL) << shift;
            if (next < 0x80) {
                return read;
            }
        }
        throw Corrupt.data("a page header has a number of more than 10 bytes");
    }
}
