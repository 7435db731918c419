package dev.tarn.kernel;

import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.Encoding;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.RawMemory;
import java.util.Arrays;

/**
 * Loads selected rows of a column of any encoding into arrays, densely: {@code out[k]} is row {@code positions[k]} for k
 * below {@code count}; a null array of positions stands for rows 0, 1, 2 and so on. What is loaded of a NULL row is
 * undefined, but loading it does no harm.
 */
public final class LoadKernels {
    private LoadKernels() {}

    /** Loads BYTE, INT or LONG values, widened. */
    public static void longs(Column column, int[] positions, int count, long[] out) {
        switch (column.encoding()) {
            case FLAT -> flatLongs(column, positions, count, out);
            case DICTIONARY -> dictionaryLongs(column, positions, count, out);
            case CONSTANT -> Arrays.fill(out, 0, count, column.longAt(0));
        }
    }

    private static void flatLongs(Column column, int[] positions, int count, long[] out) {
        long values = column.valuesAddress();
        switch (column.layout()) {
            case LONG -> flatLong(values, positions, count, out);
            case INT -> flatInt(values, positions, count, out);
            case BYTE -> flatByte(values, positions, count, out);
            default -> throw unsupported(column);
        }
    }

    private static void flatLong(long values, int[] positions, int count, long[] out) {
        if (positions == null) {
            for (int k = 0; k < count; k++) {
                out[k] = RawMemory.getLong(values + ((long) k << 3));
            }
        } else {
            for (int k = 0; k < count; k++) {
                out[k] = RawMemory.getLong(values + ((long) positions[k] << 3));
            }
        }
    }

    private static void flatInt(long values, int[] positions, int count, long[] out) {
        if (positions == null) {
            for (int k = 0; k < count; k++) {
                out[k] = RawMemory.getInt(values + ((long) k << 2));
            }
        } else {
            for (int k = 0; k < count; k++) {
                out[k] = RawMemory.getInt(values + ((long) positions[k] << 2));
            }
        }
    }

    private static void flatByte(long values, int[] positions, int count, long[] out) {
        for (int k = 0; k < count; k++) {
            out[k] = RawMemory.getByte(values + (positions == null ? k : positions[k]));
        }
    }

    private static void dictionaryLongs(Column column, int[] positions, int count, long[] out) {
        Column dictionary = column.dictionary();
        if (dictionary.rowCount() == 0) {
            Arrays.fill(out, 0, count, 0);
            return;
        }
        long codes = column.codesAddress();
        long values = dictionary.valuesAddress();
        switch (column.layout()) {
            case LONG -> {
                for (int k = 0; k < count; k++) {
                    out[k] = RawMemory.getLong(values + ((long) code(codes, positions, k) << 3));
                }
            }
            case INT -> {
                for (int k = 0; k < count; k++) {
                    out[k] = RawMemory.getInt(values + ((long) code(codes, positions, k) << 2));
                }
            }
            case BYTE -> {
                for (int k = 0; k < count; k++) {
                    out[k] = RawMemory.getByte(values + code(codes, positions, k));
                }
            }
            default -> throw unsupported(column);
        }
    }

    private static int code(long codes, int[] positions, int k) {
        return RawMemory.getInt(codes + ((long) (positions == null ? k : positions[k]) << 2));
    }

    private static IllegalStateException unsupported(Column column) {
        return new IllegalStateException("cannot load " + column.layout());
    }

    /** Loads FLOAT or DOUBLE values, and BYTE, INT or LONG ones converted. */
    public static void doubles(Column column, int[] positions, int count, double[] out) {
        Column flat = flatOf(column);
        long values = flat.valuesAddress();
        int[] indexes = positions;
        long codes = codesOf(column);
        boolean constant = isConstant(column);
        if (flat.rowCount() == 0) {
            Arrays.fill(out, 0, count, 0);
            return;
        }
        switch (column.layout()) {
            case DOUBLE -> {
                for (int k = 0; k < count; k++) {
                    out[k] = RawMemory.getDouble(values + ((long) index(codes, constant, indexes, k) << 3));
                }
            }
            case FLOAT -> {
                for (int k = 0; k < count; k++) {
                    out[k] = RawMemory.getFloat(values + ((long) index(codes, constant, indexes, k) << 2));
                }
            }
            case LONG -> {
                for (int k = 0; k < count; k++) {
                    out[k] = RawMemory.getLong(values + ((long) index(codes, constant, indexes, k) << 3));
                }
            }
            case INT -> {
                for (int k = 0; k < count; k++) {
                    out[k] = RawMemory.getInt(values + ((long) index(codes, constant, indexes, k) << 2));
                }
            }
            default -> throw unsupported(column);
        }
    }

