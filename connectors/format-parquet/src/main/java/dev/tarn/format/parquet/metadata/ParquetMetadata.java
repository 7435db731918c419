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
    private final List<ParquetColumn> fields;
    private final List<ColumnSchema> columns;
    private final Map<String, ParquetColumn> fieldsByName = new HashMap<>();
    private final List<RowGroupMetadata> rowGroups;
    private final ColumnOrders.Order[] orders;
    private final ColumnStatistics[][] statistics;
    private final long rowCount;
    private final long retainedBytes;

    ParquetMetadata(
            List<ParquetColumn> fields,
            List<RowGroupMetadata> rowGroups,
            ColumnOrders.Order[] orders,
            long retainedBytes) {
        this.fields = List.copyOf(fields);
        this.rowGroups = List.copyOf(rowGroups);
        this.orders = orders;
        this.statistics = new ColumnStatistics[rowGroups.size()][];
        this.retainedBytes = retainedBytes + 200L * fields.size();
        this.rowCount = rowGroups.stream().mapToLong(RowGroupMetadata::rowCount).sum();
        List<ColumnSchema> schemas = new ArrayList<>();
        for (ParquetColumn field : fields) {
            String unsupported = unsupported(field, rowGroups);
            schemas.add(
                    unsupported == null
                            ? ColumnSchema.of(field.name(), field.type())
                            : ColumnSchema.unsupported(field.name(), unsupported));
            fieldsByName.putIfAbsent(field.name().toLowerCase(Locale.ROOT), field);
        }
        columns = List.copyOf(schemas);
    }

    private static String unsupported(ParquetColumn field, List<RowGroupMetadata> rowGroups) {
        if (field.unsupported() != null) {
            return field.unsupported();
        }
        for (RowGroupMetadata rowGroup : rowGroups) {
            String why = rowGroup.chunks().get(field.chunkIndex()).unsupported();
            if (why != null) {
                return why;
            }
        }
        return null;
    }

    @Override
    public List<ColumnSchema> columns() {
        return columns;
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
        ParquetColumn field = field(columnName);
        if (field == null || field.unsupported() != null) {
            return ColumnStatistics.UNKNOWN;
        }
        ColumnStatistics[] known = statistics[rowGroup];
        if (known == null) {
            known = new ColumnStatistics[orders.length];
            statistics[rowGroup] = known;
        }
        // Two threads may both make it; they make the same, and it is immutable.
        ColumnStatistics result = known[field.chunkIndex()];
        if (result == null) {
            ChunkMetadata chunk = rowGroups.get(rowGroup).chunks().get(field.chunkIndex());
            result = ChunkStatistics.of(field, chunk, orders[field.chunkIndex()]);
            known[field.chunkIndex()] = result;
        }
        return result;
    }

    @Override
    public ColumnStatistics statistics(int rowGroup, String columnName, Type type) {
        ColumnStatistics known = statistics(rowGroup, columnName);
        ParquetColumn field = field(columnName);
        return field == null || field.type() == null || FileMetadata.keepsValues(field.type(), type)
                ? known
                : new ColumnStatistics(null, null, false, known.nullCount(), known.distinctCount());
    }

    /** Returns the first field of that name without regard to case, or null. */
    public ParquetColumn field(String columnName) {
        return fieldsByName.get(columnName.toLowerCase(Locale.ROOT));
    }

    public List<ParquetColumn> fields() {
        return fields;
    }

    public RowGroupMetadata rowGroup(int index) {
        return rowGroups.get(index);
    }

    @Override
    public long retainedBytes() {
        return retainedBytes;
    }
}
