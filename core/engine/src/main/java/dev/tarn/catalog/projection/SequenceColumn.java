package dev.tarn.catalog.projection;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.predicate.Domain;
import dev.tarn.spi.predicate.Range;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A column whose values are steps from a first one. Where the values are ordered as the steps are, those of a range are found
 * by halving, however many there are.
 */
abstract class SequenceColumn implements ProjectedColumn {
    /** How many values are tried one by one where order does not lead to those wanted. */
    private static final long MAX_TRIED = 5_000_000;

    private final ColumnSchema column;

    SequenceColumn(ColumnSchema column) {
        this.column = column;
    }

    ColumnSchema column() {
        return column;
    }

    /** Returns the value of a step from 0 to {@link #count} - 1; steps may have equal values. */
    abstract ProjectedValue at(long step);

    /** Returns whether no step has a lesser value than the one before. */
    abstract boolean isOrdered();

    /** Returns a step at or next to which a value may be, or empty if it is none of this column's. */
    abstract OptionalLong near(Object value);

    /** Steps from the first to before the last. */
    private record Interval(long from, long to) {
        long length() {
            return Math.max(0, to - from);
        }
    }

    @Override
    public long atMost(Domain domain) {
        long count = 0;
        for (Interval interval : intervals(domain)) {
            count = Math.min(count(), count + interval.length());
        }
        return count;
    }

    @Override
    public List<ProjectedValue> values(Domain domain, long limit) {
        Steps found = new Steps(domain, limit);
        intervals(domain).forEach(found::add);
        return found.values;
    }

    /** Returns the steps that have at least all values of a domain. */
    private List<Interval> intervals(Domain domain) {
        return domain == null
                ? List.of(new Interval(0, count()))
                : domain.ranges().stream().map(this::interval).toList();
    }

    private Interval interval(Range range) {
        if (isOrdered()) {
            long from = range.low() == null ? 0 : first(range.low(), range.lowInclusive());
            long to = range.high() == null ? count() : first(range.high(), !range.highInclusive());
            return new Interval(from, to);
        }
        if (range.isSingleValue()) {
            OptionalLong near = near(range.low());
            return near.isEmpty()
                    ? new Interval(0, 0)
                    : new Interval(Math.max(0, near.getAsLong() - 1), Math.min(count(), near.getAsLong() + 2));
        }
        return new Interval(0, count());
    }

    /** Returns the first step whose value is greater than a bound, or also equal to it; the count if there is none. */
    private long first(Object bound, boolean orEqual) {
        long low = 0;
        long high = count();
        while (low < high) {
            long middle = (low + high) >>> 1;
            int order = Domain.compare(at(middle).value(), bound);
            if (order > 0 || orEqual && order == 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** The values of steps that were tried. */
    private final class Steps {
        private final Domain domain;
        private final long limit;
        private final Set<Object> seen = new HashSet<>();
        private final List<ProjectedValue> values = new ArrayList<>();
        private long tried;

        Steps(Domain domain, long limit) {
            this.domain = domain;
            this.limit = limit;
        }

        void add(Interval interval) {
            if (interval.length() > MAX_TRIED - tried) {
                throw tooMany(interval.length());
            }
            tried += interval.length();
            for (long step = interval.from; step < interval.to; step++) {
                ProjectedValue value = at(step);
                if ((domain == null || domain.contains(value.value())) && seen.add(value.text())) {
                    values.add(value);
                    if (values.size() > limit) {
                        throw tooMany(interval.length());
                    }
                }
            }
        }

        private TarnException tooMany(long many) {
            return new TarnException(
                    ErrorCode.EXCEEDED_LIMIT,
                    "the query asks for up to " + many + " values of the projected partition column " + column.name()
                            + "; narrow them by conditions on it, or its projection." + column.name()
                            + ".range by another");
        }
    }
}
