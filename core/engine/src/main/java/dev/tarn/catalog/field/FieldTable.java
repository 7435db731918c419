package dev.tarn.catalog.field;

import dev.tarn.catalog.scan.WiderTable;
import dev.tarn.spi.catalog.Table;
import dev.tarn.spi.predicate.TupleDomain;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.split.Split;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table with some of its fields as further columns. Where the table's source can read fields by themselves it does; else
 * the columns of ROWs are read with these fields alone, and the values are taken out. Thread-safe.
 */
public final class FieldTable extends WiderTable {
    private final Map<String, FieldColumn> fields = new LinkedHashMap<>();

    /** @param fields fields of columns that {@code table} has; no column has a name of theirs */
    public FieldTable(Table table, List<FieldColumn> fields) {
        super(table, fields.stream().map(FieldColumn::schema).toList());
        fields.forEach(field -> this.fields.put(field.name(), field));
    }

    /** Returns the field that a column is, or null if the column is the table's own. */
    FieldColumn field(String columnName) {
        return fields.get(columnName);
    }

    @Override
    public List<? extends Split> splits(TupleDomain predicate, List<ScanColumn> scanned, ScanMetrics metrics) {
        return table().splits(
                        predicate,
                        table().readsFieldPaths()
                                ? withPaths(scanned)
                                : new PrunedColumns(this, table(), scanned).columns(),
                        metrics);
    }

    @Override
    public BatchSource open(Split split, ScanRequest request) {
        boolean plain = request.columns().stream().noneMatch(column -> fields.containsKey(column.name()));
        if (plain || table().readsFieldPaths()) {
            return table().open(
                            split,
                            new ScanRequest(
                                    withPaths(request.columns()),
                                    request.filters(),
                                    request.domain(),
                                    request.context()));
        }
        return FieldSource.open(
                new PrunedColumns(this, table(), request.columns()), request, data -> table().open(split, data));
    }

    private List<ScanColumn> withPaths(List<ScanColumn> scanned) {
        List<ScanColumn> mapped = new ArrayList<>(scanned.size());
        for (ScanColumn column : scanned) {
            FieldColumn field = fields.get(column.name());
            mapped.add(
                    field == null
                            ? column
                            : new ScanColumn(field.column(), field.path(), column.type(), column.layout()));
        }
        return mapped;
    }
}
