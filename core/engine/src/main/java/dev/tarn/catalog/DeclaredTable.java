package dev.tarn.catalog;

import dev.tarn.catalog.file.FileTable;
import dev.tarn.catalog.file.FileTotals;
import dev.tarn.catalog.file.HiddenColumns;
import dev.tarn.catalog.file.PartitionValues;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.catalog.Table;
import dev.tarn.spi.catalog.TableStatistics;
import dev.tarn.spi.metastore.CollectedStatistics;
import dev.tarn.spi.predicate.Domain;
import dev.tarn.spi.predicate.Range;
import dev.tarn.spi.predicate.TupleDomain;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.split.Split;
import dev.tarn.spi.storage.StorageMetrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A table over files by its declaration: its folder is not looked at before rows or their number are wanted, so a statement
 * about its columns alone reads nothing. Thread-safe.
 */
final class DeclaredTable implements Table {
    private final FileTableDefinition definition;
    private final Supplier<FileTable> opener;
    private final Function<List<String>, Optional<CollectedStatistics>> statistics;
    private FileTable opened;

    /**
     * Makes a table.
     *
     * @param opener finds the files
     * @param statistics looks up what ANALYZE or a write counted of a partition, or of the table if that is null
     */
    DeclaredTable(
            FileTableDefinition definition,
            Supplier<FileTable> opener,
            Function<List<String>, Optional<CollectedStatistics>> statistics) {
        this.definition = definition;
        this.opener = opener;
        this.statistics = statistics;
    }

    private synchronized FileTable files() {
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
    public TableStatistics estimates(TupleDomain predicate, Set<String> columns) {
        FileTable table = files();
        TableStatistics known = table.statistics(predicate, columns);
        List<String> partition = partition(predicate);
        Optional<CollectedStatistics> ofPartition = partition == null ? Optional.empty() : statistics.apply(partition);
        Optional<CollectedStatistics> counted = ofPartition.or(() -> statistics.apply(null));
        if (counted.isEmpty() || !table.canList(predicate)) {
            return known;
        }
        return CollectedEstimates.of(
                known,
                counted.get(),
                table.totals(predicate),
                ofPartition.isPresent() || predicate.domains().isEmpty(),
                definition,
                columns);
    }

    /** Returns the values of the one partition that a predicate leaves, or null if it may leave more. */
    private List<String> partition(TupleDomain predicate) {
        List<String> values = new ArrayList<>();
        for (ColumnSchema column : definition.partitionColumns()) {
            Domain domain = predicate.domains().get(column.name());
            boolean single = domain != null
                    && !domain.nullAllowed()
                    && domain.ranges().size() == 1
                    && domain.ranges().get(0).isSingleValue();
            if (!single) {
                return null;
            }
            values.add(PartitionValues.text(domain.ranges().get(0).low(), column.type()));
        }
        return values.isEmpty() ? null : values;
    }

    /**
     * Returns how much the files are that rows come from.
     *
     * @param partition the values of a partition, or null for the whole table
     */
    FileTotals totals(List<String> partition) {
        Map<String, Domain> domains = new HashMap<>();
        for (int i = 0; partition != null && i < partition.size(); i++) {
            ColumnSchema column = definition.partitionColumns().get(i);
            Object value = PartitionValues.parse(partition.get(i), column.type(), definition.location(), column.name());
            domains.put(
                    column.name(),
                    value == null ? Domain.onlyNull(column.type()) : Domain.of(column.type(), Range.equal(value)));
        }
        return files().totals(new TupleDomain(domains));
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
