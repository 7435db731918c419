package dev.tarn.format.avro.decode;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A cursor over bytes in Avro's binary encoding. Reading past the end is HIVE_BAD_DATA. */
public final class Input {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[0];
    private int at;
    private int limit;

    /** Moves to bytes {@code from} to {@code to} of an array. */
    public void reset(byte[] source, int from, int to) {
        bytes = source;
        at = from;
        limit = to;
    }

    public static TarnException corrupt(String detail) {
        return new TarnException(ErrorCode.HIVE_BAD_DATA, detail);
    }

    /** Returns the array that it is over; not a copy. */
    public byte[] bytes() {
        return bytes;
    }

    public int position() {
        return at;
    }

    /** Moves to a position within the bytes. */
    public void moveTo(int position) {
        at = position;
    }

    public int remaining() {
        return limit - at;
    }

    /** Passes over {@code length} bytes and returns where they begin. */
    public int skip(int length) {
        int start = at;
        if (length < 0 || length > limit - at) {
            throw corrupt("a value of " + length + " bytes, where " + (limit - at) + " are left");
        }
        at += length;
        return start;
    }

    public void readFully(byte[] target) {
        System.arraycopy(bytes, skip(target.length), target, 0, target.length);
    }

    public boolean readBoolean() {
        return bytes[skip(1)] != 0;
    }

    public float readFloat() {
        return Float.intBitsToFloat((int) INT.get(bytes, skip(4)));
    }

    public double readDouble() {
        return Double.longBitsToDouble((long) LONG.get(bytes, skip(8)));
    }

    /** Reads 32 bits, the lowest first. */
    public int readFixedInt() {
        return (int) INT.get(bytes, skip(4));
    }

    public int readInt() {
        long value = readLong();
        if (value != (int) value) {
            throw corrupt("an int of " + value);
        }
        return (int) value;
    }

    /** Reads the length of a value, which has to be there. */
    public int readLength() {
        long length = readLong();
        if (length < 0 || length > limit - at) {
            throw corrupt("a value of " + length + " bytes, where " + (limit - at) + " are left");
        }
        return (int) length;
    }

    public long readLong() {
        long value = 0;
        int shift = 0;
        while (true) {
            if (at == limit) {
                throw corrupt("the data ends within a number");
            }
            long next = bytes[at++];
            value |= (next & 0x7F) << shift;
            if (next >= 0) {
                return value >>> 1 ^ -(value & 1);
            }
            shift += 7;
            if (shift > 63) {
                throw corrupt("a number of more than 64 bits");
            }
        }
    }
}
