package dev.tarn.catalog.field;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.catalog.Table;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import dev.tarn.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The columns to read for a request of columns and fields: each column once, a ROW with the fields that are needed alone. */
final class PrunedColumns {
    /** The fields of a ROW that are needed; a column or field with no entries is needed whole. */
    private static final class Needed {
        final Map<String, Needed> fields = new LinkedHashMap<>();
        boolean whole;

        void add(List<String> path) {
            if (path.isEmpty()) {
                whole = true;
            } else {
                fields.computeIfAbsent(path.get(0), name -> new Needed()).add(path.subList(1, path.size()));
            }
        }

        Type prune(Type type) {
            if (whole || type.kind() != TypeKind.ROW) {
                return type;
            }
            List<TypeField> kept = new ArrayList<>();
            for (TypeField field : type.fields()) {
                Needed needed =
                        field.name() == null ? null : fields.get(field.name().toLowerCase(java.util.Locale.ROOT));
                if (needed != null) {
                    kept.add(new TypeField(field.name(), needed.prune(field.type())));
                }
            }
            return Type.row(kept);
        }
    }

    private final List<ScanColumn> columns = new ArrayList<>();
    private final int[] columnOf;
    private final FieldColumn[] fieldOf;

    PrunedColumns(FieldTable fields, Table table, List<ScanColumn> scanned) {
        columnOf = new int[scanned.size()];
        fieldOf = new FieldColumn[scanned.size()];
        Map<String, Type> types = new HashMap<>();
        for (ColumnSchema column : table.columns()) {
            types.put(column.name(), column.type());
        }
        Map<String, Needed> needed = new LinkedHashMap<>();
        Map<String, ScanColumn> whole = new HashMap<>();
        for (int i = 0; i < fieldOf.length; i++) {
            ScanColumn column = scanned.get(i);
            FieldColumn field = fields.field(column.name());
            fieldOf[i] = field;
            String name = field == null ? column.name() : field.column();
            needed.computeIfAbsent(name, key -> new Needed()).add(field == null ? List.of() : field.path());
            if (field == null) {
                whole.put(name, column);
            }
        }
        Map<String, Integer> indexes = new HashMap<>();
        needed.forEach((name, parts) -> {
            indexes.put(name, columns.size());
            columns.add(parts.whole ? whole.get(name) : ScanColumn.of(name, parts.prune(types.get(name))));
        });
        for (int i = 0; i < columnOf.length; i++) {
            columnOf[i] = indexes.get(fieldOf[i] == null ? scanned.get(i).name() : fieldOf[i].column());
        }
    }

    /** Returns the columns to read. */
    List<ScanColumn> columns() {
        return columns;
    }

    /** Returns which of {@link #columns} a requested column comes from. */
    int columnOf(int requested) {
        return columnOf[requested];
    }

    /** Returns the field that a requested column is, or null if it is a column. */
    FieldColumn fieldOf(int requested) {
        return fieldOf[requested];
    }
}
