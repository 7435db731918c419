package dev.tarn.spi.predicate;

import dev.tarn.spi.type.Type;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The values a column may have: a union of intervals, and perhaps NULL. Immutable.
 *
 * <p>Values are represented by the type: {@link Long} for integers, DATE, TIMESTAMP, TIME and BOOLEAN (0, 1);
 * {@link BigInteger} for DECIMAL (unscaled); {@link Double} for REAL and DOUBLE; {@link ByteText} for CHAR, VARCHAR and
 * VARBINARY, which compares by unsigned bytes.
 *
 * @param type the column's type
 * @param ranges disjoint intervals in ascending order; empty if no value but NULL is allowed
 * @param nullAllowed whether NULL is
 */
public record Domain(Type type, List<Range> ranges, boolean nullAllowed) {
    public Domain {
        ranges = List.copyOf(ranges);
    }

    /** Bytes that compare unsigned, as strings do. */
    public record ByteText(byte[] bytes) implements Comparable<ByteText> {
        @Override
        public int compareTo(ByteText other) {
            return Arrays.compareUnsigned(bytes, other.bytes);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ByteText text && Arrays.equals(bytes, text.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    public static Domain all(Type type) {
        return new Domain(type, List.of(new Range(null, false, null, false)), true);
    }

    public static Domain notNull(Type type) {
        return new Domain(type, List.of(new Range(null, false, null, false)), false);
    }

    public static Domain onlyNull(Type type) {
        return new Domain(type, List.of(), true);
    }

    public static Domain none(Type type) {
        return new Domain(type, List.of(), false);
    }

    public static Domain of(Type type, Range range) {
        return new Domain(type, List.of(range), false);
    }

    /** Returns the domain of exactly these values. */
    public static Domain values(Type type, List<?> values) {
        List<Object> sorted = new ArrayList<>(new java.util.LinkedHashSet<>(values));
        sorted.sort(Domain::compare);
        return new Domain(type, sorted.stream().map(Range::equal).toList(), false);
    }

    public boolean isNone() {
        return ranges.isEmpty() && !nullAllowed;
    }

    public boolean isAll() {
        return nullAllowed
                && ranges.size() == 1
                && ranges.get(0).low() == null
                && ranges.get(0).high() == null;
    }

    /** Returns whether {@code value}, or NULL for null, is allowed. */
    public boolean contains(Object value) {
        if (value == null) {
            return nullAllowed;
        }
        return overlaps(value, value);
    }

    /** Returns whether some value from {@code min} to {@code max}, inclusive, null for unbounded, is allowed. */
    public boolean overlaps(Object min, Object max) {
        for (Range range : ranges) {
            boolean below = range.high() != null && min != null && beyond(min, range.high(), range.highInclusive());
            boolean above = range.low() != null && max != null && beyond(range.low(), max, range.lowInclusive());
            if (!below && !above) {
                return true;
            }
        }
        return false;
    }

    private static boolean beyond(Object left, Object right, boolean inclusive) {
        int order = compare(left, right);
        return order > 0 || order == 0 && !inclusive;
    }

    /** Returns the domain of the values that both allow. */
    public Domain intersect(Domain other) {
        List<Range> both = new ArrayList<>();
        for (Range left : ranges) {
            for (Range right : other.ranges) {
                Range common = intersect(left, right);
                if (common != null) {
                    both.add(common);
                }
            }
        }
        return new Domain(type, both, nullAllowed && other.nullAllowed);
    }

    private static Range intersect(Range left, Range right) {
        Object low = left.low();
        boolean lowInclusive = left.lowInclusive();
        if (low == null || right.low() != null && compare(right.low(), low) > 0) {
            low = right.low();
            lowInclusive = right.lowInclusive();
        } else if (right.low() != null && compare(right.low(), low) == 0) {
            lowInclusive &= right.lowInclusive();
        }
        Object high = left.high();
        boolean highInclusive = left.highInclusive();
        if (high == null || right.high() != null && compare(right.high(), high) < 0) {
            high = right.high();
            highInclusive = right.highInclusive();
        } else if (right.high() != null && compare(right.high(), high) == 0) {
            highInclusive &= right.highInclusive();
        }
        if (low != null && high != null) {
            int order = compare(low, high);
            if (order > 0 || order == 0 && !(lowInclusive && highInclusive)) {
                return null;
            }
        }
        return new Range(low, lowInclusive, high, highInclusive);
    }

    /** Compares two values of one representation; doubles treat -0 and +0 as one. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    public static int compare(Object left, Object right) {
        if (left instanceof Double leftDouble && right instanceof Double rightDouble) {
            double a = leftDouble;
            double b = rightDouble;
            return a == b ? 0 : Double.compare(a, b);
        }
        return ((Comparable) left).compareTo(right);
    }
}
