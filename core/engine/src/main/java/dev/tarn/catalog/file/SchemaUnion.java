package dev.tarn.catalog.file;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InFile;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.Location;
import dev.tarn.spi.type.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The columns of several files by name: those of the first in their order, then what others add; types widen. */
final class SchemaUnion {
    private record Origin(ColumnSchema column, Location file) {}

    private final Map<String, Origin> columns = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * Adds a file's columns.
     *
     * @throws TarnException HIVE_PARTITION_SCHEMA_MISMATCH, naming both files, if a column's types have no common one
     */
    void add(Location file, List<ColumnSchema> fileColumns) {
        boolean first = columns.isEmpty();
        for (ColumnSchema column : fileColumns) {
            String name = column.name().toLowerCase(Locale.ROOT);
            ColumnSchema lower = new ColumnSchema(name, column.type(), column.unsupported(), column.comment());
            Origin known = columns.get(name);
            if (known == null) {
                columns.put(name, new Origin(lower, file));
                if (!first) {
                    notes.add("column " + name + " is added by " + file);
                }
            } else {
                columns.put(name, widen(known, lower, file));
            }
        }
    }

    /** Returns the columns; those of which no file has a value are VARCHAR. */
    List<ColumnSchema> columns() {
        List<ColumnSchema> all = new ArrayList<>();
        for (Origin origin : columns.values()) {
            ColumnSchema column = origin.column;
            Type type = column.type() == null ? null : TypeWidening.known(column.type());
            all.add(new ColumnSchema(column.name(), type, column.unsupported(), column.comment()));
        }
        return all;
    }

    /** Returns what files after the first have changed, a line each. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    private Origin widen(Origin known, ColumnSchema column, Location file) {
        ColumnSchema before = known.column;
        if (before.type() == null || column.type() == null) {
            return before.type() == null ? known : new Origin(column, file);
        }
        Type common = TypeWidening.common(before.type(), column.type())
                .orElseThrow(() -> new TarnException(
                        ErrorCode.HIVE_PARTITION_SCHEMA_MISMATCH,
                        new InFile(file.text(), -1, -1, column.name()),
                        "it is " + column.type().sqlName() + " here and "
                                + before.type().sqlName() + " in " + known.file
                                + "; query the files apart, or declare a table with a type that both widen to"));
        if (common.equals(before.type())) {
            return known;
        }
        notes.add("column " + before.name() + " is " + common.sqlName() + " because of " + file + "; it is "
                + before.type().sqlName() + " in " + known.file);
        Location origin = common.equals(column.type()) ? file : known.file;
        return new Origin(new ColumnSchema(before.name(), common, null, before.comment()), origin);
    }
}