    /** Loads INT128 values as their low and high words. */
    public static void int128s(Column column, int[] positions, int count, long[] low, long[] high) {
        Column flat = flatOf(column);
        long codes = codesOf(column);
        boolean constant = isConstant(column);
        if (flat.rowCount() == 0) {
            Arrays.fill(low, 0, count, 0);
            Arrays.fill(high, 0, count, 0);
            return;
        }
        long values = flat.valuesAddress();
        for (int k = 0; k < count; k++) {
            long at = values + ((long) index(codes, constant, positions, k) << 4);
            low[k] = RawMemory.getLong(at);
            high[k] = RawMemory.getLong(at + 8);
        }
    }

    /** Loads where BYTES values begin and how many bytes they have; NULL rows may be given any length. */
    public static void bytes(Column column, int[] positions, int count, long[] addresses, int[] lengths) {
        Column flat = flatOf(column);
        long codes = codesOf(column);
        boolean constant = isConstant(column);
        if (flat.rowCount() == 0) {
            Arrays.fill(lengths, 0, count, 0);
            return;
        }
        long offsets = flat.offsetsAddress();
        long values = flat.valuesAddress();
        for (int k = 0; k < count; k++) {
            long at = offsets + ((long) index(codes, constant, positions, k) << 2);
            int start = RawMemory.getInt(at);
            addresses[k] = values + start;
            lengths[k] = RawMemory.getInt(at + 4) - start;
        }
    }

    /** Loads the codes of a DICTIONARY column. */
    public static void codes(Column column, int[] positions, int count, int[] out) {
        long codes = column.codesAddress();
        for (int k = 0; k < count; k++) {
            out[k] = code(codes, positions, k);
        }
    }

    /**
     * Finds the rows that are not NULL.
     *
     * @param out gets those k, ascending, for which row {@code positions[k]} is not NULL; the rest of it, up to
     *     {@code count}, gets those for which it is, descending
     * @return how many are not NULL
     */
    public static int notNull(Column column, int[] positions, int count, int[] out) {
        long own = column.validityAddress();
        boolean flatEncoded = column.encoding() == Encoding.FLAT;
        long inner = flatEncoded ? 0 : column.dictionary().validityAddress();
        long codes = codesOf(column);
        boolean constant = isConstant(column);
        int valid = 0;
        int invalid = count;
        for (int k = 0; k < count; k++) {
            int row = positions == null ? k : positions[k];
            int bit = own == 0 ? 1 : Bitmap.bit(own, row);
            if (inner != 0 && bit != 0) {
                bit = Bitmap.bit(inner, index(codes, constant, positions, k));
            }
            if (bit != 0) {
                out[valid++] = k;
            } else {
                out[--invalid] = k;
            }
        }
        return valid;
    }

    /**
     * Finds the rows of a FLOAT or DOUBLE column without NULLs that are not NaN, as {@link #notNull} finds those that are
     * not NULL.
     */
    public static int notNan(Column column, int[] positions, int count, int[] out) {
        int numbers = 0;
        int others = count;
        for (int k = 0; k < count; k++) {
            double value = column.doubleAt(positions == null ? k : positions[k]);
            if (!Double.isNaN(value)) {
                out[numbers++] = k;
            } else {
                out[--others] = k;
            }
        }
        return numbers;
    }

    private static Column flatOf(Column column) {
        return column.encoding() == Encoding.FLAT ? column : column.dictionary();
    }

    private static long codesOf(Column column) {
        return column.encoding() == Encoding.DICTIONARY ? column.codesAddress() : 0;
    }

    private static boolean isConstant(Column column) {
        return column.encoding() == Encoding.CONSTANT;
    }

    private static int index(long codes, boolean constant, int[] positions, int k) {
        if (constant) {
            return 0;
        }
        int row = positions == null ? k : positions[k];
        return codes == 0 ? row : RawMemory.getInt(codes + ((long) row << 2));
    }
}
