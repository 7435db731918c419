package dev.tarn.format.parquet.read;

import dev.tarn.format.parquet.convert.Conversion;
import dev.tarn.format.parquet.encoding.BitUnpacker;
import dev.tarn.format.parquet.encoding.ByteArrays;
import dev.tarn.format.parquet.encoding.ByteStreamSplit;
import dev.tarn.format.parquet.encoding.Corrupt;
import dev.tarn.format.parquet.encoding.DeltaDecoder;
import dev.tarn.format.parquet.encoding.Gather;
import dev.tarn.format.parquet.encoding.RunLengthDecoder;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.type.Layout;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.parquet.format.Type;

/**
 * Reads columns of fixed-width layouts, always FLAT.
 *
 * <p>A page's values are either codes or lie one after the other, as stored (and are converted batch by batch) or already as
 * asked for. If they are as asked for and no row is null, a batch is a view of the page.
 */
final class FixedColumnReader extends ColumnReader {
    private final ScanColumn wanted;
    private final Layout layout;
    private final int width;
    private final Conversion conversion;
    private final RunLengthDecoder codes = new RunLengthDecoder();
    private final Scratch pageScratch;
    private final Scratch secondScratch;
    private final Scratch codeScratch;
    private final Scratch dictionary;
    private final Scratch out;
    private int dictionarySize = -1;
    private boolean pageHasCodes;
    private boolean codesNeedCheck;
    private boolean pageIsConverted;
    private long values;
    private final int storedWidth;

    FixedColumnReader(ReadColumn read, boolean isLeafOfNested, BufferAllocator allocator) {
        super(read, isLeafOfNested, allocator);
        this.wanted = read.wanted();
        this.layout = wanted.layout();
        this.width = layout.width();
        this.conversion = read.conversion();
        this.storedWidth = column.physicalWidth();
        this.pageScratch = new Scratch(allocator);
        this.secondScratch = new Scratch(allocator);
        this.codeScratch = new Scratch(allocator);
        this.dictionary = new Scratch(allocator);
        this.out = new Scratch(allocator);
    }

    @Override
    void requireDictionary() {
        if (dictionarySize >= 0 || !hasDictionaryPage()) {
            return;
        }
        int count = pages.dictionaryHeader().valueCount;
        pages.loadDictionary();
        long address = pages.dataAddress();
        long end = pages.dataEnd();
        if (conversion.bytes() != null) {
            plainBytes(address, end, count, dictionary);
        } else if (column.physicalType() == Type.BOOLEAN) {
            throw Corrupt.data("a dictionary of BOOLEAN values");
        } else {
            requireBytes(address, end, (long) count * storedWidth);
            long target = dictionary.ensure((long) count * width);
            if (conversion.fixed() == null) {
                RawMemory.copy(address, target, (long) count * width);
            } else {
                conversion.fixed().convert(address, count, target);
            }
        }
        dictionarySize = count;
    }

    private static void requireBytes(long address, long end, long bytes) {
        if (end - address < bytes) {
            throw Corrupt.data("a page has " + (end - address) + " bytes of values that need " + bytes);
        }
    }

    /** Converts PLAIN values of variable length, all of them at once. */
    private void plainBytes(long address, long end, int count, Scratch target) {
        requireBytes(address, end, (long) count << 2);
        long offsets = secondScratch.ensure((count + 1L) << 2);
        ByteArrays.plainOffsets(address, end, count, offsets);
        // Values lie 4 bytes apart from each other, for their lengths: they are put together first.
        int total = RawMemory.getInt(offsets + ((long) count << 2));
        long bytes = codeScratch.ensure(total);
        ByteArrays.copyPlain(address, count, offsets, bytes);
        conversion.bytes().convert(offsets, bytes, count, target.ensure((long) count * width));
    }

    @Override
    Column decodedDictionary() {
        return dictionarySize < 0 ? null : Column.flat(wanted.type(), layout, dictionarySize, 0, dictionary.ensure(0));
    }

    @Override
    void startPage(int encoding, long address, long end, int count) {
        pageHasCodes = false;
        pageIsConverted = conversion.fixed() == null;
        values = address;
        if (count == 0) {
            return;
        }
        if (PageEncoding.isDictionary(encoding)) {
            requireDictionary(dictionarySize >= 0);
            requireBytes(address, end, 1);
            int bits = RawMemory.getByte(address) & 0xFF;
            codes.reset(address + 1, end - address - 1, bits);
            pageHasCodes = true;
            codesNeedCheck = bits >= 31 || 1 << bits > dictionarySize;
            return;
        }
        switch (column.physicalType()) {
            case BOOLEAN -> startBooleans(encoding, address, end, count);
            case BYTE_ARRAY -> startBytes(encoding, address, end, count);
            default -> startFixed(encoding, address, end, count);
        }
    }

