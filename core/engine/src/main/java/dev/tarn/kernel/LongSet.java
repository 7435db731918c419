package dev.tarn.kernel;

import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Layout;
import java.util.Arrays;

/**
 * A set of integers that rows are looked up in: a list if it is short, bits if it is narrow, else a hash table. Floating
 * point goes in and is looked up by its {@link RangeKernels#key(double)}. Immutable.
 */
public final class LongSet {
    private static final int SHORT = 4;
    private static final long NARROW = 1 << 16;

    private final long[] values;
    private final long low;
    private final long span;
    private final long[] bits;
    private final long[] table;
    private final boolean[] used;
    private final int shift;

    public LongSet(long[] members) {
        values = Arrays.stream(members).sorted().distinct().toArray();
        low = values.length == 0 ? 0 : values[0];
        long width = values.length == 0 ? 0 : values[values.length - 1] - low;
        span = width;
        boolean isShort = values.length <= SHORT;
        boolean isNarrow = !isShort && width >= 0 && width < NARROW;
        bits = isNarrow ? new long[(int) (width >> 6) + 1] : null;
        boolean isHashed = !isShort && !isNarrow;
        int slots = isHashed ? Integer.highestOneBit(values.length) * 4 : 1;
        shift = 64 - Integer.numberOfTrailingZeros(slots);
        table = isHashed ? new long[slots] : null;
        used = isHashed ? new boolean[slots] : null;
        for (long value : values) {
            if (isNarrow) {
                bits[(int) (value - low >> 6)] |= 1L << (value - low);
            } else if (isHashed) {
                int slot = slot(value);
                while (used[slot]) {
                    slot = (slot + 1) & (slots - 1);
                }
                used[slot] = true;
                table[slot] = value;
            }
        }
    }

    private int slot(long value) {
        return (int) ((value * 0x9E3779B97F4A7C15L) >>> shift);
    }

    /** Returns 1 if the set has the value, else 0. */
    public int contains(long value) {
        if (bits != null) {
            long offset = value - low;
            boolean within = Long.compareUnsigned(offset, span) <= 0;
            return within ? (int) (bits[(int) (offset >> 6)] >>> offset) & 1 : 0;
        }
        if (table != null) {
            int slot = slot(value);
            while (used[slot]) {
                if (table[slot] == value) {
                    return 1;
                }
                slot = (slot + 1) & (table.length - 1);
            }
            return 0;
        }
        int found = 0;
        for (long member : values) {
            found |= member == value ? 1 : 0;
        }
        return found;
    }

    /**
     * Selects the rows of a FLAT column whose value the set has, or, if {@code outside} is 1, has not.
     *
     * @param positions the rows to look at, ascending, or null for all below {@code count}
     * @param out gets the rows; may be {@code positions}
     * @return how many
     */
    public int select(Layout layout, long address, int[] positions, int count, int[] out, int outside) {
        int k = 0;
        for (int j = 0; j < count; j++) {
            int row = positions == null ? j : positions[j];
            long value =
                    switch (layout) {
                        case BYTE -> RawMemory.getByte(address + row);
                        case INT -> RawMemory.getInt(address + ((long) row << 2));
                        case LONG -> RawMemory.getLong(address + ((long) row << 3));
                        case FLOAT -> RangeKernels.key(RawMemory.getFloat(address + ((long) row << 2)));
                        default -> RangeKernels.key(RawMemory.getDouble(address + ((long) row << 3)));
                    };
            out[k] = row;
            k += contains(value) ^ outside;
        }
        return k;
    }
}
