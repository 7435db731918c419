package dev.tarn.catalog;

import dev.tarn.catalog.file.FileTotals;
import dev.tarn.catalog.file.PartitionValues;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.catalog.ColumnStatistics;
import dev.tarn.spi.catalog.TableStatistics;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.metastore.CollectedColumn;
import dev.tarn.spi.metastore.CollectedStatistics;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What was counted of a table once, brought to the files that there are now. The files are taken for the same if there
 * are as many of as many bytes and none is newer than the count; else everything that grows with a table is scaled by
 * bytes, and after a change to less than half or more than twice of them the count is forgotten.
 */
final class CollectedEstimates {
    private static final double MOST_GROWTH = 2;
    /** A column with more distinct values for each row than this gets new ones with new rows, as keys do. */
    private static final double KEY_LIKE = 0.1;

    private final CollectedStatistics counted;
    private final double scale;
    private final boolean same;
    private final long rows;

    private CollectedEstimates(CollectedStatistics counted, double scale, boolean same, long rows) {
        this.counted = counted;
        this.scale = scale;
        this.same = same;
        this.rows = rows;
    }

    /**
     * Joins what files say with what was counted.
     *
     * @param known what the files say; it goes first, but for distinct values, of which files know little
     * @param files those that the estimate is about
     * @param whole whether these are all files of the table rather than those of some partitions
     */
    static TableStatistics of(
            TableStatistics known,
            CollectedStatistics counted,
            FileTotals files,
            boolean whole,
            FileTableDefinition table,
            Set<String> names) {
        boolean same = whole
                && files.count() == counted.fileCount()
                && files.bytes() == counted.sizeBytes()
                && files.newestMillis() <= counted.collected().toEpochMilli();
        double scale = same ? 1 : counted.sizeBytes() <= 0 ? -1 : files.bytes() / (double) counted.sizeBytes();
        boolean changedMuch = scale > MOST_GROWTH || whole && scale < 1 / MOST_GROWTH;
        if (scale < 0 || counted.rowCount() < 0 || changedMuch) {
            return known;
        }
        long rows = known.rowCountIsExact() ? known.rowCount() : Math.round(counted.rowCount() * scale);
        CollectedEstimates estimates = new CollectedEstimates(counted, scale, same, rows);
        Map<String, ColumnStatistics> columns = new HashMap<>(known.columns());
        for (ColumnSchema column : table.columns()) {
            CollectedColumn found = counted.columns().get(column.name());
            if (found != null && column.type() != null && names.contains(column.name())) {
                columns.put(column.name(), estimates.column(known.column(column.name()), found, column, table));
            }
        }
        return new TableStatistics(rows, known.rowCountIsExact(), columns);
    }

    private ColumnStatistics column(
            ColumnStatistics known, CollectedColumn found, ColumnSchema column, FileTableDefinition table) {
        long nulls = known.nullCount() >= 0 || found.nullCount() < 0
                ? known.nullCount()
                : Math.min(rows, Math.round(found.nullCount() * scale));
        long distinct = found.distinctCount() < 0 ? known.distinctCount() : distinct(found.distinctCount());
        boolean hasBounds = known.min() != null && known.max() != null;
        Object min = hasBounds ? known.min() : bound(found.min(), column, table);
        Object max = hasBounds ? known.max() : bound(found.max(), column, table);
        boolean bounded = min != null && max != null;
        return new ColumnStatistics(
                bounded ? min : null, bounded ? max : null, hasBounds && known.exact(), nulls, distinct);
    }

    private long distinct(long then) {
        if (same) {
            return then;
        }
        boolean grows = then > counted.rowCount() * KEY_LIKE;
        return Math.min(rows, grows ? Math.max(1, Math.round(then * scale)) : then);
    }

    /** Returns a bound as a value; null if it is unknown, or none of the column's type, which may have been changed. */
    private static Object bound(String text, ColumnSchema column, FileTableDefinition table) {
        if (text == null) {
            return null;
        }
        try {
            return PartitionValues.parse(text, column.type(), table.location(), column.name());
        } catch (TarnException e) {
            return null;
        }
    }
}
