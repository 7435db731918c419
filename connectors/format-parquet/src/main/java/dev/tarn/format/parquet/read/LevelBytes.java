package dev.tarn.format.parquet.read;

import dev.tarn.format.parquet.encoding.Corrupt;

/**
 * The levels of a page as they are stored. Changed from page to page.
 */
final class LevelBytes {
    private long address;
    private long end;
    private boolean packedFromHigh;

    /** Returns the bits that levels up to {@code max} take. */
    static int width(int max) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(max);
    }

    void set(long newAddress, long newEnd, boolean newPackedFromHigh) {
        address = newAddress;
        end = newEnd;
        packedFromHigh = newPackedFromHigh;
    }

    /** Sets levels that have to end by {@code limit}, and returns the address after them. */
    long set(long start, long length, long limit, boolean packed) {
        if (length < 0 || length > limit - start) {
            throw Corrupt.data("levels of " + length + " bytes in a page that has " + (limit - start) + " left");
        }
        set(start, start + length, packed);
        return end;
    }

    long address() {
        return address;
    }

    long end() {
        return end;
    }

    /** Returns whether they are packed from the most significant bit on, and not in runs. */
    boolean packedFromHigh() {
        return packedFromHigh;
    }
}
