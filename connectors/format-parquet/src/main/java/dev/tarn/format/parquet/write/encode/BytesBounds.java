package dev.tarn.format.parquet.write.encode;

import dev.tarn.spi.memory.ByteCompare;
import dev.tarn.spi.memory.RawMemory;
import java.util.Arrays;

/**
 * The bounds of values of bytes, which compare unsigned, or of decimals of one length, which compare signed. Only the first
 * {@value #MAX_BYTES} bytes are kept: a longer value's bound is a prefix, for the upper one with its last character increased.
 */
final class BytesBounds extends BoundsCollector {
    static final int MAX_BYTES = 64;

    private final boolean text;
    private final Extreme pageMin;
    private final Extreme pageMax;
    private final Extreme min;
    private final Extreme max;

    /**
     * @param text whether the values are UTF-8, which a bound is, too
     * @param signed whether the values are decimals
     */
    BytesBounds(boolean text, boolean signed) {
        this.text = text;
        long flip = signed ? Long.MIN_VALUE : 0;
        pageMin = new Extreme(-1, flip);
        pageMax = new Extreme(1, flip);
        min = new Extreme(-1, flip);
        max = new Extreme(1, flip);
    }

    /** The smallest (direction -1) or the largest (1) of values. */
    private static final class Extreme {
        private final int direction;
        private final long flip;
        private final byte[] bytes = new byte[MAX_BYTES];
        private int length;
        /** Whether the value is longer than what is kept of it. */
        private boolean cut;
        /** The first 8 bytes, as a number that compares signed as they do. */
        private long prefix;

        private boolean any;

        Extreme(int direction, long flip) {
            this.direction = direction;
            this.flip = flip ^ Long.MIN_VALUE;
        }

        /** @param first {@link #prefix} of the value */
        void add(long address, int valueLength, long first) {
            long mine = first ^ flip;
            if (any) {
                if (direction < 0 ? mine > prefix : mine < prefix) {
                    return;
                }
                if (mine == prefix && compare(address, valueLength) * direction <= 0) {
                    return;
                }
            }
            any = true;
            prefix = mine;
            length = Math.min(valueLength, MAX_BYTES);
            cut = valueLength > MAX_BYTES;
            RawMemory.copyToArray(address, bytes, 0, length);
        }

        /** Compares a value with the one that is kept. */
        private int compare(long address, int valueLength) {
            int common = Math.min(Math.min(valueLength, MAX_BYTES), length);
            for (int i = Math.min(8, common); i < common; i++) {
                int difference = (RawMemory.getByte(address + i) & 0xFF) - (bytes[i] & 0xFF);
                if (difference != 0) {
                    return difference;
                }
            }
            return Integer.compare(Math.min(valueLength, MAX_BYTES + 1), cut ? MAX_BYTES + 1 : length);
        }

        void add(Extreme other) {
            if (!other.any) {
                return;
            }
            boolean replaces = !any || compare(other) * direction > 0;
            if (replaces) {
                any = true;
                prefix = other.prefix;
                length = other.length;
                cut = other.cut;
                System.arraycopy(other.bytes, 0, bytes, 0, length);
            }
        }

        private int compare(Extreme other) {
            if (other.prefix != prefix) {
                return Long.compare(other.prefix, prefix);
            }
            int order = Arrays.compareUnsigned(other.bytes, 0, other.length, bytes, 0, length);
            return order != 0 ? order : Boolean.compare(other.cut, cut);
        }
    }

    /** Returns the first 8 bytes, zeros for those it lacks, as a number that compares unsigned as they do. */
    private static long prefix(long address, int length) {
        return Long.reverseBytes(ByteCompare.load(address, Math.min(length, Long.BYTES)));
    }

    void add(long[] addresses, int[] lengths, int count) {
        for (int i = 0; i < count; i++) {
            add(addresses[i], lengths[i]);
        }
    }

    void add(long address, int length) {
        long prefix = prefix(address, length);
        pageMin.add(address, length, prefix);
        pageMax.add(address, length, prefix);
    }

    @Override
    Bounds endPage() {
        Bounds bounds = bounds(pageMin, pageMax);
        min.add(pageMin);
        max.add(pageMax);
        pageMin.any = false;
        pageMax.any = false;
        return bounds;
    }

    @Override
    Bounds chunk() {
        return bounds(min, max);
    }

    @Override
    void clear() {
        pageMin.any = false;
        pageMax.any = false;
        min.any = false;
        max.any = false;
    }

    private Bounds bounds(Extreme lower, Extreme upper) {
        if (!lower.any) {
            return Bounds.none(-1);
        }
        byte[] low = lower.cut ? prefix(lower.bytes) : Arrays.copyOf(lower.bytes, lower.length);
        byte[] high = upper.cut ? above(upper.bytes) : Arrays.copyOf(upper.bytes, upper.length);
        return high == null ? Bounds.none(-1) : new Bounds(low, high, !lower.cut, !upper.cut, -1);
    }

    /** Returns a prefix that ends with a whole character. */
    private byte[] prefix(byte[] bytes) {
        int end = bytes.length;
        if (text) {
            int start = characterStart(bytes, end);
            int needed = (bytes[start] & 0x80) == 0 ? 1 : Integer.numberOfLeadingZeros(~(bytes[start] << 24));
            end = start + needed <= end ? end : start;
        }
        return Arrays.copyOf(bytes, end);
    }

    private static int characterStart(byte[] bytes, int end) {
        int start = end - 1;
        while (start > 0 && (bytes[start] & 0xC0) == 0x80) {
            start--;
        }
        return start;
    }

    /** Returns the smallest bytes found easily that are larger than all that begin so; null if there are none. */
    private byte[] above(byte[] bytes) {
        byte[] bound = prefix(bytes);
        int end = bound.length;
        while (end > 0) {
            int last = bound[end - 1] & 0xFF;
            int largest = !text ? 0xFF : last < 0x80 ? 0x7F : 0xBF;
            if (last < largest) {
                bound[end - 1]++;
                return Arrays.copyOf(bound, end);
            }
            end = text ? characterStart(bound, end) : end - 1;
        }
        return null;
    }
}
