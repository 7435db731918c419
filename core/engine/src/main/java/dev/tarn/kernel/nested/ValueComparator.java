package dev.tarn.kernel.nested;

import dev.tarn.kernel.Int128;
import dev.tarn.spi.memory.ByteCompare;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.nested.CellBlock;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;

/**
 * Compares values of one type, which may be nested, given by where they lie in their default layout; none is NULL, but
 * what is within them may be. One thread at a time.
 */
public final class ValueComparator {
    /** What {@link #equal} answers. */
    public static final int NOT_EQUAL = 0;

    public static final int EQUAL = 1;
    /** It depends on a NULL within. */
    public static final int UNKNOWN = -1;

    /** What {@link #order} answers where it depends on a NULL within. */
    public static final int NO_ORDER = Integer.MIN_VALUE;

    private final Type type;
    private final TypeKind kind;
    private final Layout layout;
    private final ValueComparator[] parts;
    private final CellBlock[] left;
    private final CellBlock[] right;

    public ValueComparator(Type type) {
        this.type = type;
        this.kind = type.kind();
        this.layout = type.defaultLayout();
        int count = type.isNested() ? type.fields().size() : 0;
        parts = new ValueComparator[count];
        left = new CellBlock[count];
        right = new CellBlock[count];
        for (int i = 0; i < count; i++) {
            parts[i] = new ValueComparator(type.fieldType(i));
            Type viewed = kind == TypeKind.ROW ? type : type.fieldType(i);
            left[i] = new CellBlock(viewed);
            right[i] = new CellBlock(viewed);
        }
    }

    /** Returns {@link #EQUAL}, {@link #NOT_EQUAL} or {@link #UNKNOWN}, as SQL's {@code =} has it. */
    public int equal(long a, int aLength, long b, int bLength) {
        return switch (kind) {
            case ARRAY -> {
                left[0].toElements(a);
                right[0].toElements(b);
                yield left[0].count() == right[0].count() ? equalBlocks(0) : NOT_EQUAL;
            }
            case MAP -> equalMaps(a, b);
            case ROW -> equalRows(a, b);
            default -> sameScalar(a, aLength, b, bLength, false) ? EQUAL : NOT_EQUAL;
        };
    }

    /** Returns whether the two are the same where NULL is a value like others, and NaN too: as GROUP BY has it. */
    public boolean same(long a, int aLength, long b, int bLength) {
        switch (kind) {
            case ARRAY:
                left[0].toElements(a);
                right[0].toElements(b);
                return left[0].count() == right[0].count() && sameBlocks(0);
            case MAP:
                return sameMaps(a, b);
            case ROW:
                for (int i = 0; i < parts.length; i++) {
                    left[i].toFields(a);
                    right[i].toFields(b);
                    if (!samePart(i, i, i)) {
                        return false;
                    }
                }
                return true;
            default:
                return sameScalar(a, aLength, b, bLength, true);
        }
    }

    private int equalBlocks(int part) {
        int result = EQUAL;
        int count = left[part].count();
        for (int i = 0; i < count; i++) {
            int one = equalPart(part, i, i);
            if (one == NOT_EQUAL) {
                return NOT_EQUAL;
            }
            result = one == UNKNOWN ? UNKNOWN : result;
        }
        return result;
    }

    private int equalPart(int part, int i, int j) {
        CellBlock a = left[part];
        CellBlock b = right[part];
        return a.isNull(i) || b.isNull(j)
                ? UNKNOWN
                : parts[part].equal(a.address(i), a.length(i), b.address(j), b.length(j));
    }

    private boolean samePart(int part, int i, int j) {
        CellBlock a = left[part];
        CellBlock b = right[part];
        if (a.isNull(i) || b.isNull(j)) {
            return a.isNull(i) && b.isNull(j);
        }
        return parts[part].same(a.address(i), a.length(i), b.address(j), b.length(j));
    }

    private boolean sameBlocks(int part) {
        int count = left[part].count();
        for (int i = 0; i < count; i++) {
            if (!samePart(part, i, i)) {
                return false;
            }
        }
        return true;
    }

    private int equalRows(long a, long b) {
        int result = EQUAL;
        for (int i = 0; i < parts.length; i++) {
            left[i].toFields(a);
            right[i].toFields(b);
            int one = equalPart(i, i, i);
            if (one == NOT_EQUAL) {
                return NOT_EQUAL;
            }
            result = one == UNKNOWN ? UNKNOWN : result;
        }
        return result;
    }

