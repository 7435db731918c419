package dev.tarn.format.parquet.write.encode;

/**
 * The bounds of a page's or a chunk's values, as statistics write them. Immutable.
 *
 * @param min the lower bound in PLAIN form without a length, or null if none is to be told
 * @param max the upper bound
 * @param minExact whether {@code min} is a value
 * @param maxExact whether {@code max} is a value
 * @param nanCount how many values are NaN; -1 for a type that has none
 */
public record Bounds(byte[] min, byte[] max, boolean minExact, boolean maxExact, long nanCount) {
    /** No bounds. */
    public static Bounds none(long nanCount) {
        return new Bounds(null, null, false, false, nanCount);
    }
}
