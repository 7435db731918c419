package dev.tarn.format.parquet.read;

import dev.tarn.format.parquet.convert.Conversion;
import dev.tarn.format.parquet.convert.TextForm;
import dev.tarn.format.parquet.encoding.ByteArrays;
import dev.tarn.format.parquet.encoding.ByteStreamSplit;
import dev.tarn.format.parquet.encoding.Corrupt;
import dev.tarn.format.parquet.encoding.Gather;
import dev.tarn.format.parquet.encoding.RunLengthDecoder;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.type.Layout;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.parquet.format.Type;

/**
 * Reads columns of the layout BYTES: DICTIONARY where the pages have codes, FLAT where they have values.
 *
 * <p>A page's values are codes, or PLAIN values that batches copy, or offsets into bytes (delta encodings, fixed-length
 * values, cut or converted values) that batches are views of.
 */
final class BytesColumnReader extends ColumnReader {
    private enum Form {
        CODES,
        PLAIN,
        OFFSETS
    }

    private final ScanColumn wanted;
    private final Conversion conversion;
    private final RunLengthDecoder codes = new RunLengthDecoder();
    private final ColumnBuffer dictionaryBuffer;
    private final DeltaBytes delta;
    private final Scratch codeScratch;
    private final Scratch offsetScratch;
    private final Scratch pageOffsets;
    private final Scratch pageBytes;
    private final Scratch stored;
    private final ColumnBuffer out;
    private Column dictionary;
    private long dictionaryId;
    private Form form;
    private boolean codesNeedCheck;
    private long plainAt;
    private long plainEnd;
    private long offsets;
    private long bytes;
    private int bytesDone;
    private final boolean mayMix;
    /** How the batch began that is appended to. */
    private Form batchForm;

    BytesColumnReader(ReadColumn read, boolean isLeafOfNested, BufferAllocator allocator) {
        super(read, isLeafOfNested, allocator);
        this.wanted = read.wanted();
        this.conversion = read.conversion();
        this.mayMix = read.chunk().mayMixDictionary();
        this.dictionaryBuffer = new ColumnBuffer(allocator, wanted.type(), Layout.BYTES);
        this.delta = new DeltaBytes(allocator);
        this.codeScratch = new Scratch(allocator);
        this.offsetScratch = new Scratch(allocator);
        this.pageOffsets = new Scratch(allocator);
        this.pageBytes = new Scratch(allocator);
        this.stored = new Scratch(allocator);
        this.out = new ColumnBuffer(allocator, wanted.type(), Layout.BYTES);
    }

    @Override
    public int uniformRows(int rows) {
        if (!mayMix) {
            return rows;
        }
        skipPages();
        while (rowsLeftInPage() == 0) {
            nextPage();
        }
        int left = rowsLeftInPage();
        if (left >= rows || pages.dictionaryHeader() == null) {
            return rows;
        }
        return left + pages.uniformRowsAhead(rows - left, PageEncoding.isDictionary(pages.header().encoding));
    }

    @Override
    void requireDictionary() {
        if (dictionary != null || !hasDictionaryPage()) {
            return;
        }
        int count = pages.dictionaryHeader().valueCount;
        pages.loadDictionary();
        long address = pages.dataAddress();
        long end = pages.dataEnd();
        if (end - address < (long) count * Math.max(4, column.physicalWidth())) {
            throw Corrupt.data("a dictionary of " + count + " values has " + (end - address) + " bytes");
        }
        if (column.physicalType() == Type.BYTE_ARRAY) {
            dictionaryBuffer.ensureRows(count);
            ByteArrays.plainOffsets(address, end, count, dictionaryBuffer.offsetsAddress());
            int total = RawMemory.getInt(dictionaryBuffer.offsetsAddress() + ((long) count << 2));
            dictionaryBuffer.ensureBytes(total + (long) ByteArrays.SLACK_BYTES);
            ByteArrays.copyPlain(address, count, dictionaryBuffer.offsetsAddress(), dictionaryBuffer.valuesAddress());
        } else {
            startFixed(address, count);
            int total = RawMemory.getInt(offsets + ((long) count << 2));
            dictionaryBuffer.ensureRows(count);
            dictionaryBuffer.ensureBytes(total);
            RawMemory.copy(offsets, dictionaryBuffer.offsetsAddress(), (count + 1L) << 2);
            RawMemory.copy(bytes, dictionaryBuffer.valuesAddress(), total);
        }
        if (conversion.text() != null) {
            conversion.text().apply(dictionaryBuffer.offsetsAddress(), count, dictionaryBuffer.valuesAddress());
        }
        dictionary = dictionaryBuffer.column(count, false);
        dictionaryId = Column.nextDictionaryId();
    }

