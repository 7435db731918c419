package dev.tarn.format.orc.read;

import dev.tarn.format.orc.convert.NullConverter;
import dev.tarn.format.orc.convert.Validity;
import dev.tarn.format.orc.convert.Wide;
import dev.tarn.format.orc.metadata.Corrupt;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.type.Layout;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.hadoop.hive.ql.exec.vector.LongColumnVector;
import org.apache.orc.OrcProto;
import org.apache.orc.impl.InStream;
import org.apache.orc.impl.IntegerReader;
import org.apache.orc.impl.reader.StripePlanner;

/**
 * Decimals, which are stored as an integer of variable length and a scale each: straight to where the batch has them.
 * Digits beyond the scale that is asked for are rounded, halves up.
 */
final class DecimalReader extends StripeColumn implements ColumnReader {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** The most bytes of a stored integer: 128 bits, 7 a byte. */
    private static final int MAX_BYTES = 19;

    private final int scale;
    private final boolean isWide;
    private final ColumnBuffer buffer;
    private final NullConverter nulls;
    private final LongColumnVector scales = new LongColumnVector(1);
    private final Wide wide = new Wide();
    private final byte[] window = new byte[1 << 13];
    private int at;
    private int limit;
    private Streams streams;
    private InStream bytes;
    private IntegerReader scaleReader;
    private long high;
    private long low;

    DecimalReader(int columnId, ScanColumn wanted, BufferAllocator allocator) {
        super(columnId);
        this.scale = wanted.type().scale();
        this.isWide = wanted.layout() == Layout.INT128;
        this.buffer = new ColumnBuffer(allocator, wanted.type(), wanted.layout());
        this.nulls = new NullConverter(wanted, allocator);
    }

    @Override
    void start(StripePlanner planner) throws IOException {
        streams = new Streams(planner, columnId());
        bytes = streams.bytes(OrcProto.Stream.Kind.DATA);
        scaleReader = streams.integers(OrcProto.Stream.Kind.SECONDARY, true);
    }

    @Override
    public Column read(long row, int rows, SelectionVector selected, RowGroups groups) throws IOException {
        moveTo(row, groups);
        int values = streams.readNulls(rows);
        movedTo(row + rows);
        if (values == 0) {
            return nulls.convert(null, rows, selected);
        }
        buffer.ensureRows(rows);
        boolean noNulls = values == rows;
        boolean[] isNull = streams.isNull();
        boolean hasNulls = !noNulls && Validity.write(isNull, rows, buffer);
        scales.ensureSize(rows, false);
        scales.noNulls = noNulls;
        scales.isNull = isNull;
        scales.isRepeating = false;
        Streams.required(scaleReader, "scales").nextVector(scales, scales.vector, rows);
        Streams.required(bytes, "values");
        if (scales.isRepeating && noNulls && scales.vector[0] == scale && !isWide) {
            longs(rows);
        } else {
            if (scales.isRepeating) {
                Arrays.fill(scales.vector, 0, rows, scales.vector[0]);
            }
            any(rows, noNulls, isNull);
        }
        return buffer.column(rows, hasNulls);
    }

    /** Reads values without NULLs that are stored as they are asked for. */
    private void longs(int rows) throws IOException {
        long target = buffer.valuesAddress();
        byte[] source = window;
        for (int i = 0; i < rows; i++) {
            if (limit - at < MAX_BYTES) {
                fill();
            }
            long word = (long) LONG.get(source, at);
            long value;
            int length;
            // The lengths of a column's values differ little, so that this is well predicted.
            if ((word & 0x80) == 0) {
                value = word & 0x7F;
                length = 1;
            } else if ((word & 0x8000) == 0) {
                value = word & 0x7F | word >>> 1 & 0x7F << 7;
                length = 2;
            } else if ((word & 0x800000) == 0) {
                value = word & 0x7F | word >>> 1 & 0x7F << 7 | word >>> 2 & 0x7F << 14;
                length = 3;
            } else if ((word & 0x80000000L) == 0) {
                value = word & 0x7F | word >>> 1 & 0x7F << 7 | word >>> 2 & 0x7F << 14 | word >>> 3 & 0x7F << 21;
                length = 4;
            } else {
                integer();
                wide.set(high, low, 0);
                RawMemory.putLong(target + ((long) i << 3), wide.asLong());
                continue;
            }
            at += length;
            if (at > limit) {
                throw ended();
            }
            RawMemory.putLong(target + ((long) i << 3), (value >>> 1) ^ -(value & 1));
        }
    }

    private void any(int rows, boolean noNulls, boolean[] isNull) throws IOException {
        long target = buffer.valuesAddress();
        for (int i = 0; i < rows; i++) {
            if (!noNulls && isNull[i]) {
                continue;
            }
            long stored = scales.vector[i];
            if (stored < -128 || stored > 128) {
                throw Corrupt.data("a decimal of scale " + stored);
            }
            integer();
            wide.set(high, low, scale - (int) stored);
            if (isWide) {
                RawMemory.putLong(target + ((long) i << 4), wide.low());
                RawMemory.putLong(target + ((long) i << 4) + 8, wide.high());
            } else {
                RawMemory.putLong(target + ((long) i << 3), wide.asLong());
            }
        }
    }

    /** Reads the next integer, of up to 128 bits, into {@link #high} and {@link #low}. */
    private void integer() throws IOException {
        if (limit - at < MAX_BYTES) {
            fill();
        }
        long lower = 0;
        long upper = 0;
        int shift = 0;
        long next;
        do {
            if (at == limit) {
                throw ended();
            }
            next = window[at++];
            long bits = next & 0x7F;
            if (shift < 64) {
                lower |= bits << shift;
                upper |= shift > 57 ? bits >>> (64 - shift) : 0;
            } else if (shift < 64 + 63) {
                upper |= bits << (shift - 64);
            } else {
                throw Corrupt.data("a decimal of more than 128 bits");
            }
            shift += 7;
        } while (next < 0);
        long sign = -(lower & 1);
        low = (lower >>> 1 | upper << 63) ^ sign;
        high = (upper >>> 1) ^ sign;
    }

    /** Moves what is left to the begin of the window and fills it up, as far as there are bytes. */
    private void fill() throws IOException {
        System.arraycopy(window, at, window, 0, limit - at);
        limit -= at;
        at = 0;
        while (limit < MAX_BYTES) {
            if (bytes.available() == 0) {
                // What stands behind the end is read as far as an integer could go, but not believed.
                Arrays.fill(window, limit, limit + MAX_BYTES, (byte) 0);
                return;
            }
            limit += bytes.read(window, limit, window.length - MAX_BYTES - limit);
        }
    }

    private static RuntimeException ended() {
        return Corrupt.data("decimals end before their rows do");
    }

    @Override
    void skip(long rows) throws IOException {
        long values = streams.skipNulls(rows);
        if (values == 0) {
            return;
        }
        Streams.required(scaleReader, "scales").skip(values);
        Streams.required(bytes, "values");
        for (long i = 0; i < values; i++) {
            integer();
        }
    }

    @Override
    void seek(RowGroups.IndexPositions[] positions) throws IOException {
        RowGroups.IndexPositions own = positions[columnId()];
        streams.seek(own);
        at = 0;
        limit = 0;
        if (bytes != null) {
            bytes.seek(own);
        }
        if (scaleReader != null) {
            scaleReader.seek(own);
        }
    }

    @Override
    public void close() {
        buffer.close();
        nulls.close();
    }
}
