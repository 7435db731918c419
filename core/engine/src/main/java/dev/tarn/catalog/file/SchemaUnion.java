package dev.tarn.catalog.file;

import dev.tarn.catalog.type.CommonType;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InFile;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.Location;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The columns of several files by name: those of the first in their order, then what others add; types widen. */
final class SchemaUnion {
    private record Origin(ColumnSchema column, Location file) {}

    private final Map<String, Origin> columns = new LinkedHashMap<>();

    /**
     * Adds a file's columns.
     *
     * @throws TarnException HIVE_PARTITION_SCHEMA_MISMATCH, naming both files, if a column's types have no common one
     */
    void add(Location file, List<ColumnSchema> fileColumns) {
        for (ColumnSchema column : fileColumns) {
            String name = column.name().toLowerCase(Locale.ROOT);
            ColumnSchema lower = new ColumnSchema(name, column.type(), column.unsupported(), column.comment());
            Origin known = columns.get(name);
            if (known == null) {
                columns.put(name, new Origin(lower, file));
            } else {
                columns.put(name, new Origin(widen(known, lower, file), known.file));
            }
        }
    }

    List<ColumnSchema> columns() {
        List<ColumnSchema> all = new ArrayList<>();
        columns.values().forEach(origin -> all.add(origin.column));
        return all;
    }

    private static ColumnSchema widen(Origin known, ColumnSchema column, Location file) {
        ColumnSchema before = known.column;
        if (before.type() == null || column.type() == null) {
            return before.type() == null ? before : column;
        }
        Type common = common(before.type(), column.type());
        if (common == null) {
            throw new TarnException(
                    ErrorCode.HIVE_PARTITION_SCHEMA_MISMATCH,
                    new InFile(file.text(), -1, -1, column.name()),
                    "it is " + column.type().sqlName() + " here and "
                            + before.type().sqlName() + " in " + known.file
                            + "; query the files apart, or declare a table with a type that both widen to");
        }
        return new ColumnSchema(before.name(), common, null, before.comment());
    }

    private static Type common(Type left, Type right) {
        if (left.equals(right)) {
            return left;
        }
        if (left.isInteger() && right.isInteger()) {
            return left.kind().ordinal() > right.kind().ordinal() ? left : right;
        }
        if (left.isText() && right.isText()) {
            return left.kind() == TypeKind.VARCHAR && left.precision() >= right.precision() ? left : Type.VARCHAR;
        }
        if (isExact(left) && isExact(right)) {
            Type first = CommonType.asDecimal(left);
            Type second = CommonType.asDecimal(right);
            int scale = Math.max(first.scale(), second.scale());
            int whole = Math.max(first.precision() - first.scale(), second.precision() - second.scale());
            return whole + scale > Type.MAX_DECIMAL_PRECISION ? null : Type.decimal(whole + scale, scale);
        }
        if (left.kind() == right.kind()) {
            return left.precision() >= right.precision() ? left : right;
        }
        boolean floats = isFloating(left) && isFloating(right);
        return floats ? Type.DOUBLE : null;
    }

    private static boolean isExact(Type type) {
        return type.isInteger() || type.isDecimal();
    }

    private static boolean isFloating(Type type) {
        return type.kind() == TypeKind.REAL || type.kind() == TypeKind.DOUBLE;
    }
}
