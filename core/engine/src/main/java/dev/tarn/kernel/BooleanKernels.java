package dev.tarn.kernel;

import dev.tarn.spi.memory.RawMemory;

/** BOOLEAN values, one byte each. */
public final class BooleanKernels {
    private BooleanKernels() {}

    /** Negates: {@code 1 - values[i] -> out[i]}. */
    public static void not(long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            RawMemory.putByte(out + i, (byte) (RawMemory.getByte(values + i) ^ 1));
        }
    }
}
