package dev.tarn.catalog.field;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import java.util.List;

/**
 * A field within a column of ROWs, as a column: NULL where a ROW on the way is.
 *
 * @param column the column's name
 * @param path the names of the fields that lead to it, in lower case, at least one
 * @param type the field's type
 */
public record FieldColumn(String column, List<String> path, Type type) {
    public FieldColumn {
        path = List.copyOf(path);
    }

    /** Returns the name that stands for it in statistics, predicates and EXPLAIN: {@code column.field.field}. */
    public String name() {
        return column + "." + String.join(".", path);
    }

    ColumnSchema schema() {
        return ColumnSchema.of(name(), type);
    }

    /** Returns the type of what {@code path} leads to within {@code row}, or null if it leads nowhere. */
    public static Type typeOf(Type row, List<String> path) {
        Type type = row;
        for (String name : path) {
            int field = type.kind() == TypeKind.ROW ? type.fieldIndex(name) : -1;
            if (field < 0) {
                return null;
            }
            type = type.fieldType(field);
        }
        return type;
    }
}
