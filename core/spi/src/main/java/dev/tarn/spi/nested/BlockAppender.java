package dev.tarn.spi.nested;

import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Collects the values of one block in arrays. */
final class BlockAppender implements ValueAppender {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Type type;
    private final int width;
    private CellWriter cell;
    private byte[] validity = new byte[8];
    private byte[] data = new byte[64];
    private int dataLength;
    /** Where value i ends in {@link #data}; only for BYTES. */
    private int[] ends = new int[8];

    private int count;

    BlockAppender(Type type) {
        this.type = type;
        Layout layout = type.defaultLayout();
        this.width = layout.isFixedWidth() ? layout.width() : 0;
    }

    @Override
    public Type type() {
        return type;
    }

    @Override
    public int count() {
        return count;
    }

    void clear() {
        count = 0;
        dataLength = 0;
        if (cell != null) {
            cell.clear();
        }
    }

    boolean isNull(int index) {
        return (validity[index >>> 3] >>> (index & 7) & 1) == 0;
    }

    @Override
    public void appendNull() {
        int at = reserve(width);
        Arrays.fill(data, at, at + width, (byte) 0);
        end(0);
    }

    @Override
    public void appendBoolean(boolean value) {
        int at = reserve(1);
        data[at] = (byte) (value ? 1 : 0);
        end(1);
    }

    @Override
    public void appendInt(int value) {
        int at = reserve(4);
        INT.set(data, at, value);
        end(1);
    }

    @Override
    public void appendLong(long value) {
        int at = reserve(8);
        LONG.set(data, at, value);
        end(1);
    }

    @Override
    public void appendInt128(long high, long low) {
        int at = reserve(16);
        LONG.set(data, at, low);
        LONG.set(data, at + 8, high);
        end(1);
    }

    @Override
    public void appendFloat(float value) {
        int at = reserve(4);
        INT.set(data, at, Float.floatToRawIntBits(value));
        end(1);
    }

    @Override
    public void appendDouble(double value) {
        int at = reserve(8);
        LONG.set(data, at, Double.doubleToRawLongBits(value));
        end(1);
    }

    @Override
    public void appendBytes(byte[] bytes, int offset, int length) {
        int at = reserve(length);
        System.arraycopy(bytes, offset, data, at, length);
        end(1);
    }

    @Override
    public void appendBytes(long address, int length) {
        int at = reserve(length);
        RawMemory.copyToArray(address, data, at, length);
        end(1);
    }

    @Override
    public void appendRaw(long address, int length) {
        int bytes = width == 0 ? length : width;
        int at = reserve(bytes);
        RawMemory.copyToArray(address, data, at, bytes);
        end(1);
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

    /** Makes room for a value of {@code bytes} bytes and returns where it goes; {@link #data} may be another array then. */
    private int reserve(int bytes) {
        int at = dataLength;
        data = Growth.ensure(data, at, bytes);
        dataLength = at + bytes;
        return at;
    }

    /** Ends value {@link #count}, which is NULL if {@code valid} is 0. */
    private void end(int valid) {
        int at = count >>> 3;
        if (at == validity.length) {
            validity = Arrays.copyOf(validity, at * 2);
        }
        int shift = count & 7;
        int before = shift == 0 ? 0 : validity[at];
        validity[at] = (byte) (before | valid << shift);
        if (width == 0) {
            if (count == ends.length) {
                ends = Arrays.copyOf(ends, count * 2);
            }
            ends[count] = dataLength;
        }
        count++;
    }

    /** Returns the bytes of the values alone. */
    int dataLength() {
        return dataLength;
    }

    /** Writes the bytes of the values alone and returns how many there are. */
    int writeData(byte[] target, int at) {
        System.arraycopy(data, 0, target, at, dataLength);
        return dataLength;
    }

    int blockLength() {
        return (count + 7 >>> 3) + (width == 0 ? 4 * (count + 1) : 0) + dataLength;
    }

    /** Writes the block and returns {@link #blockLength}. */
    int writeBlock(byte[] target, int start) {
        int at = start;
        int validityBytes = count + 7 >>> 3;
        System.arraycopy(validity, 0, target, at, validityBytes);
        at += validityBytes;
        if (width == 0) {
            INT.set(target, at, 0);
            for (int i = 0; i < count; i++) {
                INT.set(target, at + 4 * (i + 1), ends[i]);
            }
            at += 4 * (count + 1);
        }
        at += writeData(target, at);
        return at - start;
    }
}
