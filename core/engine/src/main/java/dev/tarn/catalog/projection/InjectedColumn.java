package dev.tarn.catalog.projection;

import dev.tarn.catalog.file.PartitionValues;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.predicate.Domain;
import dev.tarn.spi.predicate.Range;
import java.util.List;

/** A column whose values each query names. */
final class InjectedColumn implements ProjectedColumn {
    private final ColumnSchema column;

    InjectedColumn(ColumnSchema column) {
        this.column = column;
    }

    @Override
    public long count() {
        return 1;
    }

    @Override
    public boolean isKnown(Domain domain) {
        return domain != null
                && !domain.nullAllowed()
                && domain.ranges().stream().allMatch(Range::isSingleValue);
    }

    @Override
    public long atMost(Domain domain) {
        return isKnown(domain) ? domain.ranges().size() : Long.MAX_VALUE;
    }

    @Override
    public List<ProjectedValue> values(Domain domain, long limit) {
        if (!isKnown(domain)) {
            throw new TarnException(
                    ErrorCode.CONSTRAINT_VIOLATION,
                    "For the injected projected partition column " + column.name()
                            + ", the WHERE clause must contain only static equality conditions, and at least one such"
                            + " condition must be present.");
        }
        return domain.ranges().stream()
                .map(range -> new ProjectedValue(range.low(), PartitionValues.text(range.low(), column.type())))
                .toList();
    }
}
