package dev.tarn.catalog;

import dev.tarn.catalog.file.HiddenColumns;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A table over files by its declaration: its folder is not looked at before rows or their number are wanted, so a statement
 * about its columns alone reads nothing. Thread-safe.
 */
final class DeclaredTable implements Table {
    private final FileTableDefinition definition;
    private final Supplier<? extends Table> opener;
    private Table opened;

    DeclaredTable(FileTableDefinition definition, Supplier<? extends Table> opener) {
        this.definition = definition;
        this.opener = opener;
    }

    private synchronized Table files() {
        if (opened == null) {
            opened = opener.get();
        }
        return opened;
    }

    @Override
    public List<ColumnSchema> columns() {
        return definition.columns();
    }

    @Override
    public List<ColumnSchema> hiddenColumns() {
        return HiddenColumns.all();
    }

    @Override
    public TableStatistics statistics(TupleDomain predicate, Set<String> columns) {
        return files().statistics(predicate, columns);
    }

    @Override
    public OptionalLong exactRowCount(TupleDomain predicate) {
        return files().exactRowCount(predicate);
    }

    @Override
    public Set<String> exactlyPrunedColumns() {
        Set<String> names = new LinkedHashSet<>();
        definition.partitionColumns().forEach(column -> names.add(column.name()));
        return names;
    }

    @Override
    public List<? extends Split> splits(TupleDomain predicate, List<ScanColumn> columns, ScanMetrics metrics) {
        return files().splits(predicate, columns, metrics);
    }

    @Override
    public BatchSource open(Split split, ScanRequest request) {
        return files().open(split, request);
    }

    @Override
    public StorageMetrics storageMetrics() {
        return isOpen() ? files().storageMetrics() : new StorageMetrics();
    }

    private synchronized boolean isOpen() {
        return opened != null;
    }

    @Override
    public boolean readsFieldPaths() {
        return files().readsFieldPaths();
    }

    @Override
    public int splitsAhead() {
        return files().splitsAhead();
    }

    @Override
    public String description() {
        return definition.storage().format().toLowerCase(Locale.ROOT);
    }
}
