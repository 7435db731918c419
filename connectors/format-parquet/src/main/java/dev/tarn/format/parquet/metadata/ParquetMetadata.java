package dev.tarn.format.parquet.metadata;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.catalog.ColumnStatistics;
import dev.tarn.spi.format.FileMetadata;
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
        ChunkMetadata chunk = rowGroups.get(rowGroup).chunks().get(field.chunkIndex());
        return ChunkStatistics.of(field, chunk, orders[field.chunkIndex()]);
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
