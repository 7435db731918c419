package dev.tarn.spi.catalog;

import dev.tarn.spi.predicate.TupleDomain;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.split.Split;
import dev.tarn.spi.storage.StorageMetrics;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** A table that can be scanned. Thread-safe; sees one state of its data for as long as it is held. */
public interface Table {
    /** Returns the columns in order, partition columns last. */
    List<ColumnSchema> columns();

    /**
     * Returns columns that are not in {@link #columns} and may be asked for all the same, as where a row comes from. Their
     * domains are enforced exactly.
     */
    default List<ColumnSchema> hiddenColumns() {
        return List.of();
    }

    /**
     * Returns what is known of the rows that {@code predicate} may match. May read footers, which are cached, so the
     * first call may block.
     *
     * @param columns the columns of interest
     */
    TableStatistics statistics(TupleDomain predicate, Set<String> columns);

    /**
     * Returns what is believed of the rows that {@code predicate} may match: at least what {@link #statistics} know, and
     * what was counted once and may not be true any more. Only estimates may be made of it, nothing may be proved by it.
     *
     * @param columns the columns of interest
     */
    default TableStatistics estimates(TupleDomain predicate, Set<String> columns) {
        return statistics(predicate, columns);
    }

    /**
     * Returns how many rows have {@code predicate}, if that is known exactly without reading them, as from files' footers.
     * May block.
     *
     * @param predicate has domains of {@link #exactlyPrunedColumns} only
     */
    default OptionalLong exactRowCount(TupleDomain predicate) {
        return OptionalLong.empty();
    }

    /** Returns the columns whose domains {@link #splits} enforces exactly (partition columns). */
    Set<String> exactlyPrunedColumns();

    /**
     * Returns the splits that may have rows of {@code predicate}, all of which are pruned by partition, file and row
     * group. May block.
     *
     * @param metrics counts what there was and what was pruned
     */
    List<? extends Split> splits(TupleDomain predicate, List<ScanColumn> columns, ScanMetrics metrics);

    /** Returns whether {@link ScanColumn#path} may lead into a ROW; if not, whole columns are asked for. */
    default boolean readsFieldPaths() {
        return false;
    }

    /** Opens a split that this table made. Starts to read at once and does not block. */
    BatchSource open(Split split, ScanRequest request);

    /** Returns what was asked of a storage behind a network for this table so far, by planning too; it goes on counting. */
    default StorageMetrics storageMetrics() {
        return new StorageMetrics();
    }

    /**
     * Returns how many splits are worth having open ahead of those that are read, since their bytes are long in coming; 0
     * if one a worker is enough.
     */
    default int splitsAhead() {
        return 0;
    }

    /** Returns what EXPLAIN calls the kind of table, as in {@code parquet}. */
    String description();
}
