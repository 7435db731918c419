package dev.tarn.format.parquet.metadata;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.catalog.ColumnStatistics;
import dev.tarn.spi.format.FileMetadata;
import dev.tarn.spi.type.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A footer, checked and reduced to what reading needs. Immutable. */
public final class ParquetMetadata implements FileMetadata {
    private final ReadOptions options;
    private final List<ColumnSchema> columns = new ArrayList<>();
    private final Map<String, ParquetField> fieldsByName = new HashMap<>();
    private final List<RowGroupMetadata> rowGroups;
    private final ColumnOrders.Order[] orders;
    private final ColumnStatistics[][] statistics;
    private final long rowCount;
    private final long retainedBytes;

    ParquetMetadata(
            List<ParquetField> fields,
            ReadOptions options,
            List<RowGroupMetadata> rowGroups,
            ColumnOrders.Order[] orders,
            long retainedBytes) {
        this.options = options;
        this.rowGroups = List.copyOf(rowGroups);
        this.orders = orders;
        this.statistics = new ColumnStatistics[rowGroups.size()][];
        this.retainedBytes = retainedBytes + 300L * orders.length;
        this.rowCount = rowGroups.stream().mapToLong(RowGroupMetadata::rowCount).sum();
        List<String> names = options.columnNames();
        for (int i = 0; i < fields.size(); i++) {
            ParquetField field = fields.get(i);
            if (names == null) {
                addColumn(field.name(), field);
            } else if (i < names.size()) {
                addColumn(names.get(i), field);
            }
        }
    }

    private void addColumn(String name, ParquetField field) {
        String unsupported = unsupported(field);
        columns.add(
                unsupported == null
                        ? ColumnSchema.of(name, field.type())
                        : ColumnSchema.unsupported(name, unsupported));
        fieldsByName.putIfAbsent(name.toLowerCase(Locale.ROOT), field);
    }

    private String unsupported(ParquetField field) {
        if (field.unsupported() != null) {
            return field.unsupported();
        }
        if (field.leaf() != null) {
            for (RowGroupMetadata rowGroup : rowGroups) {
                String why = rowGroup.chunks().get(field.leaf().chunkIndex()).unsupported();
                if (why != null) {
                    return why;
                }
            }
        }
        for (ParquetField child : field.children()) {
            String why = unsupported(child);
            if (why != null) {
                return why;
            }
        }
        return null;
    }

    public ReadOptions options() {
        return options;
    }

    @Override
    public List<ColumnSchema> columns() {
        return List.copyOf(columns);
    }

    @Override
    public long rowCount() {
        return rowCount;
    }

    @Override
    public int rowGroupCount() {
        return rowGroups.size();
    }

    @Override
    public long rowCount(int rowGroup) {
        return rowGroups.get(rowGroup).rowCount();
    }

    @Override
    public ColumnStatistics statistics(int rowGroup, String columnName) {
        ParquetColumn leaf = flatLeaf(columnName);
        if (leaf == null) {
            return ColumnStatistics.UNKNOWN;
        }
        ColumnStatistics[] known = statistics[rowGroup];
        if (known == null) {
            known = new ColumnStatistics[orders.length];
            statistics[rowGroup] = known;
        }
        // Two threads may both make it; they make the same, and it is immutable.
        ColumnStatistics result = known[leaf.chunkIndex()];
        if (result == null) {
            ChunkMetadata chunk = rowGroups.get(rowGroup).chunks().get(leaf.chunkIndex());
            result = ChunkStatistics.of(leaf, chunk, orders[leaf.chunkIndex()]);
            known[leaf.chunkIndex()] = result;
        }
        return result;
    }

    @Override
    public ColumnStatistics statistics(int rowGroup, String columnName, Type type) {
        ColumnStatistics known = statistics(rowGroup, columnName);
        ParquetColumn leaf = flatLeaf(columnName);
        return leaf == null || FileMetadata.keepsValues(leaf.type(), type)
                ? known
                : new ColumnStatistics(null, null, false, known.nullCount(), known.distinctCount());
    }

    /** Returns in which order a leaf's bounds were found. */
    public ColumnOrders.Order order(ParquetColumn leaf) {
        return orders[leaf.chunkIndex()];
    }

    /** Returns the first top-level field of that name without regard to case, or null. */
    public ParquetField field(String columnName) {
        return fieldsByName.get(columnName.toLowerCase(Locale.ROOT));
    }

    /** Returns the field that a path of field names leads to from a column through ROWs, or null if there is none. */
    public ParquetField field(String columnName, List<String> path) {
        ParquetField field = field(columnName);
        for (String name : path) {
            field = field == null || field.kind() != ParquetField.Kind.ROW ? null : field.child(name);
        }
        return field;
    }

    /**
     * Returns the leaf that has one value for each row of the column of that name, or of the field within a ROW whose
     * dotted path that is; null if there is none that can be read.
     */
    public ParquetColumn flatLeaf(String dottedName) {
        ParquetField field = field(dottedName);
        if (field == null && dottedName.indexOf('.') > 0) {
            List<String> names = List.of(dottedName.split("\\.", -1));
            field = field(names.get(0), names.subList(1, names.size()));
        }
        boolean readable = field != null
                && field.kind() == ParquetField.Kind.PRIMITIVE
                && field.unsupported() == null
                && field.leaf().isFlat();
        return readable ? field.leaf() : null;
    }

    public RowGroupMetadata rowGroup(int index) {
        return rowGroups.get(index);
    }

    @Override
    public long retainedBytes() {
        return retainedBytes;
    }
}
