package dev.tarn.format.orc.convert;

import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.memory.RawMemory;

/** From orc-core's flags to validity bits. */
public final class Validity {
    private Validity() {}

    /** Writes the bits of {@code count} rows and returns whether one of them is NULL. */
    public static boolean write(boolean[] isNull, int count, ColumnBuffer buffer) {
        buffer.ensureValidity(count);
        long target = buffer.validityAddress();
        boolean hasNulls = false;
        for (int start = 0; start < count; start += 64) {
            int end = Math.min(count, start + 64);
            long nulls = 0;
            for (int i = start; i < end; i++) {
                nulls |= (isNull[i] ? 1L : 0L) << i;
            }
            hasNulls |= nulls != 0;
            RawMemory.putLong(target + (start >>> 3), ~nulls);
        }
        return hasNulls;
    }
}
