package dev.tarn.format.orc.read;

import dev.tarn.format.orc.convert.NullConverter;
import dev.tarn.format.orc.convert.TextLimit;
import dev.tarn.format.orc.convert.Validity;
import dev.tarn.format.orc.metadata.Corrupt;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import java.io.IOException;
import java.util.Arrays;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.hadoop.hive.ql.exec.vector.LongColumnVector;
import org.apache.orc.OrcProto;
import org.apache.orc.impl.IntegerReader;
import org.apache.orc.impl.reader.StripePlanner;

/**
 * Text and binary values: what the stripe keeps in a dictionary stays a DICTIONARY, and the bytes of others go straight to
 * where the batch has them. Lengths are believed only as far as bytes follow.
 */
final class TextReader extends StripeColumn implements ColumnReader {
    private static final int FIRST_BYTES = 1 << 20;

    private final TextLimit limit;
    private final long stripeRows;
    private final ColumnBuffer buffer;
    private final ColumnBuffer codeBuffer;
    private final NullConverter nulls;
    private final LongColumnVector numbers = new LongColumnVector(1);
    private Streams streams;
    private MemoryStream bytes;
    /** The codes of a dictionary, or the lengths of values. */
    private IntegerReader integers;

    private boolean hasDictionary;
    private int dictionarySize;
    private long dictionaryId;
    private Column dictionary;

    /** @param stripeRows how many rows the stripe has, which no dictionary is larger than */
    TextReader(int columnId, ScanColumn wanted, TextLimit limit, long stripeRows, BufferAllocator allocator) {
        super(columnId);
        this.limit = limit;
        this.stripeRows = stripeRows;
        this.buffer = new ColumnBuffer(allocator, wanted.type(), Layout.BYTES);
        this.codeBuffer = new ColumnBuffer(allocator, Type.INTEGER, Layout.INT);
        this.nulls = new NullConverter(wanted, allocator);
    }

    @Override
    void start(StripePlanner planner) throws IOException {
        streams = new Streams(planner, columnId());
        switch (streams.encoding()) {
            case DIRECT, DIRECT_V2 -> {
                integers = streams.integers(OrcProto.Stream.Kind.LENGTH, false);
                bytes = streams.bytes(OrcProto.Stream.Kind.DATA);
            }
            case DICTIONARY, DICTIONARY_V2 -> {
                hasDictionary = true;
                integers = streams.integers(OrcProto.Stream.Kind.DATA, false);
                readDictionary(planner.getEncoding(columnId()).getDictionarySize());
            }
        }
    }

    private void readDictionary(int size) throws IOException {
        if (size < 0 || size > stripeRows) {
            throw Corrupt.data("a dictionary of " + size + " values in a stripe of " + stripeRows + " rows");
        }
        dictionarySize = size;
        if (size == 0) {
            return;
        }
        IntegerReader lengths =
                Streams.required(streams.integers(OrcProto.Stream.Kind.LENGTH, false), "the dictionary's lengths");
        buffer.ensureRows(size);
        long total = 0;
        RawMemory.putInt(buffer.offsetsAddress(), 0);
        for (int i = 1; i <= size; i++) {
            total = added(total, lengths.next());
            RawMemory.putInt(buffer.offsetsAddress() + ((long) i << 2), (int) total);
        }
        readBytes(streams.bytes(OrcProto.Stream.Kind.DICTIONARY_DATA), total);
        limit.apply(buffer.offsetsAddress(), size, buffer.valuesAddress());
        dictionary = buffer.column(size, false);
        dictionaryId = Column.nextDictionaryId();
    }

    private static long added(long total, long length) {
        if (length < 0 || length > Integer.MAX_VALUE - total) {
            throw Corrupt.data("a value of " + length + " bytes");
        }
        return total + length;
    }

    /** Reads bytes to the begin of the buffer, which grows as they come. */
    private void readBytes(MemoryStream in, long total) throws IOException {
        buffer.ensureBytes(Math.min(total, FIRST_BYTES));
        long done = 0;
        while (done < total) {
            MemoryStream from = Streams.required(in, "bytes");
            buffer.ensureBytes(done + Math.min(total - done, Math.max(1, from.available())));
            done += from.read(buffer.valuesAddress() + done, Math.min(total, buffer.bytesCapacity()) - done);
        }
    }

