package dev.tarn.format.parquet.encoding;

import dev.tarn.spi.memory.RawMemory;

/**
 * Loops over variable-length values: those of PLAIN encoding (a 32-bit length, then the bytes) and those that lie apart
 * from their offsets.
 */
public final class ByteArrays {
    /** The bytes of room past the last value that {@link #copyPlain} and {@link #gatherPlain} may write to. */
    public static final int SLACK_BYTES = 8;

    private static final int SHORT_BYTES = 40;

    private ByteArrays() {}

    /**
     * Finds the offsets that {@code count} PLAIN values have when they lie without gaps.
     *
     * @param source address of the first value's length
     * @param end address after the page's last byte
     * @param offsets gets {@code count + 1} offsets, of which the first is 0
     * @return the address after the last value
     * @throws dev.tarn.spi.error.TarnException HIVE_BAD_DATA if a value does not lie within the page
     */
    public static long plainOffsets(long source, long end, int count, long offsets) {
        long at = source;
        int sum = 0;
        RawMemory.putInt(offsets, 0);
        for (int i = 1; i <= count; i++) {
            if (end - at < 4) {
                throw Corrupt.data("the page ends " + (count - i + 1) + " values too early");
            }
            int length = RawMemory.getInt(at);
            at += 4;
            if (length < 0 || length > end - at) {
                throw Corrupt.data("a value of " + length + " bytes where the page has " + (end - at) + " left");
            }
            at += length;
            sum += length;
            RawMemory.putInt(offsets + ((long) i << 2), sum);
        }
        return at;
    }

    /** Adds {@code delta} to {@code count + 1} offsets. */
    public static void rebase(long offsets, int count, int delta) {
        for (int i = 0; i <= count; i++) {
            long at = offsets + ((long) i << 2);
            RawMemory.putInt(at, RawMemory.getInt(at) + delta);
        }
    }

    /** Copies the bytes of {@code count} PLAIN values, whose offsets {@link #plainOffsets} found, to {@code target}. */
    public static void copyPlain(long source, int count, long offsets, long target) {
        long at = source + 4;
        int start = 0;
        for (int i = 1; i <= count; i++) {
            int next = RawMemory.getInt(offsets + ((long) i << 2));
            copyShort(at, target + start, next - start);
            at += next - start + 4;
            start = next;
        }
    }

    /**
     * Finds where {@code count} PLAIN values begin.
     *
     * @param starts gets {@code count + 1} numbers, the bytes from {@code source} to each value's length and to the end
     * @return the address after the last value
     * @throws dev.tarn.spi.error.TarnException HIVE_BAD_DATA if a value does not lie within the page
     */
    public static long plainStarts(long source, long end, int count, long starts) {
        long at = source;
        for (int i = 0; i < count; i++) {
            RawMemory.putInt(starts + ((long) i << 2), (int) (at - source));
            if (end - at < 4) {
                throw Corrupt.data("the page ends " + (count - i) + " values too early");
            }
            int length = RawMemory.getInt(at);
            at += 4;
            if (length < 0 || length > end - at) {
                throw Corrupt.data("a value of " + length + " bytes where the page has " + (end - at) + " left");
            }
            at += length;
        }
        RawMemory.putInt(starts + ((long) count << 2), (int) (at - source));
        return at;
    }

