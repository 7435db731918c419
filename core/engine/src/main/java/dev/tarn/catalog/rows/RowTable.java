package dev.tarn.catalog.rows;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.catalog.Table;
import dev.tarn.spi.catalog.TableStatistics;
import dev.tarn.spi.predicate.TupleDomain;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.split.Split;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A table of rows that are made when a query begins to read it. Thread-safe. */
public final class RowTable implements Table {
    /** What is taken for the number of rows, which nobody knows before they are made. */
    private static final long LIKELY_ROWS = 1_000;

    private final String description;
    private final List<ColumnSchema> columns;
    private final Function<TupleDomain, List<List<Object>>> rows;

    /**
     * Makes a table.
     *
     * @param description what EXPLAIN calls it
     * @param columns of BIGINT, VARCHAR and other types without parts
     * @param rows gives at least the rows of a predicate, with values in the representation of
     *     {@link dev.tarn.spi.predicate.Domain}, or String for texts; null for NULL; may block
     */
    public RowTable(String description, List<ColumnSchema> columns, Function<TupleDomain, List<List<Object>>> rows) {
        this.description = description;
        this.columns = List.copyOf(columns);
        this.rows = rows;
    }

    /** The rows as they were when the query began. */
    private record Rows(List<List<Object>> rows) implements Split {
        @Override
        public long rowCount() {
            return rows.size();
        }
    }

    @Override
    public List<ColumnSchema> columns() {
        return columns;
    }

    @Override
    public TableStatistics statistics(TupleDomain predicate, Set<String> names) {
        return new TableStatistics(LIKELY_ROWS, false, Map.of());
    }

    @Override
    public Set<String> exactlyPrunedColumns() {
        return Set.of();
    }

    @Override
    public List<? extends Split> splits(TupleDomain predicate, List<ScanColumn> wanted, ScanMetrics metrics) {
        return predicate.isNone() ? List.of() : List.of(new Rows(rows.apply(predicate)));
    }

    @Override
    public BatchSource open(Split split, ScanRequest request) {
        return new RowSource(columns, ((Rows) split).rows, request);
    }

    @Override
    public String description() {
        return description;
    }
}
