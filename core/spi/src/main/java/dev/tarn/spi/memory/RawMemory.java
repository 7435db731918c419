package dev.tarn.spi.memory;

import org.apache.arrow.memory.util.MemoryUtil;

/**
 * Reads and writes memory by address: the one class that touches raw memory, so that the way it does can change in one
 * place.
 *
 * <p>Nothing is checked: an address outside a live buffer crashes the JVM. Values are little-endian. Callers keep the
 * buffer alive while they hold its address.
 */
public final class RawMemory {
    private RawMemory() {}

    public static byte getByte(long address) {
        return MemoryUtil.getByte(address);
    }

    public static void putByte(long address, byte value) {
        MemoryUtil.putByte(address, value);
    }

    public static short getShort(long address) {
        return MemoryUtil.getShort(address);
    }

    public static void putShort(long address, short value) {
        MemoryUtil.putShort(address, value);
    }

    public static int getInt(long address) {
        return MemoryUtil.getInt(address);
    }

    public static void putInt(long address, int value) {
        MemoryUtil.putInt(address, value);
    }

    public static long getLong(long address) {
        return MemoryUtil.getLong(address);
    }

    public static void putLong(long address, long value) {
        MemoryUtil.putLong(address, value);
    }

    public static float getFloat(long address) {
        return Float.intBitsToFloat(MemoryUtil.getInt(address));
    }

    public static void putFloat(long address, float value) {
        MemoryUtil.putInt(address, Float.floatToRawIntBits(value));
    }

    public static double getDouble(long address) {
        return Double.longBitsToDouble(MemoryUtil.getLong(address));
    }

    public static void putDouble(long address, double value) {
        MemoryUtil.putLong(address, Double.doubleToRawLongBits(value));
    }

    /** Copies {@code bytes} bytes; the ranges must not overlap. */
    public static void copy(long source, long target, long bytes) {
        MemoryUtil.copyMemory(source, target, bytes);
    }

    /** Copies {@code length} bytes of {@code source} from {@code offset} to memory. */
    public static void copyFromArray(byte[] source, int offset, long target, int length) {
        MemoryUtil.copyToMemory(source, offset, target, length);
    }

    /** Copies {@code length} bytes of memory into {@code target} from {@code offset}. */
    public static void copyToArray(long source, byte[] target, int offset, int length) {
        MemoryUtil.copyFromMemory(source, target, offset, length);
    }

    /** Sets {@code bytes} bytes to {@code value}. */
    public static void fill(long address, long bytes, byte value) {
        MemoryUtil.setMemory(address, bytes, value);
    }

    /** Returns the address of a direct buffer's first byte, whatever its position. */
    public static long addressOf(java.nio.ByteBuffer direct) {
        if (!direct.isDirect()) {
            throw new IllegalArgumentException("a heap buffer has no address");
        }
        return DirectBufferAddress.of(direct);
    }
}
