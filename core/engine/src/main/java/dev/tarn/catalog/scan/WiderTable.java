package dev.tarn.catalog.scan;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.catalog.Table;
import dev.tarn.spi.catalog.TableStatistics;
import dev.tarn.spi.predicate.TupleDomain;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.split.Split;
import dev.tarn.spi.storage.StorageMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Another table's rows with more columns behind its own. As it stands here, the table below knows these columns, too; who
 * extends this does what it cannot do. Thread-safe.
 */
public abstract class WiderTable implements Table {
    private final Table table;
    private final List<ColumnSchema> columns;

    protected WiderTable(Table table, List<ColumnSchema> more) {
        this.table = table;
        List<ColumnSchema> all = new ArrayList<>(table.columns());
        all.addAll(more);
        this.columns = List.copyOf(all);
    }

    /** Returns the table below. */
    protected final Table table() {
        return table;
    }

    @Override
    public final List<ColumnSchema> columns() {
        return columns;
    }

    @Override
    public final TableStatistics statistics(TupleDomain predicate, Set<String> names) {
        return table.statistics(predicate, names);
    }

    @Override
    public final TableStatistics estimates(TupleDomain predicate, Set<String> names) {
        return table.estimates(predicate, names);
    }

    @Override
    public final OptionalLong exactRowCount(TupleDomain predicate) {
        return table.exactRowCount(predicate);
    }

    @Override
    public Set<String> exactlyPrunedColumns() {
        return table.exactlyPrunedColumns();
    }

    @Override
    public List<? extends Split> splits(TupleDomain predicate, List<ScanColumn> scanned, ScanMetrics metrics) {
        return table.splits(predicate, scanned, metrics);
    }

    @Override
    public BatchSource open(Split split, ScanRequest request) {
        return table.open(split, request);
    }

    @Override
    public final StorageMetrics storageMetrics() {
        return table.storageMetrics();
    }

    @Override
    public final int splitsAhead() {
        return table.splitsAhead();
    }

    @Override
    public final String description() {
        return table.description();
    }
}
