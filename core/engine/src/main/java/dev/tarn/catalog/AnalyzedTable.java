package dev.tarn.catalog;

import dev.tarn.catalog.file.FileTotals;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.metastore.CollectedColumn;
import dev.tarn.spi.metastore.CollectedStatistics;
import dev.tarn.spi.metastore.RelationName;
import dev.tarn.spi.metastore.StoredRelation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A table that ANALYZE reads, and what it counted on its way into the catalog. */
public final class AnalyzedTable {
    private final OwnCatalog catalog;
    private final StoredEntry stored;
    private final DeclaredTable table;
    private final Instant started;
    private final InStatement position;

    /**
     * Makes what a query reads.
     *
     * @param handle the table as the query reads it
     * @param started a moment before the first file was listed
     */
    public AnalyzedTable(
            OwnCatalog catalog, StoredEntry stored, TableHandle handle, Instant started, InStatement position) {
        this.catalog = catalog;
        this.stored = stored;
        this.table = (DeclaredTable) handle.table();
        this.started = started.truncatedTo(ChronoUnit.MILLIS);
        this.position = position;
    }

    /**
     * Keeps what was counted. What is known of other columns stays if the files are as they were then.
     *
     * @param partition the values of the partition that was read, or null for the whole table
     * @throws TarnException CONFLICT if the table was changed or dropped meanwhile
     */
    public void keep(List<String> partition, long rowCount, Map<String, CollectedColumn> columns) {
        FileTotals files = table.totals(partition);
        RelationName name = stored.relation();
        catalog.change(position, writer -> {
            StoredRelation now = writer.relation(name).orElse(null);
            boolean same = now != null
                    && now.id() == stored.stored().id()
                    && now.version() == stored.stored().version();
            if (!same) {
                throw new TarnException(
                        ErrorCode.CONFLICT, "the table " + name + " was changed while ANALYZE read it; run it again");
            }
            Map<String, CollectedColumn> all = new HashMap<>();
            CollectedStatistics before = (partition == null
                            ? writer.statistics(name)
                            : writer.statistics(name, List.of(partition)).stream()
                                    .findFirst())
                    .orElse(null);
            if (before != null
                    && before.rowCount() == rowCount
                    && before.fileCount() == files.count()
                    && before.sizeBytes() == files.bytes()) {
                all.putAll(before.withSketches(writer.sketches(name, partition)).columns());
            }
            all.putAll(columns);
            CollectedStatistics counted =
                    new CollectedStatistics(partition, rowCount, files.count(), files.bytes(), started, all);
            writer.putStatistics(name, List.of(counted));
            return null;
        });
    }
}
