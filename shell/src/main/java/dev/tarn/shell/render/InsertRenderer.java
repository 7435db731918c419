package dev.tarn.shell.render;

import java.io.IOException;
import java.io.Writer;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** INSERT statements that make the rows again, a few hundred rows a statement. */
final class InsertRenderer implements Renderer {
    private static final int ROWS_A_STATEMENT = 500;

    private final RenderOptions options;

    InsertRenderer(RenderOptions options) {
        this.options = options;
    }

    @Override
    public long write(Rows rows, Writer out) throws IOException, SQLException {
        StringJoiner names = new StringJoiner(", ", "INSERT INTO " + options.insertTable() + " (", ") VALUES\n");
        rows.columns().forEach(column -> names.add('"' + column.label().replace("\"", "\"\"") + '"'));
        TextBlock block = new TextBlock(out);
        int columns = rows.columns().size();
        long count = 0;
        for (; rows.next(); count++) {
            boolean begins = count % ROWS_A_STATEMENT == 0;
            block.text().append(!begins ? ",\n" : (count == 0 ? "" : ";\n") + names);
            block.text().append("  (");
            for (int column = 0; column < columns; column++) {
                block.text().append(column == 0 ? "" : ", ").append(literal(rows, column));
            }
            block.text().append(')');
            block.end();
        }
        out.write(count == 0 ? "" : ";\n");
        return count;
    }

    private static String literal(Rows rows, int index) throws SQLException {
        Column column = rows.columns().get(index);
        if (column.isNested()) {
            Object value = rows.nested(index);
            return value == null
                    ? "NULL"
                    : "CAST(" + nested(value, column.typeName()) + " AS " + column.typeName() + ")";
        }
        String text = rows.text(index);
        if (text == null) {
            return "NULL";
        }
        if (column.isNumeric()) {
            return number(text, column.typeName());
        }
        return switch (column.jdbcType()) {
            case Types.BOOLEAN, Types.BIT -> text;
            case Types.DATE -> "DATE " + quoted(text);
            case Types.TIME -> "TIME " + quoted(text);
            case Types.TIMESTAMP -> "TIMESTAMP " + quoted(text);
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> "X" + quoted(text);
            default -> quoted(text);
        };
    }

    /** Writes a value of a type, which tells a row from a map. */
    private static String nested(Object value, String type) {
        String inner = type.substring(type.indexOf('(') + 1, Math.max(type.indexOf('(') + 1, type.length() - 1));
        if (value instanceof List<?> list) {
            StringJoiner elements = new StringJoiner(", ", "ARRAY[", "]");
            list.forEach(element -> elements.add(nested(element, inner)));
            return elements.toString();
        }
        if (value instanceof Map<?, ?> map) {
            List<String> parts = topLevelParts(inner);
            return type.toLowerCase(Locale.ROOT).startsWith("row") ? row(map, parts) : map(map, parts);
        }
        if (value == null) {
            return "NULL";
        }
        String text = NestedText.of(value);
        if (value instanceof Number) {
            return number(text, type);
        }
        if (value instanceof byte[]) {
            return "X" + quoted(text);
        }
        if (value instanceof Boolean) {
            return text;
        }
        return (value instanceof LocalDate ? "DATE " : value instanceof LocalDateTime ? "TIMESTAMP " : "")
                + quoted(text);
    }

    private static String number(String text, String type) {
        boolean finite = Character.isDigit(text.charAt(text.length() - 1));
        // A literal of a number is an integer, a decimal or a double, which do not fit narrower columns.
        boolean fits = !type.equals("tinyint") && !type.equals("smallint") && !type.equals("real");
        return finite && fits ? text : "CAST('" + text + "' AS " + type + ")";
    }

    private static String row(Map<?, ?> fields, List<String> types) {
        StringJoiner values = new StringJoiner(", ", "ROW(", ")");
        int index = 0;
        for (Object value : fields.values()) {
            String field = types.get(index++);
            values.add(nested(value, field.substring(field.indexOf(' ') + 1)));
        }
        return values.toString();
    }

    private static String map(Map<?, ?> map, List<String> types) {
        StringJoiner keys = new StringJoiner(", ", "MAP(ARRAY[", "], ");
        StringJoiner values = new StringJoiner(", ", "ARRAY[", "])");
        map.forEach((key, value) -> {
            keys.add(nested(key, types.get(0)));
            values.add(nested(value, types.get(1)));
        });
        return keys.toString() + values;
    }

    /** Cuts {@code a(b, c), d} at the commas outside of parentheses. */
    private static List<String> topLevelParts(String types) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < types.length(); i++) {
            char c = types.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(types.substring(start, i).strip());
                start = i + 1;
            }
        }
        parts.add(types.substring(start).strip());
        return parts;
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
