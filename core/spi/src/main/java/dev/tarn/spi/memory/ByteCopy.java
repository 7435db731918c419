package dev.tarn.spi.memory;

/** Copies short runs of bytes faster than a call of the memory copy does, and never touches a byte outside them. */
public final class ByteCopy {
    private static final int LONG_RUN = 96;

    private ByteCopy() {}

    /** Copies {@code length >= 0} bytes; the ranges must not overlap. */
    public static void copy(long source, long target, int length) {
        if (length >= LONG_RUN) {
            RawMemory.copy(source, target, length);
        } else if (length >= 8) {
            int last = length - 8;
            for (int i = 0; i < last; i += 8) {
                RawMemory.putLong(target + i, RawMemory.getLong(source + i));
            }
            RawMemory.putLong(target + last, RawMemory.getLong(source + last));
        } else if (length >= 4) {
            RawMemory.putInt(target, RawMemory.getInt(source));
            RawMemory.putInt(target + length - 4, RawMemory.getInt(source + length - 4));
        } else if (length >= 2) {
            RawMemory.putShort(target, RawMemory.getShort(source));
            RawMemory.putByte(target + length - 1, RawMemory.getByte(source + length - 1));
        } else if (length == 1) {
            RawMemory.putByte(target, RawMemory.getByte(source));
        }
    }
}
