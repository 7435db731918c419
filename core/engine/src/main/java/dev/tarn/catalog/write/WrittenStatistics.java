package dev.tarn.catalog.write;

import dev.tarn.catalog.file.PartitionValues;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.catalog.ColumnStatistics;
import dev.tarn.spi.format.FileStatistics;
import dev.tarn.spi.metastore.CollectedColumn;
import dev.tarn.spi.metastore.CollectedStatistics;
import dev.tarn.spi.metastore.MetastoreWriter;
import dev.tarn.spi.metastore.RelationName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What writers counted on the way, kept as the statistics of the table. */
final class WrittenStatistics {
    /** A column with more distinct values for each row than this gets new ones with new rows. */
    private static final double KEY_LIKE = 0.1;

    private WrittenStatistics() {}

    /**
     * Keeps the statistics of a new table, or adds to those of one that has some: its rows, files, bytes and bounds. How
     * many values differ is not known of the new rows: what ANALYZE found before stays, and grows with the rows where it
     * was many, as of a key.
     */
    static void put(MetastoreWriter writer, RelationName table, WriteTarget target, List<WrittenPart> parts) {
        CollectedStatistics before =
                target.createsTable() ? null : writer.statistics(table).orElse(null);
        if (!target.createsTable() && before == null || parts.isEmpty() && before != null) {
            return;
        }
        long rows = before == null ? 0 : before.rowCount();
        long files = before == null ? 0 : before.fileCount();
        long bytes = before == null ? 0 : before.sizeBytes();
        Map<String, CollectedColumn> columns = new HashMap<>(before == null ? Map.of() : before.columns());
        for (WrittenPart part : parts) {
            rows = sum(rows, part.statistics().rowCount());
            files = sum(files, 1);
            bytes = sum(bytes, part.statistics().byteCount());
        }
        for (int i = 0; i < target.fileColumns().size(); i++) {
            ColumnSchema column = target.fileColumns().get(i);
            ColumnBounds bounds = new ColumnBounds(column);
            for (WrittenPart part : parts) {
                bounds.add(part.statistics(), i);
            }
            columns.put(
                    column.name(),
                    before == null
                            ? bounds.ofNewTable()
                            : bounds.joined(columns.get(column.name()), before.rowCount(), rows));
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
        private Object min;
        private Object max;
        private boolean known = true;
        private boolean any;
        private long nulls;

        ColumnBounds(ColumnSchema column) {
            this.column = column;
        }

        void add(FileStatistics file, int index) {
            ColumnStatistics statistics =
                    index < file.columns().size() ? file.columns().get(index) : ColumnStatistics.UNKNOWN;
            nulls = sum(nulls, statistics.nullCount());
            if (file.rowCount() == 0 || statistics.nullCount() == file.rowCount()) {
                return;
            }
            known &= statistics.min() != null && statistics.max() != null;
            if (known) {
                min = !any ? statistics.min() : smaller(min, statistics.min());
                max = !any ? statistics.max() : smaller(statistics.max(), max) == max ? statistics.max() : max;
                any = true;
            }
        }

        @SuppressWarnings("unchecked")
        private static Object smaller(Object left, Object right) {
            return ((Comparable<Object>) left).compareTo(right) <= 0 ? left : right;
        }

        private String low() {
            return known && any ? PartitionValues.text(min, column.type()) : null;
        }

        private String high() {
            return known && any ? PartitionValues.text(max, column.type()) : null;
        }

        CollectedColumn ofNewTable() {
            return new CollectedColumn(low(), high(), nulls, -1, null);
        }

        /** Returns the statistics together with those of the rows that were there before, which are null if unknown. */
        CollectedColumn joined(CollectedColumn before, long rowsBefore, long rowsNow) {
            if (before == null) {
                return new CollectedColumn(null, null, -1, -1, null);
            }
            // The bounds of both are compared as values when they are read; here only what is certain is kept.
            String low = low();
            String high = high();
            boolean sameBounds = low != null && low.equals(before.min()) && high.equals(before.max());
            return new CollectedColumn(
                    sameBounds ? low : null,
                    sameBounds ? high : null,
                    sum(before.nullCount(), nulls),
                    grown(before.distinctCount(), rowsBefore, rowsNow),
                    before.sketch());
        }

        private static long grown(long distinct, long rowsBefore, long rowsNow) {
            boolean isKeyLike = rowsBefore > 0 && distinct > rowsBefore * KEY_LIKE;
            return isKeyLike && rowsNow > rowsBefore
                    ? Math.round(distinct * (rowsNow / (double) rowsBefore))
                    : distinct;
        }
    }
}
