package dev.tarn.catalog;

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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** A table whose hidden columns stand behind the others, for a query that names one of them. Thread-safe. */
public final class HiddenColumnTable implements Table {
    private final Table table;
    private final List<ColumnSchema> columns;
    private final Set<String> pruned;

    public HiddenColumnTable(Table table) {
        this.table = table;
        List<ColumnSchema> all = new ArrayList<>(table.columns());
        all.addAll(table.hiddenColumns());
        this.columns = List.copyOf(all);
        Set<String> names = new LinkedHashSet<>(table.exactlyPrunedColumns());
        table.hiddenColumns().forEach(column -> names.add(column.name()));
        this.pruned = names;
    }

    /** Returns whether a column, by its name in lower case, is one of those that {@code *} leaves out. */
    public boolean isHidden(String name) {
        return table.hiddenColumns().stream().anyMatch(column -> column.name().equals(name));
    }

    @Override
    public List<ColumnSchema> columns() {
        return columns;
    }

    @Override
    public TableStatistics statistics(TupleDomain predicate, Set<String> names) {
        return table.statistics(predicate, names);
    }

    @Override
    public TableStatistics estimates(TupleDomain predicate, Set<String> names) {
        return table.estimates(predicate, names);
    }

    @Override
    public OptionalLong exactRowCount(TupleDomain predicate) {
        return table.exactRowCount(predicate);
    }

    @Override
    public Set<String> exactlyPrunedColumns() {
        return pruned;
    }

    @Override
    public List<? extends Split> splits(TupleDomain predicate, List<ScanColumn> scanned, ScanMetrics metrics) {
        return table.splits(predicate, scanned, metrics);
    }

    @Override
    public boolean readsFieldPaths() {
        return table.readsFieldPaths();
    }

    @Override
    public BatchSource open(Split split, ScanRequest request) {
        return table.open(split, request);
    }

    @Override
    public StorageMetrics storageMetrics() {
        return table.storageMetrics();
    }

    @Override
    public int splitsAhead() {
        return table.splitsAhead();
    }

    @Override
    public String description() {
        return table.description();
    }
}
