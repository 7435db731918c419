package dev.tarn.exec.hash;

import dev.tarn.kernel.KeyKernels;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.RawMemory;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/** Makes columns of the keys of records. Reuses its memory: columns are valid until the next call. One thread. */
public final class KeyDecoder implements AutoCloseable {
    private final KeyLayout layout;
    private final List<ColumnBuffer> buffers = new ArrayList<>();

    public KeyDecoder(BufferAllocator allocator, KeyLayout layout) {
        this.layout = layout;
        for (KeyLayout.Field field : layout.fields()) {
            buffers.add(new ColumnBuffer(
                    allocator, field.shape().type(), field.shape().layout()));
        }
    }

    /** Returns the FLAT columns of the keys of {@code count} records. */
    public List<Column> decode(long[] records, int count) {
        List<Column> columns = new ArrayList<>(buffers.size());
        for (int c = 0; c < buffers.size(); c++) {
            KeyLayout.Field field = layout.fields().get(c);
            ColumnBuffer buffer = buffers.get(c);
            buffer.ensureRows(count);
            boolean hasNulls = decodeNulls(field, records, count, buffer);
            if (field.isText()) {
                decodeText(field.word() << 3, records, count, buffer);
            } else {
                decodeFixed(field, records, count, buffer.valuesAddress());
            }
            columns.add(buffer.column(count, hasNulls));
        }
        return columns;
    }

    private boolean decodeNulls(KeyLayout.Field field, long[] records, int count, ColumnBuffer buffer) {
        buffer.ensureValidity(count);
        long validity = buffer.validityAddress();
        Bitmap.fillValid(validity, count);
        int nulls = 0;
        int wordAt = (field.nullWord() == KeyLayout.NO_NULL_BIT ? field.word() : field.nullWord()) << 3;
        for (int k = 0; k < count; k++) {
            long word = RawMemory.getLong(records[k] + wordAt);
            boolean isNull;
            if (field.nullWord() != KeyLayout.NO_NULL_BIT) {
                isNull = (word >>> field.nullShift() & 1) != 0;
            } else if (field.isText()) {
                isNull = word == KeyKernels.NULL_TEXT;
            } else {
                isNull = word == 0 && RawMemory.getLong(records[k] + 8) == KeyLayout.NULL_HASH;
            }
            if (isNull) {
                Bitmap.clear(validity, k);
                nulls++;
            }
        }
        return nulls > 0;
    }

    private static void decodeFixed(KeyLayout.Field field, long[] records, int count, long out) {
        int wordAt = field.word() << 3;
        int shift = field.shift();
        switch (field.shape().layout()) {
            case LONG, DOUBLE -> {
                for (int k = 0; k < count; k++) {
                    RawMemory.putLong(out + ((long) k << 3), RawMemory.getLong(records[k] + wordAt));
                }
            }
            case INT, FLOAT -> {
                for (int k = 0; k < count; k++) {
                    RawMemory.putInt(out + ((long) k << 2), (int) (RawMemory.getLong(records[k] + wordAt) >>> shift));
                }
            }
            case BYTE -> {
                for (int k = 0; k < count; k++) {
                    RawMemory.putByte(out + k, (byte) (RawMemory.getLong(records[k] + wordAt) >>> shift & 1));
                }
            }
            case INT128 -> {
                for (int k = 0; k < count; k++) {
                    long to = out + ((long) k << 4);
                    RawMemory.putLong(to, RawMemory.getLong(records[k] + wordAt));
                    RawMemory.putLong(to + 8, RawMemory.getLong(records[k] + wordAt + 8));
                }
            }
            case BYTES -> throw new IllegalStateException("texts have no fixed width");
        }
    }

    private static void decodeText(int wordAt, long[] records, int count, ColumnBuffer buffer) {
        long offsets = buffer.offsetsAddress();
        long end = 0;
        RawMemory.putInt(offsets, 0);
        for (int k = 0; k < count; k++) {
            end += Math.max(0, KeyKernels.textLength(RawMemory.getLong(records[k] + wordAt)));
            RawMemory.putInt(offsets + ((k + 1L) << 2), (int) end);
        }
        buffer.ensureBytes(end);
        long bytes = buffer.valuesAddress();
        for (int k = 0; k < count; k++) {
            long first = RawMemory.getLong(records[k] + wordAt);
            long second = RawMemory.getLong(records[k] + wordAt + 8);
            if (KeyKernels.textLength(first) > 0) {
                KeyKernels.copyText(first, second, bytes + RawMemory.getInt(offsets + ((long) k << 2)));
            }
        }
    }

    @Override
    public void close() {
        buffers.forEach(ColumnBuffer::close);
    }
}