    @Override
    Column decodedDictionary() {
        return dictionary;
    }

    @Override
    void startPage(int encoding, long address, long end, int count) {
        if (PageEncoding.isDictionary(encoding) && (dictionary != null || count > 0)) {
            requireDictionary(dictionary != null);
            form = Form.CODES;
            if (count > 0) {
                if (address >= end) {
                    throw Corrupt.data("a page ends before its codes");
                }
                int bits = RawMemory.getByte(address) & 0xFF;
                codes.reset(address + 1, end - address - 1, bits);
                codesNeedCheck = bits >= 31 || 1 << bits > dictionary.rowCount();
            }
            return;
        }
        plainAt = address;
        plainEnd = end;
        form = Form.PLAIN;
        if (count == 0) {
            return;
        }
        if (column.physicalType() == Type.FIXED_LEN_BYTE_ARRAY) {
            startFixed(encoding, address, end, count);
        } else if (encoding == PageEncoding.PLAIN) {
            if (conversion.text() != null) {
                putTogether(count);
            }
        } else {
            delta.decode(encoding, address, end, count, column.physicalType());
            offsets = delta.offsets();
            bytes = delta.bytes();
            form = Form.OFFSETS;
        }
        if (conversion.text() != null) {
            limit(count);
        }
    }

    /** Copies all values of a PLAIN page to where they lie without gaps. */
    private void putTogether(int count) {
        if (plainEnd - plainAt < (long) count << 2) {
            throw Corrupt.data("a page has " + (plainEnd - plainAt) + " bytes for " + count + " values");
        }
        offsets = pageOffsets.ensure((count + 1L) << 2);
        ByteArrays.plainOffsets(plainAt, plainEnd, count, offsets);
        bytes = pageBytes.ensure(RawMemory.getInt(offsets + ((long) count << 2)));
        ByteArrays.copyPlain(plainAt, count, offsets, bytes);
        form = Form.OFFSETS;
    }

    /** Cuts all values of the page, in memory of this reader's own. */
    private void limit(int count) {
        if (bytes != pageBytes.ensure(0)) {
            int total = RawMemory.getInt(offsets + ((long) count << 2));
            long copy = pageBytes.ensure(total);
            RawMemory.copy(bytes, copy, total);
            bytes = copy;
        }
        conversion.text().apply(offsets, count, bytes);
    }

    private void startFixed(int encoding, long address, long end, int count) {
        int width = column.fixedLength();
        long size = (long) count * width;
        switch (encoding) {
            case PageEncoding.PLAIN -> {
                if (end - address < size) {
                    throw Corrupt.data("a page has " + (end - address) + " bytes of values that need " + size);
                }
                startFixed(address, count);
            }
            case PageEncoding.BYTE_STREAM_SPLIT -> {
                if (end - address != size) {
                    throw Corrupt.data("a page has " + (end - address) + " bytes of values that need " + size);
                }
                long together = stored.ensure(size);
                ByteStreamSplit.join(address, count, width, together);
                startFixed(together, count);
            }
            case PageEncoding.DELTA_BYTE_ARRAY -> {
                delta.decode(encoding, address, end, count, column.physicalType());
                delta.requireWidth(count, width);
                startFixed(delta.bytes(), count);
            }
            default -> throw unexpectedEncoding(encoding);
        }
    }

    /** Makes offsets for fixed-length values, or the text that they stand for. */
    private void startFixed(long values, int count) {
        int width = column.fixedLength();
        TextForm textForm = conversion.form();
        offsets = pageOffsets.ensure((count + 1L) << 2);
        form = Form.OFFSETS;
        if (textForm != TextForm.BYTES) {
            bytes = pageBytes.ensure((long) count * textForm.maxBytes(width));
            textForm.convert(values, count, offsets, bytes);
            return;
        }
        if ((long) count * width > Integer.MAX_VALUE - 64) {
            throw Corrupt.data("the values of a page take more than 2 GiB");
        }
        for (int i = 0; i <= count; i++) {
            RawMemory.putInt(offsets + ((long) i << 2), i * width);
        }
        bytes = values;
    }

