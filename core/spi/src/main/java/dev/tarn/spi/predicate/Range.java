package dev.tarn.spi.predicate;

/**
 * An interval of values, in the representation of {@link Domain}.
 *
 * @param low the lower bound, or null if there is none
 * @param lowInclusive whether the lower bound belongs to it
 * @param high the upper bound, or null if there is none
 * @param highInclusive whether the upper bound belongs to it
 */
public record Range(Object low, boolean lowInclusive, Object high, boolean highInclusive) {
    public static Range equal(Object value) {
        return new Range(value, true, value, true);
    }

    public static Range lessThan(Object value, boolean inclusive) {
        return new Range(null, false, value, inclusive);
    }

    public static Range greaterThan(Object value, boolean inclusive) {
        return new Range(value, inclusive, null, false);
    }

    /** Returns whether the interval is one value. */
    public boolean isSingleValue() {
        return low != null && lowInclusive && highInclusive && low.equals(high);
    }
}
