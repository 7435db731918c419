package dev.tarn.spi.metastore;

import java.util.Arrays;
import java.util.Objects;

/**
 * What was counted of a column. A bound that is longer than {@link #LONGEST_BOUND} characters, or that has a NUL, which some
 * databases keep in no text, is taken for unknown.
 *
 * @param min as text, or null if unknown
 * @param max as text, or null if unknown
 * @param nullCount -1 if unknown
 * @param distinctCount an estimate, or -1 if unknown
 * @param sketch what the estimate comes from, in a form that whoever wrote it knows; or null. Not copied
 */
public record CollectedColumn(String min, String max, long nullCount, long distinctCount, byte[] sketch) {
    /** The most characters of a bound. */
    public static final int LONGEST_BOUND = 128;

    public CollectedColumn {
        min = kept(min);
        max = kept(max);
    }

    private static String kept(String bound) {
        return bound == null || bound.length() > LONGEST_BOUND || bound.indexOf('\0') >= 0 ? null : bound;
    }

    /** Returns this with another sketch, or with none if that is null. */
    public CollectedColumn withSketch(byte[] other) {
        return new CollectedColumn(min, max, nullCount, distinctCount, other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CollectedColumn that
                && Objects.equals(min, that.min)
                && Objects.equals(max, that.max)
                && nullCount == that.nullCount
                && distinctCount == that.distinctCount
                && Arrays.equals(sketch, that.sketch);
    }

    @Override
    public int hashCode() {
        return Objects.hash(min, max, nullCount, distinctCount, Arrays.hashCode(sketch));
    }
}