    @Override
    void skipValues(int count) {
        switch (form) {
            case CODES -> codes.skip(count);
            case PLAIN -> plainAt = ByteArrays.skipPlain(plainAt, plainEnd, count);
            case OFFSETS -> {}
        }
    }

    @Override
    Column view(int rows, int valid, long bits, SelectionVector selection) {
        if (form == Form.PLAIN && bits == 0 && isFew(selection, rows)) {
            return copySelected(rows, selection);
        }
        if (form != Form.OFFSETS) {
            return null;
        }
        long first = offsets + ((long) pageValue << 2);
        if (bits == 0) {
            return Column.flatBytes(wanted.type(), rows, 0, first, bytes);
        }
        out.ensureRows(rows);
        Gather.spreadOffsets(first, valid, pageValidityAddress(), pageRow, rows, out.offsetsAddress());
        return Column.flatBytes(wanted.type(), rows, bits, out.offsetsAddress(), bytes);
    }

    private Column copySelected(int rows, SelectionVector selection) {
        long starts = offsetScratch.ensure((rows + 1L) << 2);
        long after = ByteArrays.plainStarts(plainAt, plainEnd, rows, starts);
        int count = selection.count();
        out.ensureRows(rows);
        out.ensureBytes(ByteArrays.selectedBytes(starts, selection.positions(), count) + ByteArrays.SLACK_BYTES);
        ByteArrays.copySelected(
                plainAt, starts, selection.positions(), count, rows, out.offsetsAddress(), out.valuesAddress());
        plainAt = after;
        return finish(rows, 0);
    }

    @Override
    void begin(int rows) {
        bytesDone = 0;
        batchForm = form;
        if (form == Form.CODES) {
            codeScratch.ensure((rows + 1L) << 2);
        } else {
            out.ensureRows(rows);
        }
    }

    @Override
    void append(int done, int rows, int valid) {
        if ((form == Form.CODES) != (batchForm == Form.CODES)) {
            throw Corrupt.data("pages with codes and with values, where the footer says that there is one kind");
        }
        if (form == Form.CODES) {
            appendCodes(codeScratch.address() + ((long) done << 2), rows, valid);
            return;
        }
        long dense = offsetScratch.ensure((valid + 1L) << 2);
        int total;
        if (form == Form.PLAIN) {
            long after = ByteArrays.plainOffsets(plainAt, plainEnd, valid, dense);
            total = RawMemory.getInt(dense + ((long) valid << 2));
            out.ensureBytes((long) bytesDone + total + ByteArrays.SLACK_BYTES);
            ByteArrays.copyPlain(plainAt, valid, dense, out.valuesAddress() + bytesDone);
            plainAt = after;
            ByteArrays.rebase(dense, valid, bytesDone);
        } else {
            RawMemory.copy(offsets + ((long) pageValue << 2), dense, (valid + 1L) << 2);
            int start = RawMemory.getInt(dense);
            total = RawMemory.getInt(dense + ((long) valid << 2)) - start;
            out.ensureBytes((long) bytesDone + total);
            RawMemory.copy(bytes + start, out.valuesAddress() + bytesDone, total);
            ByteArrays.rebase(dense, valid, bytesDone - start);
        }
        long target = out.offsetsAddress() + ((long) done << 2);
        if (valid == rows) {
            RawMemory.copy(dense, target, (valid + 1L) << 2);
        } else {
            Gather.spreadOffsets(dense, valid, pageValidityAddress(), pageRow, rows, target);
        }
        bytesDone += total;
    }

    private void appendCodes(long target, int rows, int valid) {
        if (valid > 0) {
            codes.read(valid, target);
            if (codesNeedCheck) {
                Gather.requireCodes(target, valid, dictionary.rowCount());
            }
        }
        if (valid < rows) {
            // What rows that are null get: a code that exists.
            RawMemory.putInt(target + ((long) valid << 2), 0);
            Gather.spread(target, 4, valid, pageValidityAddress(), pageRow, rows);
        }
    }

    @Override
    Column finish(int rows, long bits) {
        if (form == Form.CODES) {
            return Column.dictionary(rows, bits, codeScratch.address(), dictionary, dictionaryId);
        }
        return Column.flatBytes(wanted.type(), rows, bits, out.offsetsAddress(), out.valuesAddress());
    }

    @Override
    public void close() {
        super.close();
        dictionaryBuffer.close();
        delta.close();
        codeScratch.close();
        offsetScratch.close();
        pageOffsets.close();
        pageBytes.close();
        stored.close();
        out.close();
    }
}
