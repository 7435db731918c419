package dev.tarn.exec.store;

import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.ByteCopy;
import dev.tarn.spi.memory.RawMemory;

/**
 * Gathers rows that lie in chunks: row {@code r} is entry {@code r & CHUNK_MASK} of the chunk at
 * {@code addresses[r >>> CHUNK_SHIFT]}. Negative rows give zero (or no bytes).
 */
final class ChunkGather {
    private static final int SHIFT = RowStore.CHUNK_SHIFT;
    private static final int MASK = RowStore.CHUNK_MASK;

    private ChunkGather() {}

    /** Gathers: {@code out[k] = values[rows[k]]} for k below {@code count}; no row is negative. */
    static void fixed(int width, long[] chunks, int[] rows, int count, long out) {
        switch (width) {
            case 1 -> {
                for (int k = 0; k < count; k++) {
                    int row = rows[k];
                    RawMemory.putByte(out + k, RawMemory.getByte(chunks[row >>> SHIFT] + (row & MASK)));
                }
            }
            case 4 -> {
                for (int k = 0; k < count; k++) {
                    int row = rows[k];
                    RawMemory.putInt(
                            out + ((long) k << 2),
                            RawMemory.getInt(chunks[row >>> SHIFT] + ((long) (row & MASK) << 2)));
                }
            }
            case 8 -> {
                for (int k = 0; k < count; k++) {
                    int row = rows[k];
                    RawMemory.putLong(
                            out + ((long) k << 3),
                            RawMemory.getLong(chunks[row >>> SHIFT] + ((long) (row & MASK) << 3)));
                }
            }
            default -> {
                for (int k = 0; k < count; k++) {
                    int row = rows[k];
                    long from = chunks[row >>> SHIFT] + ((long) (row & MASK) << 4);
                    long to = out + ((long) k << 4);
                    RawMemory.putLong(to, RawMemory.getLong(from));
                    RawMemory.putLong(to + 8, RawMemory.getLong(from + 8));
                }
            }
        }
    }

    /** Gathers as {@link #fixed} does, zero for a negative row. */
    static void fixedOrZero(int width, long[] chunks, int[] rows, int count, long out) {
        for (int k = 0; k < count; k++) {
            int row = rows[k];
            long to = out + (long) k * width;
            long from = row < 0 ? 0 : chunks[row >>> SHIFT] + (long) (row & MASK) * width;
            switch (width) {
                case 1 -> RawMemory.putByte(to, row < 0 ? 0 : RawMemory.getByte(from));
                case 4 -> RawMemory.putInt(to, row < 0 ? 0 : RawMemory.getInt(from));
                case 8 -> RawMemory.putLong(to, row < 0 ? 0 : RawMemory.getLong(from));
                default -> {
                    RawMemory.putLong(to, row < 0 ? 0 : RawMemory.getLong(from));
                    RawMemory.putLong(to + 8, row < 0 ? 0 : RawMemory.getLong(from + 8));
                }
            }
        }
    }

    /** Writes {@code count} validity bits: 0 for a negative row and a null; a chunk's address of 0 means no null. */
    static void validity(long[] chunks, int[] rows, int count, long out) {
        for (int k = 0; k < count; k++) {
            int row = rows[k];
            int bit = 0;
            if (row >= 0) {
                long bits = chunks[row >>> SHIFT];
                bit = bits == 0 ? 1 : Bitmap.bit(bits, row & MASK);
            }
            Bitmap.put(out, k, bit);
        }
    }

    /**
     * Writes {@code count + 1} offsets, the first 0.
     *
     * @return the bytes of all texts; where they pass 2^31 the offsets are of no use
     */
    static long textOffsets(long[] offsets, int[] rows, int count, long out) {
        long end = 0;
        RawMemory.putInt(out, 0);
        for (int k = 0; k < count; k++) {
            int row = rows[k];
            if (row >= 0) {
                long at = offsets[row >>> SHIFT] + ((long) (row & MASK) << 2);
                end += RawMemory.getInt(at + 4) - RawMemory.getInt(at);
            }
            RawMemory.putInt(out + ((k + 1L) << 2), (int) end);
        }
        return end;
    }

    /** Copies the bytes of {@code count} texts to where {@code outOffsets} say. */
    static void textBytes(long[] offsets, long[] bytes, int[] rows, int count, long outOffsets, long out) {
        int start = 0;
        for (int k = 0; k < count; k++) {
            int row = rows[k];
            int end = RawMemory.getInt(outOffsets + ((k + 1L) << 2));
            if (row >= 0) {
                int chunk = row >>> SHIFT;
                int from = RawMemory.getInt(offsets[chunk] + ((long) (row & MASK) << 2));
                ByteCopy.copy(bytes[chunk] + from, out + start, end - start);
            }
            start = end;
        }
    }
}
