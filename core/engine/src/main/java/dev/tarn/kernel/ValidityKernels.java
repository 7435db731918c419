package dev.tarn.kernel;

import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.Encoding;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.RawMemory;

/** Validity bits of whole columns. A validity address of 0 means that no row is null. */
public final class ValidityKernels {
    private ValidityKernels() {}

    /** Ands word by word: {@code out[i] = a[i] & b[i]} for the words of {@code rows} bits. */
    public static void and(long a, long b, long out, int rows) {
        int words = (rows + 63) >>> 6;
        for (int i = 0; i < words; i++) {
            long at = (long) i << 3;
            RawMemory.putLong(out + at, RawMemory.getLong(a + at) & RawMemory.getLong(b + at));
        }
    }

    /** Copies the words of {@code rows} bits. */
    public static void copy(long validity, long out, int rows) {
        RawMemory.copy(validity, out, Bitmap.bytesFor(rows));
    }

    /** Sets {@code count} bits from bit {@code start} on. */
    public static void setRange(long validity, int start, int count) {
        int end = start + count;
        int i = start;
        while (i < end && (i & 7) != 0) {
            Bitmap.set(validity, i++);
        }
        int bytes = (end - i) >>> 3;
        RawMemory.fill(validity + (i >>> 3), bytes, (byte) -1);
        i += bytes << 3;
        while (i < end) {
            Bitmap.set(validity, i++);
        }
    }

    /**
     * Writes one bit a row: bit {@code start + k} of {@code out} says whether row {@code positions[k]} (k for null) of
     * {@code source}, of any encoding, is not null.
     */
    public static void gather(Column source, int[] positions, int count, long out, int start) {
        long own = source.validityAddress();
        if (source.encoding() == Encoding.FLAT && positions == null && start == 0) {
            copy(own, out, count);
            return;
        }
        long codes = source.encoding() == Encoding.DICTIONARY ? source.codesAddress() : 0;
        boolean constant = source.encoding() == Encoding.CONSTANT;
        long inner =
                source.encoding() == Encoding.FLAT ? 0 : source.dictionary().validityAddress();
        for (int k = 0; k < count; k++) {
            int row = positions == null ? k : positions[k];
            int bit = own == 0 ? 1 : Bitmap.bit(own, row);
            if (inner != 0 && bit != 0) {
                int index = constant ? 0 : RawMemory.getInt(codes + ((long) row << 2));
                bit = Bitmap.bit(inner, index);
            }
            Bitmap.put(out, start + k, bit);
        }
    }

    /** Writes the bits of the rows named: bit {@code positions[k]} of {@code out} says whether that row is not null. */
    public static void gatherAt(Column source, int[] positions, int count, long out) {
        for (int k = 0; k < count; k++) {
            Bitmap.put(out, positions[k], source.isNull(positions[k]) ? 0 : 1);
        }
    }

    /**
     * Keeps the positions whose bit is set: branch-free.
     *
     * @param positions ascending rows, or null for all below {@code count}
     * @param out gets them; may be {@code positions}
     * @return how many stay
     */
    public static int selectValid(long validity, int[] positions, int count, int[] out) {
        int k = 0;
        if (positions == null) {
            for (int i = 0; i < count; i++) {
                out[k] = i;
                k += Bitmap.bit(validity, i);
            }
        } else {
            for (int j = 0; j < count; j++) {
                int i = positions[j];
                out[k] = i;
                k += Bitmap.bit(validity, i);
            }
        }
        return k;
    }

    /** Keeps the positions whose bit is 0, as {@link #selectValid} does for those whose bit is 1. */
    public static int selectNull(long validity, int[] positions, int count, int[] out) {
        int k = 0;
        for (int j = 0; j < count; j++) {
            int i = positions == null ? j : positions[j];
            out[k] = i;
            k += 1 - Bitmap.bit(validity, i);
        }
        return k;
    }
}
