package dev.tarn.sql.validate;

import dev.tarn.catalog.FileTableDefinition;
import dev.tarn.catalog.ViewDefinition;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.type.Type;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes definitions as SQL that makes them again. */
final class DefinitionText {
    private static final String UNREADABLE = "the type ";

    private DefinitionText() {}

    /** Returns a column's type as SQL names it; for one that cannot be read what the file says. */
    static String type(ColumnSchema column) {
        if (column.type() != null) {
            return column.type().sqlName();
        }
        String why = column.unsupported();
        return why.startsWith(UNREADABLE) ? why.substring(UNREADABLE.length()) : why;
    }

    static String createView(ViewDefinition view) {
        StringBuilder text = new StringBuilder("CREATE VIEW ");
        text.append(view.name().stream().map(part -> quote(part, '"')).collect(Collectors.joining(".")));
        text.append(
                view.columnNames().stream().map(part -> quote(part, '"')).collect(Collectors.joining(", ", " (", ")")));
        if (view.comment() != null) {
            text.append(" COMMENT '").append(view.comment().replace("'", "''")).append('\'');
        }
        return text.append(" AS\n").append(view.queryText()).toString();
    }

    static String createTable(FileTableDefinition table) {
        StringBuilder text = new StringBuilder("CREATE EXTERNAL TABLE ");
        text.append(table.name().stream().map(part -> quote(part, '`')).collect(Collectors.joining(".")));
        text.append(" (\n").append(columns(table.fileColumns())).append(")\n");
        if (table.comment() != null) {
            text.append("COMMENT ").append(string(table.comment())).append('\n');
        }
        if (!table.partitionColumns().isEmpty()) {
            text.append("PARTITIONED BY (\n")
                    .append(columns(table.partitionColumns()))
                    .append(")\n");
        }
        text.append("STORED AS ").append(table.format()).append('\n');
        text.append("LOCATION ").append(string(table.location().text()));
        Map<String, String> properties = new TreeMap<>(table.properties());
        if (!properties.isEmpty()) {
            text.append("\nTBLPROPERTIES (")
                    .append(properties.entrySet().stream()
                            .map(entry -> string(entry.getKey()) + "=" + string(entry.getValue()))
                            .collect(Collectors.joining(", ")))
                    .append(')');
        }
        return text.toString();
    }

    private static String columns(List<ColumnSchema> columns) {
        return columns.stream()
                        .map(column -> "  " + quote(column.name(), '`') + " " + hiveType(column)
                                + (column.comment() == null ? "" : " COMMENT " + string(column.comment())))
                        .collect(Collectors.joining(",\n"))
                + "\n";
    }

    private static String hiveType(ColumnSchema column) {
        if (column.type() == null) {
            return type(column);
        }
        return switch (column.type().kind()) {
            case INTEGER -> "int";
            case REAL -> "float";
            case VARBINARY -> "binary";
            case TIMESTAMP -> "timestamp";
            case VARCHAR ->
                column.type().precision() == Type.UNBOUNDED_LENGTH
                        ? "string"
                        : column.type().sqlName();
            default -> column.type().sqlName();
        };
    }

    private static String quote(String name, char quote) {
        boolean plain = name.matches("[a-z_][a-z0-9_]*");
        return plain ? name : quote + name.replace(String.valueOf(quote), "" + quote + quote) + quote;
    }

    private static String string(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
