package dev.tarn.format.orc.read;

import dev.tarn.format.orc.metadata.ColumnBounds;
import dev.tarn.format.orc.metadata.Corrupt;
import dev.tarn.format.orc.metadata.OrcMetadata;
import dev.tarn.format.orc.metadata.OrcTypes;
import dev.tarn.spi.catalog.ColumnStatistics;
import dev.tarn.spi.format.FileMetadata;
import dev.tarn.spi.predicate.Domain;
import dev.tarn.spi.predicate.TupleDomain;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.type.Type;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.orc.OrcProto;
import org.apache.orc.StripeInformation;
import org.apache.orc.TypeDescription;
import org.apache.orc.impl.OrcIndex;

/**
 * Which rows of a stripe are read: all, or the groups of rows that the row index and its Bloom filters leave of what the
 * scan is for.
 */
final class RowGroups {
    /** Reads the row index, with the Bloom filters of some columns, by column id. */
    interface IndexReader {
        OrcIndex read(boolean[] withBlooms) throws IOException;
    }

    private record Condition(TypeDescription column, Domain domain) {}

    private final long rowCount;
    private final int stride;
    private final OrcIndex index;
    private final boolean[] included;

    private RowGroups(long rowCount, int stride, OrcIndex index, boolean[] included) {
        this.rowCount = rowCount;
        this.stride = stride;
        this.index = index;
        this.included = included;
    }

    static RowGroups of(
            OrcMetadata metadata,
            StripeInformation stripe,
            boolean[] readColumns,
            TupleDomain domain,
            ScanMetrics metrics,
            IndexReader reader)
            throws IOException {
        long rows = stripe.getNumberOfRows();
        int stride = metadata.rowIndexStride();
        List<Condition> conditions = conditions(metadata, readColumns, domain);
        if (conditions.isEmpty() || stride == 0 || rows <= stride || stripe.getIndexLength() == 0) {
            return new RowGroups(rows, 0, null, null);
        }
        boolean[] withBlooms = new boolean[readColumns.length];
        for (Condition condition : conditions) {
            withBlooms[condition.column.getId()] =
                    metadata.traits().trustedBlooms() && BloomFilters.canAnswer(condition.column, condition.domain);
        }
        OrcIndex index = reader.read(withBlooms);
        int groups = (int) ((rows + stride - 1) / stride);
        boolean[] included = new boolean[groups];
        int left = 0;
        for (int group = 0; group < groups; group++) {
            long groupRows = Math.min(stride, rows - (long) group * stride);
            included[group] = mayMatch(metadata, conditions, index, group, groupRows);
            left += included[group] ? 1 : 0;
        }
        metrics.pagesTotal.add(groups);
        metrics.pagesPruned.add(groups - left);
        return left == groups || !isComplete(index, readColumns, groups)
                ? new RowGroups(rows, 0, null, null)
                : new RowGroups(rows, stride, index, included);
    }

    private static List<Condition> conditions(OrcMetadata metadata, boolean[] readColumns, TupleDomain domain) {
        List<Condition> conditions = new ArrayList<>();
        for (Map.Entry<String, Domain> entry : domain.domains().entrySet()) {
            TypeDescription column = metadata.columnOrField(entry.getKey());
            if (column == null || !readColumns[column.getId()]) {
                continue;
            }
            Type type = OrcTypes.typeOf(column);
            if (!type.isNested()
                    && FileMetadata.keepsValues(type, entry.getValue().type())) {
                conditions.add(new Condition(column, entry.getValue()));
            }
        }
        return conditions;
    }

    private static boolean mayMatch(
            OrcMetadata metadata, List<Condition> conditions, OrcIndex index, int group, long rows) {
        for (Condition condition : conditions) {
            int id = condition.column.getId();
            OrcProto.RowIndex entries = index.getRowGroupIndex()[id];
            if (entries == null || group >= entries.getEntryCount()) {
                continue;
            }
            ColumnStatistics known =
                    ColumnBounds.of(entries.getEntry(group).getStatistics(), condition.column, rows, metadata.traits());
            Domain domain = condition.domain;
            boolean nullMatches = domain.nullAllowed() && known.nullCount() != 0;
            boolean valueMatches = known.nullCount() != rows && domain.overlaps(known.min(), known.max());
            if (valueMatches && !nullMatches) {
                valueMatches = BloomFilters.mayContain(index, condition.column, group, metadata.traits(), domain);
            }
            if (!nullMatches && !valueMatches) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether the index tells where each group of each column begins. */
    private static boolean isComplete(OrcIndex index, boolean[] readColumns, int groups) {
        for (int id = 1; id < readColumns.length; id++) {
            OrcProto.RowIndex entries = index.getRowGroupIndex()[id];
            if (readColumns[id] && (entries == null || entries.getEntryCount() < groups)) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether no row is read. */
    boolean isEmpty() {
        return index != null && firstRow(0) == rowCount;
    }

    /** Returns how many rows are read. */
    long rowsLeft() {
        if (index == null) {
            return rowCount;
        }
        long left = 0;
        for (long row = firstRow(0); row < rowCount; row = firstRow(endRow(row))) {
            left += endRow(row) - row;
        }
        return left;
    }

    /** Returns the row index, or null if all rows are read. */
    OrcIndex index() {
        return index;
    }

    /** Returns by group whether it is read, or null if all rows are. Not to be changed. */
    boolean[] included() {
        return included;
    }

    /** Returns the first row from {@code row} on that is read, or the number of rows if there is none. */
    long firstRow(long row) {
        if (index == null) {
            return Math.min(row, rowCount);
        }
        int group = (int) (row / stride);
        if (row >= rowCount || included[group]) {
            return Math.min(row, rowCount);
        }
        while (group < included.length && !included[group]) {
            group++;
        }
        return Math.min((long) group * stride, rowCount);
    }

    /** Returns the row after the last one that is read from {@code row} on without a gap; {@code row} is read. */
    long endRow(long row) {
        if (index == null) {
            return rowCount;
        }
        int group = (int) (row / stride);
        while (group < included.length && included[group]) {
            group++;
        }
        return Math.min((long) group * stride, rowCount);
    }

    /** Returns the first row of the group that {@code row} is in, or -1 if streams are not read by groups. */
    long groupStart(long row) {
        return index == null ? -1 : row / stride * stride;
    }

    /** Returns by column id where the streams stand at the begin of {@code row}'s group. */
    IndexPositions[] positions(long row) {
        int group = (int) (row / stride);
        OrcProto.RowIndex[] indexes = index.getRowGroupIndex();
        return Arrays.stream(indexes)
                .map(entries -> entries == null ? null : new IndexPositions(entries.getEntry(group)))
                .toArray(IndexPositions[]::new);
    }

    /** The numbers of one entry of the row index, one after the other. */
    static final class IndexPositions implements org.apache.orc.impl.PositionProvider {
        private final OrcProto.RowIndexEntry entry;
        private int next;

        IndexPositions(OrcProto.RowIndexEntry entry) {
            this.entry = entry;
        }

        @Override
        public long getNext() {
            // The first group of a column may have none: it begins where the streams do.
            if (entry.getPositionsCount() == 0) {
                return 0;
            }
            if (next >= entry.getPositionsCount()) {
                throw Corrupt.data("the row index has too few positions");
            }
            return entry.getPositions(next++);
        }
    }
}
