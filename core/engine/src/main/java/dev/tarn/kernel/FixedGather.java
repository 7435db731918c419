package dev.tarn.kernel;

import dev.tarn.spi.memory.RawMemory;

/**
 * Gathers, scatters and fills values of one fixed width (1, 4, 8 or 16 bytes).
 *
 * <p>Positions are indices of values, not bytes; a null array of positions stands for 0, 1, 2 and so on.
 */
public final class FixedGather {
    private FixedGather() {}

    /** Gathers: {@code out[k] = values[positions[k]]} for k below {@code count}. */
    public static void gather(int width, long values, int[] positions, int count, long out) {
        if (positions == null) {
            RawMemory.copy(values, out, (long) count * width);
            return;
        }
        switch (width) {
            case 1 -> gather1(values, positions, count, out);
            case 4 -> gather4(values, positions, count, out);
            case 8 -> gather8(values, positions, count, out);
            default -> gather16(values, positions, count, out);
        }
    }

    private static void gather1(long values, int[] positions, int count, long out) {
        for (int k = 0; k < count; k++) {
            RawMemory.putByte(out + k, RawMemory.getByte(values + positions[k]));
        }
    }

    private static void gather4(long values, int[] positions, int count, long out) {
        for (int k = 0; k < count; k++) {
            RawMemory.putInt(out + ((long) k << 2), RawMemory.getInt(values + ((long) positions[k] << 2)));
        }
    }

    private static void gather8(long values, int[] positions, int count, long out) {
        for (int k = 0; k < count; k++) {
            RawMemory.putLong(out + ((long) k << 3), RawMemory.getLong(values + ((long) positions[k] << 3)));
        }
    }

    private static void gather16(long values, int[] positions, int count, long out) {
        for (int k = 0; k < count; k++) {
            long from = values + ((long) positions[k] << 4);
            long to = out + ((long) k << 4);
            RawMemory.putLong(to, RawMemory.getLong(from));
            RawMemory.putLong(to + 8, RawMemory.getLong(from + 8));
        }
    }

    /** Looks up: {@code out[k] = values[codes[positions[k]]]} for k below {@code count}. */
    public static void lookUp(int width, long values, long codes, int[] positions, int count, long out) {
        switch (width) {
            case 1 -> lookUp1(values, codes, positions, count, out);
            case 4 -> lookUp4(values, codes, positions, count, out);
            case 8 -> lookUp8(values, codes, positions, count, out);
            default -> lookUp16(values, codes, positions, count, out);
        }
    }

    private static int code(long codes, int[] positions, int k) {
        return RawMemory.getInt(codes + ((long) (positions == null ? k : positions[k]) << 2));
    }

    private static void lookUp1(long values, long codes, int[] positions, int count, long out) {
        for (int k = 0; k < count; k++) {
            RawMemory.putByte(out + k, RawMemory.getByte(values + code(codes, positions, k)));
        }
    }

    private static void lookUp4(long values, long codes, int[] positions, int count, long out) {
        for (int k = 0; k < count; k++) {
            RawMemory.putInt(out + ((long) k << 2), RawMemory.getInt(values + ((long) code(codes, positions, k) << 2)));
        }
    }

    private static void lookUp8(long values, long codes, int[] positions, int count, long out) {
        for (int k = 0; k < count; k++) {
            RawMemory.putLong(
                    out + ((long) k << 3), RawMemory.getLong(values + ((long) code(codes, positions, k) << 3)));
        }
    }

    private static void lookUp16(long values, long codes, int[] positions, int count, long out) {
        for (int k = 0; k < count; k++) {
            long from = values + ((long) code(codes, positions, k) << 4);
            long to = out + ((long) k << 4);
            RawMemory.putLong(to, RawMemory.getLong(from));
            RawMemory.putLong(to + 8, RawMemory.getLong(from + 8));
        }
    }

    /** Looks up in place: {@code out[positions[k]] = values[codes[positions[k]]]} for k below {@code count}. */
    public static void lookUpAt(int width, long values, long codes, int[] positions, int count, long out) {
        for (int k = 0; k < count; k++) {
            int row = positions[k];
            long from = (long) RawMemory.getInt(codes + ((long) row << 2)) * width + values;
            long to = (long) row * width + out;
            switch (width) {
                case 1 -> RawMemory.putByte(to, RawMemory.getByte(from));
                case 4 -> RawMemory.putInt(to, RawMemory.getInt(from));
                case 8 -> RawMemory.putLong(to, RawMemory.getLong(from));
                default -> copy16(from, to);
            }
        }
    }

