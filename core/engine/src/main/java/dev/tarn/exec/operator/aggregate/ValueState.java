package dev.tarn.exec.operator.aggregate;

import dev.tarn.exec.hash.ByteArena;
import dev.tarn.kernel.LoadKernels;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.memory.ByteCompare;
import dev.tarn.spi.memory.ByteCopy;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Layout;

/**
 * Keeps one value of any layout in a state: 8 bytes, or 16 for INT128 and for BYTES, whose address in an arena is
 * followed by the length and the room there. Floating-point values are kept as doubles. One thread.
 */
final class ValueState {
    private final Layout layout;
    private final ByteArena arena;
    private long[] words = new long[0];
    private long[] highWords = new long[0];
    private double[] doubles = new double[0];
    private int[] lengths = new int[0];

    ValueState(Layout layout, ByteArena arena) {
        this.layout = layout;
        this.arena = arena;
    }

    int bytes() {
        return layout == Layout.INT128 || layout == Layout.BYTES ? 16 : 8;
    }

    /** Loads rows of a column, to be stored or compared by their number. */
    void load(Column column, int[] positions, int count) {
        if (words.length < count) {
            words = new long[count];
            highWords = new long[count];
            doubles = new double[count];
            lengths = new int[count];
        }
        switch (layout) {
            case BYTE, INT, LONG -> LoadKernels.longs(column, positions, count, words);
            case FLOAT, DOUBLE -> LoadKernels.doubles(column, positions, count, doubles);
            case INT128 -> LoadKernels.int128s(column, positions, count, words, highWords);
            case BYTES -> LoadKernels.bytes(column, positions, count, words, lengths);
        }
    }

    /** Stores row {@code k} of what was loaded. */
    void store(int k, long state) {
        switch (layout) {
            case BYTE, INT, LONG -> RawMemory.putLong(state, words[k]);
            case FLOAT, DOUBLE -> RawMemory.putDouble(state, doubles[k]);
            case INT128 -> {
                RawMemory.putLong(state, words[k]);
                RawMemory.putLong(state + 8, highWords[k]);
            }
            case BYTES -> storeText(words[k], lengths[k], state);
        }
    }

    private void storeText(long from, int length, long state) {
        int room = RawMemory.getInt(state + 12);
        if (RawMemory.getLong(state) == 0 || room < length) {
            room = Math.max(8, (length + 7) & -8);
            RawMemory.putLong(state, arena.allocate(room));
            RawMemory.putInt(state + 12, room);
        }
        ByteCopy.copy(from, RawMemory.getLong(state), length);
        RawMemory.putInt(state + 8, length);
    }

    /** Hands the value of one state to another; texts stay where they are. */
    void move(long source, long target) {
        RawMemory.putLong(target, RawMemory.getLong(source));
        if (bytes() == 16) {
            RawMemory.putLong(target + 8, RawMemory.getLong(source + 8));
        }
    }

    /** Returns whether row {@code k} of what was loaded is less, or else greater, than the state; NaN never is. */
    boolean isBetter(int k, long state, boolean least) {
        return switch (layout) {
            case BYTE, INT, LONG -> isBetter(Long.compare(words[k], RawMemory.getLong(state)), least);
            case FLOAT, DOUBLE -> isBetter(doubles[k], RawMemory.getDouble(state), least);
            case INT128 ->
                isBetter(
                        compare128(words[k], highWords[k], RawMemory.getLong(state), RawMemory.getLong(state + 8)),
                        least);
            case BYTES ->
                isBetter(
                        ByteCompare.compare(
                                words[k], lengths[k], RawMemory.getLong(state), RawMemory.getInt(state + 8)),
                        least);
        };
    }

    /** Returns whether the value of one state is less, or else greater, than that of another. */
    boolean isBetter(long source, long state, boolean least) {
        long left = RawMemory.getLong(source);
        long right = RawMemory.getLong(state);
        return switch (layout) {
            case BYTE, INT, LONG -> isBetter(Long.compare(left, right), least);
            case FLOAT, DOUBLE -> isBetter(RawMemory.getDouble(source), RawMemory.getDouble(state), least);
            case INT128 ->
                isBetter(compare128(left, RawMemory.getLong(source + 8), right, RawMemory.getLong(state + 8)), least);
            case BYTES ->
                isBetter(
                        ByteCompare.compare(left, RawMemory.getInt(source + 8), right, RawMemory.getInt(state + 8)),
                        least);
        };
    }

    private static boolean isBetter(int order, boolean least) {
        return least ? order < 0 : order > 0;
    }

    private static boolean isBetter(double value, double kept, boolean least) {
        return (least ? value < kept : value > kept) || (Double.isNaN(kept) && !Double.isNaN(value));
    }

    private static int compare128(long leftLow, long leftHigh, long rightLow, long rightHigh) {
        return leftHigh != rightHigh ? Long.compare(leftHigh, rightHigh) : Long.compareUnsigned(leftLow, rightLow);
    }

    /** Makes room for the bytes of texts: the sum of lengths of those of the records that {@code present} names. */
    void startText(ColumnBuffer out, long[] records, int offset, boolean[] present, int count) {
        long total = 0;
        for (int k = 0; k < count; k++) {
            total += present[k] ? RawMemory.getInt(records[k] + offset + 8) : 0;
        }
        out.ensureBytes(total);
        RawMemory.putInt(out.offsetsAddress(), 0);
    }

    /** Writes the values at {@code records[k] + offset} to a column with room for them, where {@code present[k]}. */
    void write(ColumnBuffer out, long[] records, int offset, boolean[] present, int count) {
        if (layout == Layout.BYTES) {
            startText(out, records, offset, present, count);
        }
        long to = out.valuesAddress();
        int end = 0;
        for (int k = 0; k < count; k++) {
            long state = records[k] + offset;
            switch (layout) {
                case BYTE -> RawMemory.putByte(to + k, (byte) RawMemory.getLong(state));
                case INT -> RawMemory.putInt(to + ((long) k << 2), (int) RawMemory.getLong(state));
                case LONG, DOUBLE -> RawMemory.putLong(to + ((long) k << 3), RawMemory.getLong(state));
                case FLOAT -> RawMemory.putFloat(to + ((long) k << 2), (float) RawMemory.getDouble(state));
                case INT128 -> {
                    RawMemory.putLong(to + ((long) k << 4), RawMemory.getLong(state));
                    RawMemory.putLong(to + ((long) k << 4) + 8, RawMemory.getLong(state + 8));
                }
                case BYTES -> {
                    int length = present[k] ? RawMemory.getInt(state + 8) : 0;
                    if (length > 0) {
                        ByteCopy.copy(RawMemory.getLong(state), to + end, length);
                    }
                    end += length;
                    RawMemory.putInt(out.offsetsAddress() + ((k + 1L) << 2), end);
                }
            }
        }
    }
}