    @Override
    public Column read(long row, int rows, SelectionVector selected, RowGroups groups) throws IOException {
        moveTo(row, groups);
        int values = streams.readNulls(rows);
        readNumbers(rows, values);
        movedTo(row + rows);
        if (values == 0) {
            return nulls.convert(null, rows, selected);
        }
        return hasDictionary ? codes(rows, values) : plain(rows, values);
    }

    private void readNumbers(int rows, int values) throws IOException {
        if (values == 0) {
            return;
        }
        numbers.ensureSize(rows, false);
        numbers.noNulls = values == rows;
        numbers.isNull = streams.isNull();
        numbers.isRepeating = false;
        Streams.required(integers, "numbers").nextVector(numbers, numbers.vector, rows);
    }

    private Column codes(int rows, int values) {
        if (numbers.isRepeating && values == rows) {
            return repeated(rows);
        }
        long validity = 0;
        if (values < rows) {
            Validity.write(streams.isNull(), rows, codeBuffer);
            validity = codeBuffer.validityAddress();
        }
        codeBuffer.ensureRows(rows);
        long target = codeBuffer.valuesAddress();
        long[] codes = numbers.vector;
        boolean[] isNull = streams.isNull();
        boolean noNulls = values == rows;
        long last = dictionarySize - 1L;
        long wrong = 0;
        for (int i = 0; i < rows; i++) {
            long code = noNulls || !isNull[i] ? codes[i] : 0;
            wrong |= code | last - code;
            RawMemory.putInt(target + ((long) i << 2), (int) code);
        }
        if (wrong < 0) {
            throw Corrupt.data("a code that a dictionary of " + dictionarySize + " values does not have");
        }
        return Column.dictionary(rows, validity, target, dictionary, dictionaryId);
    }

    private Column repeated(int rows) {
        long code = numbers.vector[0];
        if (code < 0 || code >= dictionarySize) {
            throw Corrupt.data("code " + code + " in a dictionary of " + dictionarySize + " values");
        }
        long at = dictionary.offsetsAddress() + (code << 2);
        return Column.constant(rows, Column.flatBytes(buffer.type(), 1, 0, at, dictionary.valuesAddress()));
    }

    private Column plain(int rows, int values) throws IOException {
        buffer.ensureRows(rows);
        boolean noNulls = values == rows;
        boolean hasNulls = !noNulls && Validity.write(streams.isNull(), rows, buffer);
        long offsets = buffer.offsetsAddress();
        long[] lengths = numbers.vector;
        if (numbers.isRepeating) {
            Arrays.fill(lengths, 0, rows, lengths[0]);
        }
        boolean[] isNull = streams.isNull();
        long total = 0;
        RawMemory.putInt(offsets, 0);
        for (int i = 0; i < rows; i++) {
            total = noNulls || !isNull[i] ? added(total, lengths[i]) : total;
            RawMemory.putInt(offsets + ((i + 1L) << 2), (int) total);
        }
        readBytes(bytes, total);
        limit.apply(buffer.offsetsAddress(), rows, buffer.valuesAddress());
        return buffer.column(rows, hasNulls);
    }

    @Override
    void skip(long rows) throws IOException {
        long values = streams.skipNulls(rows);
        if (values == 0) {
            return;
        }
        Streams.required(integers, "numbers");
        if (hasDictionary) {
            integers.skip(values);
            return;
        }
        long left = 0;
        for (long i = 0; i < values; i++) {
            long length = integers.next();
            if (length < 0) {
                throw Corrupt.data("a value of " + length + " bytes");
            }
            left += length;
        }
        if (left > 0) {
            Streams.required(bytes, "bytes").pass(left);
        }
    }

    @Override
    void seek(RowGroups.IndexPositions[] positions) throws IOException {
        RowGroups.IndexPositions own = positions[columnId()];
        streams.seek(own);
        if (!hasDictionary && bytes != null) {
            bytes.seek(own);
        }
        if (integers != null) {
            integers.seek(own);
        }
    }

    @Override
    public void close() {
        buffer.close();
        codeBuffer.close();
        nulls.close();
    }
}
