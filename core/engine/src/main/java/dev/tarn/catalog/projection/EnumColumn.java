package dev.tarn.catalog.projection;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.predicate.Domain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;

/** A column whose values are listed. */
final class EnumColumn implements ProjectedColumn {
    private final List<ProjectedValue> values = new ArrayList<>();

    /** @throws TarnException INVALID_PROPERTY */
    EnumColumn(ColumnSchema column, ProjectionProperties properties) {
        String text = properties.require(column, "values", "the values, separated by commas");
        for (String each : new LinkedHashSet<>(Arrays.asList(text.split(",", -1)))) {
            values.add(properties.value(column, "values", each));
        }
    }

    @Override
    public long count() {
        return values.size();
    }

    @Override
    public long atMost(Domain domain) {
        return values.size();
    }

    @Override
    public List<ProjectedValue> values(Domain domain, long limit) {
        return values.stream()
                .filter(each -> domain == null || domain.contains(each.value()))
                .toList();
    }
}