    private void toMaps(long a, long b) {
        left[0].toKeys(a);
        left[1].toValues(a);
        right[0].toKeys(b);
        right[1].toValues(b);
    }

    private int equalMaps(long a, long b) {
        toMaps(a, b);
        int count = left[0].count();
        if (count != right[0].count()) {
            return NOT_EQUAL;
        }
        int result = EQUAL;
        for (int i = 0; i < count; i++) {
            int j = keyLike(i);
            int one = j < 0 ? NOT_EQUAL : equalPart(1, i, j);
            if (one == NOT_EQUAL) {
                return NOT_EQUAL;
            }
            result = one == UNKNOWN ? UNKNOWN : result;
        }
        return result;
    }

    private boolean sameMaps(long a, long b) {
        toMaps(a, b);
        int count = left[0].count();
        boolean same = count == right[0].count();
        for (int i = 0; same && i < count; i++) {
            int j = keyLike(i);
            same = j >= 0 && samePart(1, i, j);
        }
        return same;
    }

    /** Returns where the right map has the key that the left one has at {@code i}, or -1. */
    private int keyLike(int i) {
        int count = right[0].count();
        for (int k = 0; k < count; k++) {
            // Maps with the same keys mostly have them in the same order.
            int j = i + k < count ? i + k : i + k - count;
            if (samePart(0, i, j)) {
                return j;
            }
        }
        return -1;
    }

    private boolean sameScalar(long a, int aLength, long b, int bLength, boolean nanIsNan) {
        return switch (layout) {
            case BYTE -> RawMemory.getByte(a) == RawMemory.getByte(b);
            case INT -> RawMemory.getInt(a) == RawMemory.getInt(b);
            case LONG -> RawMemory.getLong(a) == RawMemory.getLong(b);
            case INT128 ->
                RawMemory.getLong(a) == RawMemory.getLong(b) && RawMemory.getLong(a + 8) == RawMemory.getLong(b + 8);
            case FLOAT -> sameNumber(RawMemory.getFloat(a), RawMemory.getFloat(b), nanIsNan);
            case DOUBLE -> sameNumber(RawMemory.getDouble(a), RawMemory.getDouble(b), nanIsNan);
            case BYTES -> aLength == bLength && ByteCompare.compare(a, aLength, b, bLength) == 0;
        };
    }

    private static boolean sameNumber(double a, double b, boolean nanIsNan) {
        return a == b || nanIsNan && Double.isNaN(a) && Double.isNaN(b);
    }

    /**
     * Returns the order of the two as ORDER BY has it: below 0, 0, or above 0; a NULL within and NaN are the greatest, or
     * the least if {@code unknownsFirst}. Not for a MAP.
     */
    public int compare(long a, int aLength, long b, int bLength, boolean unknownsFirst) {
        switch (kind) {
            case ARRAY:
                left[0].toElements(a);
                right[0].toElements(b);
                int common = Math.min(left[0].count(), right[0].count());
                for (int i = 0; i < common; i++) {
                    int order = comparePart(0, i, unknownsFirst);
                    if (order != 0) {
                        return order;
                    }
                }
                return Integer.compare(left[0].count(), right[0].count());
            case ROW:
                for (int i = 0; i < parts.length; i++) {
                    left[i].toFields(a);
                    right[i].toFields(b);
                    int order = comparePart(i, i, unknownsFirst);
                    if (order != 0) {
                        return order;
                    }
                }
                return 0;
            case MAP:
                throw new IllegalStateException(type.sqlName() + " has no order");
            default:
                return compareScalars(a, aLength, b, bLength, unknownsFirst);
        }
    }

    private int comparePart(int part, int index, boolean unknownsFirst) {
        CellBlock a = left[part];
        CellBlock b = right[part];
        boolean leftNull = a.isNull(index);
        boolean rightNull = b.isNull(index);
        if (leftNull || rightNull) {
            int order = Boolean.compare(leftNull, rightNull);
            return unknownsFirst ? -order : order;
        }
        return parts[part].compare(a.address(index), a.length(index), b.address(index), b.length(index), unknownsFirst);
    }

