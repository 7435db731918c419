package dev.tarn.spi.nested;

import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Fills a FLAT column value by value; its memory is reused from batch to batch. The layout is the type's default one. One
 * thread at a time; {@link #close} frees the memory.
 */
public final class ColumnAppender implements ValueAppender, AutoCloseable {
    private static final int FIRST_ROWS = 1024;

    private final ColumnBuffer buffer;
    private final Type type;
    private final int width;
    private CellWriter cell;
    private long validity;
    private long values;
    private long offsets;
    private int capacity;
    private long bytesCapacity;
    private int bytesLength;
    private int count;
    private boolean hasNulls;

    public ColumnAppender(BufferAllocator allocator, Type type) {
        this.type = type;
        Layout layout = type.defaultLayout();
        this.width = layout.isFixedWidth() ? layout.width() : 0;
        this.buffer = new ColumnBuffer(allocator, type, layout);
    }

    @Override
    public Type type() {
        return type;
    }

    @Override
    public int count() {
        return count;
    }

    /** Returns the bytes of memory it holds now. */
    public long sizeBytes() {
        return buffer.sizeBytes();
    }

    /** Returns a view of the values, valid until the next change. */
    public Column column() {
        if (capacity == 0) {
            grow();
        }
        return buffer.column(count, hasNulls);
    }

    /** Forgets the values and keeps the memory. */
    public void clear() {
        truncate(0);
        hasNulls = false;
    }

    /** Forgets all values but the first {@code rows}, as when a record turns out to be bad half-way. */
    public void truncate(int rows) {
        bytesLength = rows == 0 || width != 0 ? 0 : RawMemory.getInt(offsets + ((long) rows << 2));
        count = rows;
        if (cell != null) {
            cell.clear();
        }
    }

    @Override
    public void appendNull() {
        next(0);
        hasNulls = true;
    }

    @Override
    public void appendBoolean(boolean value) {
        int row = next(1);
        RawMemory.putByte(values + row, (byte) (value ? 1 : 0));
    }

    @Override
    public void appendInt(int value) {
        int row = next(1);
        RawMemory.putInt(values + ((long) row << 2), value);
    }

    @Override
    public void appendLong(long value) {
        int row = next(1);
        RawMemory.putLong(values + ((long) row << 3), value);
    }

    @Override
    public void appendInt128(long high, long low) {
        int row = next(1);
        RawMemory.putLong(values + ((long) row << 4), low);
        RawMemory.putLong(values + ((long) row << 4) + 8, high);
    }

    @Override
    public void appendFloat(float value) {
        int row = next(1);
        RawMemory.putFloat(values + ((long) row << 2), value);
    }

    @Override
    public void appendDouble(double value) {
        int row = next(1);
        RawMemory.putDouble(values + ((long) row << 3), value);
    }

    @Override
    public void appendBytes(byte[] bytes, int offset, int length) {
        long at = reserveBytes(length);
        RawMemory.copyFromArray(bytes, offset, at, length);
        next(1);
    }

    @Override
    public void appendBytes(long address, int length) {
        long at = reserveBytes(length);
        RawMemory.copy(address, at, length);
        next(1);
    }

    @Override
    public void appendRaw(long address, int length) {
        if (width == 0) {
            appendBytes(address, length);
        } else {
            int row = next(1);
            RawMemory.copy(address, values + (long) row * width, width);
        }
    }

    @Override
    public CellWriter cell() {
        if (cell == null) {
            cell = new CellWriter(type);
        }
        return cell;
    }

    @Override
    public void appendCell() {
        cell.finish();
        appendBytes(cell.bytes(), 0, cell.length());
    }

    private long reserveBytes(int length) {
        long needed = (long) bytesLength + length;
        if (needed > bytesCapacity) {
            buffer.ensureBytes(needed);
            values = buffer.valuesAddress();
            bytesCapacity = buffer.bytesCapacity();
        }
        long at = values + bytesLength;
        bytesLength = (int) needed;
        return at;
    }

    /** Begins the next row, ending its bytes where they end now, and returns its index. */
    private int next(int valid) {
        if (count == capacity) {
            grow();
        }
        int row = count++;
        Bitmap.put(validity, row, valid);
        if (width == 0) {
            RawMemory.putInt(offsets + ((row + 1L) << 2), bytesLength);
        } else if (valid == 0) {
            RawMemory.fill(values + (long) row * width, width, (byte) 0);
        }
        return row;
    }

    private void grow() {
        capacity = Math.max(FIRST_ROWS, capacity * 2);
        buffer.ensureRows(capacity);
        buffer.ensureValidity(capacity);
        validity = buffer.validityAddress();
        if (width == 0) {
            buffer.ensureBytes(Math.max(64, bytesCapacity));
            bytesCapacity = buffer.bytesCapacity();
            offsets = buffer.offsetsAddress();
            RawMemory.putInt(offsets, 0);
        }
        values = buffer.valuesAddress();
    }

    @Override
    public void close() {
        buffer.close();
        capacity = 0;
        bytesCapacity = 0;
        clear();
    }
}