    private void startBooleans(int encoding, long address, long end, int count) {
        if (encoding == PageEncoding.PLAIN) {
            requireBytes(address, end, count + 7L >>> 3);
            values = pageScratch.ensure(count);
            BitUnpacker.unpackBits(address, 0, count, values);
        } else if (encoding == PageEncoding.RLE) {
            requireBytes(address, end, 4);
            int length = RawMemory.getInt(address);
            if (length < 0) {
                throw Corrupt.data("a page of " + length + " bytes");
            }
            requireBytes(address + 4, end, length);
            values = pageScratch.ensure(count);
            codes.reset(address + 4, length, 1);
            codes.readBytes(count, values);
        } else {
            throw unexpectedEncoding(encoding);
        }
    }

    private void startBytes(int encoding, long address, long end, int count) {
        if (encoding == PageEncoding.PLAIN) {
            plainBytes(address, end, count, pageScratch);
        } else {
            DeltaBytes delta = new DeltaBytes(allocator);
            try (delta) {
                delta.decode(encoding, address, end, count, column.physicalType());
                conversion
                        .bytes()
                        .convert(delta.offsets(), delta.bytes(), count, pageScratch.ensure((long) count * width));
            }
        }
        values = pageScratch.address();
        pageIsConverted = true;
    }

    private void startFixed(int encoding, long address, long end, int count) {
        long bytes = (long) count * storedWidth;
        switch (encoding) {
            case PageEncoding.PLAIN -> requireBytes(address, end, bytes);
            case PageEncoding.BYTE_STREAM_SPLIT -> {
                if (column.physicalType() == Type.INT96) {
                    throw unexpectedEncoding(encoding);
                }
                if (end - address != bytes) {
                    throw Corrupt.data("a page has " + (end - address) + " bytes of values that need " + bytes);
                }
                values = pageScratch.ensure(bytes);
                ByteStreamSplit.join(address, count, storedWidth, values);
            }
            case PageEncoding.DELTA_BINARY_PACKED -> {
                if (column.physicalType() != Type.INT32 && column.physicalType() != Type.INT64) {
                    throw unexpectedEncoding(encoding);
                }
                DeltaDecoder.requireCount(address, end, count);
                values = pageScratch.ensure(bytes);
                DeltaDecoder.decode(address, end, count, storedWidth, values);
            }
            case PageEncoding.DELTA_BYTE_ARRAY -> {
                if (column.physicalType() != Type.FIXED_LEN_BYTE_ARRAY) {
                    throw unexpectedEncoding(encoding);
                }
                try (DeltaBytes delta = new DeltaBytes(allocator)) {
                    delta.decode(encoding, address, end, count, column.physicalType());
                    delta.requireWidth(count, storedWidth);
                    values = pageScratch.ensure(bytes);
                    RawMemory.copy(delta.bytes(), values, bytes);
                }
            }
            default -> throw unexpectedEncoding(encoding);
        }
    }

    @Override
    void skipValues(int count) {
        if (pageHasCodes) {
            codes.skip(count);
        }
    }

    @Override
    Column view(int rows, int valid, long bits, SelectionVector selection) {
        if (pageHasCodes && bits == 0 && isFew(selection, rows)) {
            return gatherSelected(rows, selection);
        }
        if (pageHasCodes || !pageIsConverted || bits != 0) {
            return null;
        }
        return Column.flat(wanted.type(), layout, rows, 0, values + (long) pageValue * width);
    }

    private Column gatherSelected(int rows, SelectionVector selection) {
        out.ensure((rows + 1L) * width);
        long unpacked = codeScratch.ensure((long) rows << 2);
        int[] positions = selection.positions();
        int count = selection.count();
        codes.readSelected(rows, positions, count, unpacked);
        if (codesNeedCheck) {
            Gather.requireSelectedCodes(unpacked, positions, count, dictionarySize);
        }
        Gather.selected(dictionary.address(), unpacked, positions, count, width, out.address());
        return finish(rows, 0);
    }

    @Override
    void begin(int rows) {
        out.ensure((rows + 1L) * width);
    }

    @Override
    void append(int done, int rows, int valid) {
        long target = out.address() + (long) done * width;
        if (pageHasCodes) {
            long unpacked = codeScratch.ensure((long) valid << 2);
            codes.read(valid, unpacked);
            if (codesNeedCheck) {
                Gather.requireCodes(unpacked, valid, dictionarySize);
            }
            Gather.values(dictionary.ensure(0), unpacked, valid, width, target);
        } else if (pageIsConverted) {
            RawMemory.copy(values + (long) pageValue * width, target, (long) valid * width);
        } else {
            conversion.fixed().convert(values + (long) pageValue * storedWidth, valid, target);
        }
        if (valid < rows) {
            Gather.spread(target, width, valid, pageValidityAddress(), pageRow, rows);
        }
    }

    @Override
    Column finish(int rows, long bits) {
        return Column.flat(wanted.type(), layout, rows, bits, out.address());
    }

    @Override
    public void close() {
        super.close();
        pageScratch.close();
        secondScratch.close();
        codeScratch.close();
        dictionary.close();
        out.close();
    }
}