    /** Returns the order of the two as SQL's {@code <} has it, or {@link #NO_ORDER} where a NULL within decides. */
    public int order(long a, int aLength, long b, int bLength) {
        switch (kind) {
            case ARRAY:
                left[0].toElements(a);
                right[0].toElements(b);
                int common = Math.min(left[0].count(), right[0].count());
                for (int i = 0; i < common; i++) {
                    int order = orderPart(0, i);
                    if (order != 0) {
                        return order;
                    }
                }
                return Integer.compare(left[0].count(), right[0].count());
            case ROW:
                for (int i = 0; i < parts.length; i++) {
                    left[i].toFields(a);
                    right[i].toFields(b);
                    int order = orderPart(i, i);
                    if (order != 0) {
                        return order;
                    }
                }
                return 0;
            default:
                return compare(a, aLength, b, bLength, false);
        }
    }

    private int orderPart(int part, int index) {
        CellBlock a = left[part];
        CellBlock b = right[part];
        return a.isNull(index) || b.isNull(index)
                ? NO_ORDER
                : parts[part].order(a.address(index), a.length(index), b.address(index), b.length(index));
    }

    private int compareScalars(long a, int aLength, long b, int bLength, boolean unknownsFirst) {
        return switch (layout) {
            case BYTE -> Byte.compare(RawMemory.getByte(a), RawMemory.getByte(b));
            case INT -> Integer.compare(RawMemory.getInt(a), RawMemory.getInt(b));
            case LONG -> Long.compare(RawMemory.getLong(a), RawMemory.getLong(b));
            case INT128 ->
                Int128.compare(
                        RawMemory.getLong(a + 8), RawMemory.getLong(a), RawMemory.getLong(b + 8), RawMemory.getLong(b));
            case FLOAT -> compareNumbers(RawMemory.getFloat(a), RawMemory.getFloat(b), unknownsFirst);
            case DOUBLE -> compareNumbers(RawMemory.getDouble(a), RawMemory.getDouble(b), unknownsFirst);
            case BYTES -> ByteCompare.compare(a, aLength, b, bLength);
        };
    }

    private static int compareNumbers(double a, double b, boolean nanFirst) {
        if (a < b) {
            return -1;
        }
        int order = a > b ? 1 : Boolean.compare(Double.isNaN(a), Double.isNaN(b));
        return nanFirst && !(a > b) ? -order : order;
    }

    /** Returns a hash that {@linkplain #same} values have in common. */
    public long hash(long address, int length) {
        return switch (kind) {
            case ARRAY -> {
                left[0].toElements(address);
                yield hashBlock(0, left[0].count());
            }
            // Whatever the order of the entries.
            case MAP -> CellBlock.count(address);
            case ROW -> {
                long hash = 7;
                for (int i = 0; i < parts.length; i++) {
                    left[i].toFields(address);
                    hash = hash * 31 + hashPart(i, i);
                }
                yield hash;
            }
            default -> hashScalar(address, length);
        };
    }

    private long hashBlock(int part, int count) {
        long hash = count;
        for (int i = 0; i < count; i++) {
            hash = hash * 31 + hashPart(part, i);
        }
        return hash;
    }

    private long hashPart(int part, int index) {
        CellBlock block = left[part];
        return block.isNull(index) ? 1 : parts[part].hash(block.address(index), block.length(index));
    }

    private long hashScalar(long address, int length) {
        return switch (layout) {
            case BYTE -> mix(RawMemory.getByte(address));
            case INT -> mix(RawMemory.getInt(address));
            case LONG -> mix(RawMemory.getLong(address));
            case INT128 -> mix(RawMemory.getLong(address) * 31 + RawMemory.getLong(address + 8));
            case FLOAT -> mix(Double.doubleToLongBits(RawMemory.getFloat(address) + 0.0));
            case DOUBLE -> mix(Double.doubleToLongBits(RawMemory.getDouble(address) + 0.0));
            case BYTES -> {
                long hash = length;
                for (int i = 0; i < length; i++) {
                    hash = hash * 31 + RawMemory.getByte(address + i);
                }
                yield mix(hash);
            }
        };
    }

    private static long mix(long value) {
        long mixed = value * 0x9E3779B97F4A7C15L;
        return mixed ^ mixed >>> 32;
    }
}
