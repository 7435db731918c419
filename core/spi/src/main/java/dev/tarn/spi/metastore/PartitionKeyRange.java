package dev.tarn.spi.metastore;

import dev.tarn.spi.metastore.PartitionFilter.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A range of {@linkplain PartitionKey keys}, by which a metastore finds partitions without looking at all of them.
 *
 * @param low the least key; empty for no bound
 * @param high what keys are below, or null for no bound
 */
public record PartitionKeyRange(String low, String high) {
    private static final int MAX_RANGES = 256;
    /** The character behind the slash. */
    private static final char BEHIND_SLASH = '0';

    /**
     * Returns ranges in ascending order, apart from each other, that have all partitions a filter allows, and perhaps
     * others.
     */
    public static List<PartitionKeyRange> of(PartitionFilter filter) {
        List<String> prefixes = List.of("");
        for (int i = 0; i < filter.columns().size(); i++) {
            Values values = filter.columns().get(i);
            String before = i == 0 ? "" : "/";
            if (values.oneOf() != null
                    && (long) prefixes.size() * values.oneOf().size() <= MAX_RANGES) {
                List<String> longer = new ArrayList<>();
                for (String prefix : prefixes) {
                    values.oneOf().forEach(value -> longer.add(prefix + before + PartitionKey.escape(value)));
                }
                prefixes = longer;
                continue;
            }
            return i == 0 && commonStart(values).isEmpty()
                    ? List.of(new PartitionKeyRange("", null))
                    : merged(prefixes.stream()
                            .map(prefix -> startingWith(prefix + before + commonStart(values)))
                            .toList());
        }
        return filter.columns().isEmpty()
                ? List.of(new PartitionKeyRange("", null))
                : merged(prefixes.stream()
                        .map(prefix -> new PartitionKeyRange(prefix, prefix + BEHIND_SLASH))
                        .toList());
    }

    /** Returns what the keys of all values within bounds begin with. */
    private static String commonStart(Values values) {
        if (values.oneOf() != null || values.low() == null || values.high() == null || values.nullAllowed()) {
            return "";
        }
        String low = values.low();
        String high = values.high();
        int same = 0;
        while (same < Math.min(low.length(), high.length()) && low.charAt(same) == high.charAt(same)) {
            same++;
        }
        if (same > 0 && Character.isHighSurrogate(low.charAt(same - 1))) {
            same--;
        }
        return PartitionKey.escape(low.substring(0, same));
    }

    private static PartitionKeyRange startingWith(String start) {
        return start.isEmpty() ? new PartitionKeyRange("", null) : new PartitionKeyRange(start, start + '\u007F');
    }

    private static List<PartitionKeyRange> merged(List<PartitionKeyRange> ranges) {
        List<PartitionKeyRange> sorted = new ArrayList<>(ranges);
        sorted.sort(Comparator.comparing(PartitionKeyRange::low));
        List<PartitionKeyRange> apart = new ArrayList<>();
        for (PartitionKeyRange range : sorted) {
            PartitionKeyRange last = apart.isEmpty() ? null : apart.get(apart.size() - 1);
            if (last != null && (last.high == null || last.high.compareTo(range.low) >= 0)) {
                boolean further = last.high != null && (range.high == null || range.high.compareTo(last.high) > 0);
                apart.set(apart.size() - 1, new PartitionKeyRange(last.low, further ? range.high : last.high));
            } else {
                apart.add(range);
            }
        }
        return apart;
    }
}
