package dev.tarn.spi.metastore;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which partitions are wanted, by the texts of their values.
 *
 * @param columns what each partition column may have, in order; columns behind the last may have anything
 */
public record PartitionFilter(List<Values> columns) {
    private static final PartitionFilter ALL = new PartitionFilter(List.of());

    public PartitionFilter {
        columns = List.copyOf(columns);
    }

    /**
     * What one column may have.
     *
     * @param oneOf the values, null for NULL; or null if the bounds decide
     * @param low the least text by its UTF-8 bytes, or null for no bound
     * @param high the greatest text, or null for no bound
     * @param nullAllowed whether NULL lies within the bounds
     */
    public record Values(Set<String> oneOf, String low, String high, boolean nullAllowed) {
        private static final Values ANY = new Values(null, null, null, true);

        public Values {
            oneOf = oneOf == null ? null : Collections.unmodifiableSet(new LinkedHashSet<>(oneOf));
        }

        public static Values any() {
            return ANY;
        }

        public static Values oneOf(Set<String> values) {
            return new Values(values, null, null, false);
        }

        public static Values between(String low, String high, boolean nullAllowed) {
            return new Values(null, low, high, nullAllowed);
        }

        public boolean isAny() {
            return oneOf == null && low == null && high == null && nullAllowed;
        }

        public boolean allows(String value) {
            if (oneOf != null) {
                return oneOf.contains(value);
            }
            if (value == null) {
                return nullAllowed;
            }
            return (low == null || compare(value, low) >= 0) && (high == null || compare(value, high) <= 0);
        }

        /** Compares by code points, whose order is that of UTF-8. */
        private static int compare(String left, String right) {
            int shared = Math.min(left.length(), right.length());
            for (int i = 0; i < shared; i++) {
                if (left.charAt(i) != right.charAt(i)) {
                    return Integer.compare(left.codePointAt(whole(left, i)), right.codePointAt(whole(right, i)));
                }
            }
            return Integer.compare(left.length(), right.length());
        }

        private static int whole(String text, int index) {
            boolean second = index > 0
                    && Character.isLowSurrogate(text.charAt(index))
                    && Character.isHighSurrogate(text.charAt(index - 1));
            return second ? index - 1 : index;
        }
    }

    public static PartitionFilter all() {
        return ALL;
    }

    /** Returns the filter of the partitions that begin with these values. */
    public static PartitionFilter prefix(List<String> values) {
        List<Values> columns = new ArrayList<>();
        values.forEach(value -> columns.add(Values.oneOf(Collections.singleton(value))));
        return new PartitionFilter(columns);
    }

    public boolean allows(List<String> values) {
        for (int i = 0; i < columns.size(); i++) {
            if (!columns.get(i).allows(values.get(i))) {
                return false;
            }
        }
        return true;
    }
}