    /** Scatters: {@code out[positions[k]] = values[k]} for k below {@code count}. */
    public static void scatter(int width, long values, int[] positions, int count, long out) {
        switch (width) {
            case 1 -> {
                for (int k = 0; k < count; k++) {
                    RawMemory.putByte(out + positions[k], RawMemory.getByte(values + k));
                }
            }
            case 4 -> {
                for (int k = 0; k < count; k++) {
                    RawMemory.putInt(out + ((long) positions[k] << 2), RawMemory.getInt(values + ((long) k << 2)));
                }
            }
            case 8 -> {
                for (int k = 0; k < count; k++) {
                    RawMemory.putLong(out + ((long) positions[k] << 3), RawMemory.getLong(values + ((long) k << 3)));
                }
            }
            default -> {
                for (int k = 0; k < count; k++) {
                    copy16(values + ((long) k << 4), out + ((long) positions[k] << 4));
                }
            }
        }
    }

    /** Copies the rows named: {@code out[positions[k]] = values[positions[k]]} for k below {@code count}. */
    public static void copyAt(int width, long values, int[] positions, int count, long out) {
        switch (width) {
            case 1 -> {
                for (int k = 0; k < count; k++) {
                    RawMemory.putByte(out + positions[k], RawMemory.getByte(values + positions[k]));
                }
            }
            case 4 -> {
                for (int k = 0; k < count; k++) {
                    long at = (long) positions[k] << 2;
                    RawMemory.putInt(out + at, RawMemory.getInt(values + at));
                }
            }
            case 8 -> {
                for (int k = 0; k < count; k++) {
                    long at = (long) positions[k] << 3;
                    RawMemory.putLong(out + at, RawMemory.getLong(values + at));
                }
            }
            default -> {
                for (int k = 0; k < count; k++) {
                    long at = (long) positions[k] << 4;
                    copy16(values + at, out + at);
                }
            }
        }
    }

    private static void copy16(long from, long to) {
        RawMemory.putLong(to, RawMemory.getLong(from));
        RawMemory.putLong(to + 8, RawMemory.getLong(from + 8));
    }

    /** Fills: {@code out[k]} is the value at {@code value} for k below {@code count}. */
    public static void fill(int width, long value, int count, long out) {
        switch (width) {
            case 1 -> RawMemory.fill(out, count, RawMemory.getByte(value));
            case 4 -> {
                int four = RawMemory.getInt(value);
                for (int k = 0; k < count; k++) {
                    RawMemory.putInt(out + ((long) k << 2), four);
                }
            }
            case 8 -> {
                long eight = RawMemory.getLong(value);
                for (int k = 0; k < count; k++) {
                    RawMemory.putLong(out + ((long) k << 3), eight);
                }
            }
            default -> {
                long low = RawMemory.getLong(value);
                long high = RawMemory.getLong(value + 8);
                for (int k = 0; k < count; k++) {
                    RawMemory.putLong(out + ((long) k << 4), low);
                    RawMemory.putLong(out + ((long) k << 4) + 8, high);
                }
            }
        }
    }

    /** Fills the rows named: {@code out[positions[k]]} is the value at {@code value} for k below {@code count}. */
    public static void fillAt(int width, long value, int[] positions, int count, long out) {
        switch (width) {
            case 1 -> {
                byte one = RawMemory.getByte(value);
                for (int k = 0; k < count; k++) {
                    RawMemory.putByte(out + positions[k], one);
                }
            }
            case 4 -> {
                int four = RawMemory.getInt(value);
                for (int k = 0; k < count; k++) {
                    RawMemory.putInt(out + ((long) positions[k] << 2), four);
                }
            }
            case 8 -> {
                long eight = RawMemory.getLong(value);
                for (int k = 0; k < count; k++) {
                    RawMemory.putLong(out + ((long) positions[k] << 3), eight);
                }
            }
            default -> {
                for (int k = 0; k < count; k++) {
                    copy16(value, out + ((long) positions[k] << 4));
                }
            }
        }
    }
}
