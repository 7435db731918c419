package dev.tarn.catalog.write;

import dev.tarn.catalog.file.PartitionValues;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.catalog.ColumnStatistics;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FileStatistics;
import dev.tarn.spi.metastore.CollectedColumn;
import dev.tarn.spi.metastore.CollectedStatistics;
import dev.tarn.spi.metastore.MetastoreWriter;
import dev.tarn.spi.metastore.RelationName;
import dev.tarn.spi.predicate.Domain;
import dev.tarn.spi.storage.Location;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What writers counted on the way, kept as the statistics of the table. */
final class WrittenStatistics {
    /** A column with more distinct values for each row than this gets new ones with new rows. */
    private static final double KEY_LIKE = 0.1;

    private static final CollectedStatistics NOTHING = new CollectedStatistics(null, 0, 0, 0, Instant.EPOCH, Map.of());

    private WrittenStatistics() {}

    /**
     * Keeps the statistics of a new table, or adds to those of one that has some: its rows, files, bytes and bounds. How
     * many values differ is not known of the new rows: what ANALYZE found before stays, and grows with the rows where it
     * was many, as of a key. A table without statistics is taken for empty: if it was not, its files are more than what is
     * kept here, which whoever reads the statistics sees.
     */
    static void put(MetastoreWriter writer, RelationName table, WriteTarget target, List<WrittenPart> parts) {
        CollectedStatistics before = target.createsTable()
                ? NOTHING
                : writer.statistics(table)
                        .map(found -> found.withSketches(writer.sketches(table, null)))
                        .orElse(NOTHING);
        if (!target.createsTable() && parts.isEmpty()) {
            return;
        }
        long rows = before.rowCount();
        long files = before.fileCount();
        long bytes = before.sizeBytes();
        Map<String, CollectedColumn> columns = new HashMap<>(before.columns());
        for (WrittenPart part : parts) {
            rows = sum(rows, part.statistics().rowCount());
            files = sum(files, 1);
            bytes = sum(bytes, part.statistics().byteCount());
        }
        for (int i = 0; i < target.fileColumns().size(); i++) {
            ColumnSchema column = target.fileColumns().get(i);
            ColumnBounds bounds = new ColumnBounds(column, target.location());
            for (WrittenPart part : parts) {
                bounds.add(part.statistics(), i);
            }
            columns.put(column.name(), bounds.joined(columns.get(column.name()), before.rowCount(), rows));
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        writer.putStatistics(table, List.of(new CollectedStatistics(null, rows, files, bytes, now, columns)));
    }

    private static long sum(long before, long more) {
        return before < 0 || more < 0 ? -1 : before + more;
    }

    /** The bounds and the number of NULLs of one column, as far as all files tell them. */
    private static final class ColumnBounds {
        private final ColumnSchema column;
        private final Location table;
        private Object min;
        private Object max;
        private boolean known = true;
        private long nulls;

        ColumnBounds(ColumnSchema column, Location table) {
            this.column = column;
            this.table = table;
        }

        void add(FileStatistics file, int index) {
            ColumnStatistics statistics =
                    index < file.columns().size() ? file.columns().get(index) : ColumnStatistics.UNKNOWN;
            nulls = sum(nulls, statistics.nullCount());
            if (file.rowCount() > 0 && statistics.nullCount() != file.rowCount()) {
                widen(statistics.min(), statistics.max());
            }
        }

        private void widen(Object low, Object high) {
            known &= low != null && high != null;
            if (known) {
                min = min == null || Domain.compare(low, min) < 0 ? low : min;
                max = max == null || Domain.compare(high, max) > 0 ? high : max;
            }
        }

        /**
         * Returns the statistics together with those of the rows that were there before.
         *
         * @param before null if nothing is known of them
         */
        CollectedColumn joined(CollectedColumn before, long rowsBefore, long rowsNow) {
            if (before == null && rowsBefore != 0) {
                return new CollectedColumn(null, null, -1, -1, null);
            }
            if (before != null && rowsBefore > 0 && before.nullCount() != rowsBefore) {
                widen(value(before.min()), value(before.max()));
            }
            return new CollectedColumn(
                    known ? PartitionValues.text(min, column.type()) : null,
                    known ? PartitionValues.text(max, column.type()) : null,
                    before == null ? nulls : sum(before.nullCount(), nulls),
                    before == null ? -1 : grown(before.distinctCount(), rowsBefore, rowsNow),
                    before == null ? null : before.sketch());
        }

        private Object value(String bound) {
            try {
                return PartitionValues.parse(bound, column.type(), table, column.name());
            } catch (TarnException e) {
                // The column had another type when that was counted.
                return null;
            }
        }

        private static long grown(long distinct, long rowsBefore, long rowsNow) {
            boolean isKeyLike = rowsBefore > 0 && distinct > rowsBefore * KEY_LIKE;
            return isKeyLike && rowsNow > rowsBefore
                    ? Math.round(distinct * (rowsNow / (double) rowsBefore))
                    : distinct;
        }
    }
}
