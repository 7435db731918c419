package dev.tarn.sql.define;

import dev.tarn.catalog.FileStorage;
import dev.tarn.catalog.FileTableDefinition;
import dev.tarn.catalog.ViewDefinition;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.type.Type;
import dev.tarn.sql.parser.DdlFiles;
import dev.tarn.sql.parser.TarnParser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes definitions as SQL that makes them again. */
final class DefinitionText {
    private static final String UNREADABLE = "the type ";

    /** The clauses of ROW FORMAT DELIMITED by the property that each sets. */
    private static final Map<String, String> DELIMITERS = delimiters();

    private DefinitionText() {}

    private static Map<String, String> delimiters() {
        Map<String, String> clauses = new LinkedHashMap<>();
        clauses.put(DdlFiles.FIELD, "FIELDS TERMINATED BY");
        clauses.put(DdlFiles.ESCAPE, "ESCAPED BY");
        clauses.put(DdlFiles.COLLECTION, "COLLECTION ITEMS TERMINATED BY");
        clauses.put(DdlFiles.MAP_KEY, "MAP KEYS TERMINATED BY");
        clauses.put(DdlFiles.LINE, "LINES TERMINATED BY");
        clauses.put(DdlFiles.NULL, "NULL DEFINED AS");
        return clauses;
    }

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
        text.append(tableName(table.name()));
        text.append(" (\n").append(columns(table.fileColumns())).append(")\n");
        if (table.comment() != null) {
            text.append("COMMENT ").append(string(table.comment())).append('\n');
        }
        if (!table.partitionColumns().isEmpty()) {
            text.append("PARTITIONED BY (\n")
                    .append(columns(table.partitionColumns()))
                    .append(")\n");
        }
        if (table.bucketing() != null) {
            text.append("CLUSTERED BY (")
                    .append(table.bucketing().columns().stream()
                            .map(DefinitionText::quoteAlways)
                            .collect(Collectors.joining(", ")))
                    .append(") INTO ")
                    .append(table.bucketing().count())
                    .append(" BUCKETS\n");
        }
        storage(text, table.storage());
        text.append("LOCATION ").append(string(table.location().text()));
        if (!table.properties().isEmpty()) {
            text.append("\nTBLPROPERTIES ").append(properties(table.properties()));
        }
        return text.toString();
    }

    private static void storage(StringBuilder text, FileStorage storage) {
        Map<String, String> properties = storage.serdeProperties();
        boolean delimited = FileStorage.TEXT_SERDE.equals(storage.serde())
                && !properties.isEmpty()
                && DELIMITERS.keySet().containsAll(properties.keySet());
        if (delimited) {
            text.append("ROW FORMAT DELIMITED\n");
            DELIMITERS.forEach((name, clause) -> {
                if (properties.containsKey(name)) {
                    text.append("  ")
                            .append(clause)
                            .append(' ')
                            .append(string(properties.get(name)))
                            .append('\n');
                }
            });
        } else if (storage.serde() != null) {
            text.append("ROW FORMAT SERDE ").append(string(storage.serde())).append('\n');
            if (!properties.isEmpty()) {
                text.append("WITH SERDEPROPERTIES ")
                        .append(properties(properties))
                        .append('\n');
            }
        }
        if (storage.inputFormat() != null) {
            text.append("STORED AS INPUTFORMAT ").append(string(storage.inputFormat()));
            if (storage.outputFormat() != null) {
                text.append(" OUTPUTFORMAT ").append(string(storage.outputFormat()));
            }
            text.append('\n');
        } else {
            text.append("STORED AS ").append(storage.storedAs()).append('\n');
        }
    }

    private static String properties(Map<String, String> properties) {
        return new TreeMap<>(properties)
                .entrySet().stream()
                        .map(entry -> string(entry.getKey()) + "=" + string(entry.getValue()))
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String columns(List<ColumnSchema> columns) {
        return columns.stream()
                        .map(column -> "  " + quoteAlways(column.name()) + " " + hiveType(column)
                                + (column.comment() == null ? "" : " COMMENT " + string(column.comment())))
                        .collect(Collectors.joining(",\n"))
                + "\n";
    }

    /** Returns a column's type as Hive's DDL spells it. */
    static String hiveType(ColumnSchema column) {
        return column.type() == null ? type(column) : hiveType(column.type());
    }

    private static String hiveType(Type type) {
        return switch (type.kind()) {
            case INTEGER -> "int";
            case REAL -> "float";
            case VARBINARY -> "binary";
            case TIMESTAMP -> "timestamp";
            case VARCHAR -> type.precision() == Type.UNBOUNDED_LENGTH ? "string" : type.sqlName();
            case UNKNOWN -> "string";
            case ARRAY -> "array<" + hiveType(type.fieldType(0)) + ">";
            case MAP -> "map<" + hiveType(type.fieldType(0)) + "," + hiveType(type.fieldType(1)) + ">";
            case ROW ->
                type.fields().stream()
                        .map(field -> quote(field.name(), '`') + ":" + hiveType(field.type()))
                        .collect(Collectors.joining(",", "struct<", ">"));
            default -> type.sqlName();
        };
    }

    static String tableName(List<String> name) {
        // The grammar takes the usual schema's name as it is.
        return name.stream()
                .map(part -> part.equals("default") ? part : quote(part, '`'))
                .collect(Collectors.joining("."));
    }

    private static String quote(String name, char quote) {
        boolean plain = name.matches("[a-z_][a-z0-9_]*") && !TarnParser.isReserved(name);
        return plain ? name : quote + name.replace(String.valueOf(quote), "" + quote + quote) + quote;
    }

    /** A column's name may be a word that the grammar keeps for itself. */
    static String quoteAlways(String name) {
        return '`' + name.replace("`", "``") + '`';
    }

    /** Writes a string of Hive's DDL; control characters as escapes. */
    static String string(String text) {
        StringBuilder literal = new StringBuilder("'");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> literal.append("\\\\");
                case '\'' -> literal.append("\\'");
                case '\n' -> literal.append("\\n");
                case '\t' -> literal.append("\\t");
                case '\r' -> literal.append("\\r");
                default -> {
                    if (c < ' ') {
                        literal.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        literal.append(c);
                    }
                }
            }
        }
        return literal.append('\'').toString();
    }
}
