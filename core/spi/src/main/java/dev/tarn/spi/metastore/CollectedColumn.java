package dev.tarn.spi.metastore;

import java.util.Arrays;
import java.util.Objects;

/**
 * What was counted of a column.
 *
 * @param min as text, or null if unknown
 * @param max as text, or null if unknown
 * @param nullCount -1 if unknown
 * @param distinctCount an estimate, or -1 if unknown
 * @param sketch what the estimate comes from, in a form that whoever wrote it knows; or null. Not copied
 */
public record CollectedColumn(String min, String max, long nullCount, long distinctCount, byte[] sketch) {
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
