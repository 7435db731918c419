package dev.tarn.kernel.nested;

import dev.tarn.kernel.text.TextReader;
import dev.tarn.kernel.text.TextWriter;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.RawMemory;

/** Takes fields out of ROWs, and counts out of ARRAYs and MAPs: the loops that queries over nested data spend time in. */
public final class FieldKernels {
    private FieldKernels() {}

    /**
     * Takes a field of a fixed width, which is NULL where its bit is cleared.
     *
     * @param fields how many fields the row has
     * @param index which is taken
     * @param validity bits of the result, to be cleared
     */
    public static void fixed(
            TextReader rows, int fields, int index, int width, int[] positions, int count, long out, long validity) {
        int offsets = fields + 7 >>> 3;
        int data = offsets + (fields + 1 << 2);
        for (int k = 0; k < count; k++) {
            int row = positions == null ? k : positions[k];
            long cell = rows.address(row);
            if (!Bitmap.get(cell, index)) {
                Bitmap.clear(validity, row);
                continue;
            }
            long from = cell + data + RawMemory.getInt(cell + offsets + ((long) index << 2));
            long to = out + (long) row * width;
            switch (width) {
                case 1 -> RawMemory.putByte(to, RawMemory.getByte(from));
                case 4 -> RawMemory.putInt(to, RawMemory.getInt(from));
                case 8 -> RawMemory.putLong(to, RawMemory.getLong(from));
                default -> {
                    RawMemory.putLong(to, RawMemory.getLong(from));
                    RawMemory.putLong(to + 8, RawMemory.getLong(from + 8));
                }
            }
        }
    }

    /** Takes a field of the BYTES layout, as {@link #fixed} takes others. */
    public static void bytes(
            TextReader rows, int fields, int index, int[] positions, int count, TextWriter out, long validity) {
        int offsets = fields + 7 >>> 3;
        int data = offsets + (fields + 1 << 2);
        for (int k = 0; k < count; k++) {
            int row = positions == null ? k : positions[k];
            long cell = rows.address(row);
            if (!Bitmap.get(cell, index)) {
                Bitmap.clear(validity, row);
                continue;
            }
            long slot = cell + offsets + ((long) index << 2);
            int start = RawMemory.getInt(slot);
            out.append(row, cell + data + start, RawMemory.getInt(slot + 4) - start);
        }
    }

    /** Writes how many elements or entries each cell has, as 64-bit numbers. */
    public static void cardinality(TextReader cells, int[] positions, int count, long out) {
        for (int k = 0; k < count; k++) {
            int row = positions == null ? k : positions[k];
            RawMemory.putLong(out + ((long) row << 3), RawMemory.getInt(cells.address(row)));
        }
    }
}
