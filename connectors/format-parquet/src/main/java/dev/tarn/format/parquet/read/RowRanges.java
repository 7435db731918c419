package dev.tarn.format.parquet.read;

import java.util.ArrayList;
import java.util.List;

/** Rows of a row group: ranges in ascending order, apart from each other. Immutable. */
final class RowRanges {
    static final RowRanges NONE = new RowRanges(List.of());

    /** Rows from {@code start} to {@code end}, exclusive. */
    record Range(long start, long end) {}

    private final List<Range> ranges;

    private RowRanges(List<Range> ranges) {
        this.ranges = ranges;
    }

    static RowRanges all(long rowCount) {
        return rowCount == 0 ? NONE : new RowRanges(List.of(new Range(0, rowCount)));
    }

    /** Makes the union of ranges that are in ascending order; those that touch become one. */
    static RowRanges of(List<Range> ascending) {
        List<Range> joined = new ArrayList<>();
        for (Range range : ascending) {
            int last = joined.size() - 1;
            if (last >= 0 && joined.get(last).end() == range.start()) {
                joined.set(last, new Range(joined.get(last).start(), range.end()));
            } else if (range.start() < range.end()) {
                joined.add(range);
            }
        }
        return new RowRanges(joined);
    }

    RowRanges intersect(RowRanges other) {
        List<Range> both = new ArrayList<>();
        int i = 0;
        int k = 0;
        while (i < ranges.size() && k < other.ranges.size()) {
            Range left = ranges.get(i);
            Range right = other.ranges.get(k);
            long start = Math.max(left.start(), right.start());
            long end = Math.min(left.end(), right.end());
            if (start < end) {
                both.add(new Range(start, end));
            }
            if (left.end() <= right.end()) {
                i++;
            } else {
                k++;
            }
        }
        return new RowRanges(both);
    }

    /** Returns whether any of the rows lies from {@code start} to {@code end}, exclusive. */
    boolean overlaps(long start, long end) {
        int low = 0;
        int high = ranges.size();
        while (low < high) {
            int middle = low + high >>> 1;
            if (ranges.get(middle).end() <= start) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < ranges.size() && ranges.get(low).start() < end;
    }

    boolean isEmpty() {
        return ranges.isEmpty();
    }

    int count() {
        return ranges.size();
    }

    long start(int index) {
        return ranges.get(index).start();
    }

    long end(int index) {
        return ranges.get(index).end();
    }

    long rowCount() {
        return ranges.stream().mapToLong(range -> range.end() - range.start()).sum();
    }
}