    /** Returns the bytes that the selected ones of values whose starts are known take together. */
    public static long selectedBytes(long starts, int[] rows, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            long at = starts + ((long) rows[i] << 2);
            sum += RawMemory.getInt(at + 4) - RawMemory.getInt(at) - 4;
        }
        return sum;
    }

    /**
     * Copies the selected ones of {@code total} PLAIN values; the others become empty.
     *
     * @param offsets gets {@code total + 1} offsets into {@code target}
     */
    public static void copySelected(
            long source, long starts, int[] rows, int count, int total, long offsets, long target) {
        int written = 0;
        int row = 0;
        for (int i = 0; i < count; i++) {
            int next = rows[i];
            while (row <= next) {
                RawMemory.putInt(offsets + ((long) row++ << 2), written);
            }
            long at = starts + ((long) next << 2);
            int start = RawMemory.getInt(at);
            int length = RawMemory.getInt(at + 4) - start - 4;
            copyShort(source + start + 4, target + written, length);
            written += length;
        }
        while (row <= total) {
            RawMemory.putInt(offsets + ((long) row++ << 2), written);
        }
    }

    /** Passes over {@code count} PLAIN values and returns the address after them. */
    public static long skipPlain(long source, long end, int count) {
        long at = source;
        for (int i = 0; i < count; i++) {
            if (end - at < 4) {
                throw Corrupt.data("the page ends " + (count - i) + " values too early");
            }
            int length = RawMemory.getInt(at);
            at += 4;
            if (length < 0 || length > end - at) {
                throw Corrupt.data("a value of " + length + " bytes where the page has " + (end - at) + " left");
            }
            at += length;
        }
        return at;
    }

    /** Copies {@code length} bytes, by words where that is quicker: up to 7 bytes more are read and written. */
    static void copyShort(long source, long target, int length) {
        if (length > SHORT_BYTES) {
            RawMemory.copy(source, target, length);
            return;
        }
        for (int i = 0; i < length; i += 8) {
            RawMemory.putLong(target + i, RawMemory.getLong(source + i));
        }
    }

    /**
     * Turns lengths into offsets, in place: {@code offsets} has {@code count} lengths from index 1 on, and index 0 is set
     * to 0.
     *
     * @return the sum
     * @throws dev.tarn.spi.error.TarnException HIVE_BAD_DATA if a length is negative or the sum passes {@code most}
     */
    public static int lengthsToOffsets(long offsets, int count, long most) {
        long sum = 0;
        RawMemory.putInt(offsets, 0);
        for (int i = 1; i <= count; i++) {
            int length = RawMemory.getInt(offsets + ((long) i << 2));
            sum += length;
            if (length < 0 || sum > most) {
                throw Corrupt.data("values of together at least " + sum + " bytes, the last of " + length
                        + ", where there can be " + most);
            }
            RawMemory.putInt(offsets + ((long) i << 2), (int) sum);
        }
        return (int) sum;
    }

    /**
     * Joins prefixes and suffixes of DELTA_BYTE_ARRAY: value i is the first {@code prefixes[i]} bytes of value i - 1, then
     * its suffix.
     *
     * @param prefixes address of {@code count} lengths
     * @param suffixOffsets address of {@code count + 1} offsets into {@code suffixes}
     * @param offsets address of {@code count + 1} offsets of the values, already found by {@link #joinedOffsets}
     */
    public static void join(long prefixes, long suffixOffsets, long suffixes, int count, long offsets, long target) {
        int previous = 0;
        for (int i = 0; i < count; i++) {
            int prefix = RawMemory.getInt(prefixes + ((long) i << 2));
            int from = RawMemory.getInt(suffixOffsets + ((long) i << 2));
            int to = RawMemory.getInt(suffixOffsets + ((long) i + 1 << 2));
            int start = RawMemory.getInt(offsets + ((long) i << 2));
            RawMemory.copy(target + previous, target + start, prefix);
            RawMemory.copy(suffixes + from, target + start + prefix, to - from);
            previous = start;
        }
    }

    /**
     * Finds the offsets of joined values and returns their sum.
     *
     * @throws dev.tarn.spi.error.TarnException HIVE_BAD_DATA if a prefix is longer than the value before, or the values of
     *     the page take more than 2 GiB
     */
    public static long joinedOffsets(long prefixes, long suffixOffsets, int count, long offsets) {
        long sum = 0;
        long previous = 0;
        RawMemory.putInt(offsets, 0);
        for (int i = 0; i < count; i++) {
            int prefix = RawMemory.getInt(prefixes + ((long) i << 2));
            if (prefix < 0 || prefix > previous) {
                throw Corrupt.data("a value takes over " + prefix + " bytes of one of " + previous);
            }
            int suffix = RawMemory.getInt(suffixOffsets + ((long) i + 1 << 2))
                    - RawMemory.getInt(suffixOffsets + ((long) i << 2));
            previous = prefix + (long) suffix;
            sum += previous;
            if (sum > Integer.MAX_VALUE - 64) {
                throw Corrupt.data("the values of a page take more than 2 GiB");
            }
            RawMemory.putInt(offsets + ((long) i + 1 << 2), (int) sum);
        }
        return sum;
    }
}
