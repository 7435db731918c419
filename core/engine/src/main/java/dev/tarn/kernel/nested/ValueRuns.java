package dev.tarn.kernel.nested;

import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.nested.CellBlock;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import org.apache.arrow.memory.BufferAllocator;

/**
 * A FLAT column in its type's default layout that grows by runs of values taken out of cells. Its memory is reused after
 * {@link #clear}. One thread at a time.
 */
public final class ValueRuns implements AutoCloseable {
    private static final int FIRST_ROWS = 64;

    private final ColumnBuffer out;
    private final int width;
    private int capacity;
    private int count;
    private long bytes;
    private boolean hasNulls;

    public ValueRuns(BufferAllocator allocator, Type type) {
        Layout layout = type.defaultLayout();
        out = new ColumnBuffer(allocator, type, layout);
        width = layout.isFixedWidth() ? layout.width() : 0;
    }

    /** Forgets the values and keeps the memory. */
    public void clear() {
        count = 0;
        bytes = 0;
        hasNulls = false;
    }

    public int count() {
        return count;
    }

    /** Returns a view of the values, valid until the next change. */
    public Column column() {
        reserve(0);
        return out.column(count, hasNulls);
    }

    /** Appends the {@code length} values of a block from value {@code from} on. */
    public void append(CellBlock block, int from, int length) {
        if (length == 0) {
            return;
        }
        reserve(length);
        long validity = out.validityAddress();
        for (int i = 0; i < length; i++) {
            boolean isNull = block.isNull(from + i);
            Bitmap.put(validity, count + i, isNull ? 0 : 1);
            hasNulls |= isNull;
        }
        long start = block.address(from);
        if (width > 0) {
            RawMemory.copy(start, out.valuesAddress() + (long) count * width, (long) length * width);
        } else {
            appendTexts(block, from, length, start);
        }
        count += length;
    }

    private void appendTexts(CellBlock block, int from, int length, long start) {
        long end = block.address(from + length - 1) + block.length(from + length - 1);
        long shift = bytes - start;
        ensureBytes(end - start);
        RawMemory.copy(start, out.valuesAddress() + bytes, end - start);
        long offsets = out.offsetsAddress() + ((long) count << 2);
        for (int i = 1; i < length; i++) {
            RawMemory.putInt(offsets + ((long) i << 2), (int) (block.address(from + i) + shift));
        }
        bytes += end - start;
        RawMemory.putInt(offsets + ((long) length << 2), (int) bytes);
    }

    /** Appends one value of {@code length} bytes at {@code address}. */
    public void append(long address, int length) {
        reserve(1);
        Bitmap.put(out.validityAddress(), count, 1);
        if (width > 0) {
            RawMemory.copy(address, out.valuesAddress() + (long) count * width, width);
        } else {
            ensureBytes(length);
            RawMemory.copy(address, out.valuesAddress() + bytes, length);
            bytes += length;
            RawMemory.putInt(out.offsetsAddress() + ((count + 1L) << 2), (int) bytes);
        }
        count++;
    }

    public void appendNulls(int length) {
        if (length == 0) {
            return;
        }
        reserve(length);
        hasNulls = true;
        for (int i = 0; i < length; i++) {
            Bitmap.put(out.validityAddress(), count + i, 0);
        }
        if (width > 0) {
            RawMemory.fill(out.valuesAddress() + (long) count * width, (long) length * width, (byte) 0);
        } else {
            for (int i = 1; i <= length; i++) {
                RawMemory.putInt(out.offsetsAddress() + ((long) (count + i) << 2), (int) bytes);
            }
        }
        count += length;
    }

    private void reserve(int more) {
        if (capacity > 0 && count + more <= capacity) {
            return;
        }
        capacity = Math.max(FIRST_ROWS, Math.max(count + more, (int) Math.min(capacity * 2L, Integer.MAX_VALUE - 64)));
        out.ensureRows(capacity);
        out.ensureValidity(capacity);
        if (width == 0) {
            out.ensureBytes(Math.max(bytes, FIRST_ROWS));
            if (count == 0) {
                RawMemory.putInt(out.offsetsAddress(), 0);
            }
        }
    }

    private void ensureBytes(long more) {
        out.ensureBytes(bytes + more);
    }

    /** Returns the bytes of memory it holds now. */
    public long sizeBytes() {
        return out.sizeBytes();
    }

    @Override
    public void close() {
        out.close();
        capacity = 0;
        clear();
    }
}
