package dev.tarn.shell.render;

import java.io.IOException;
import java.io.Writer;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An object a row, one row a line. Numbers and booleans are JSON's own, NULL is {@code null}, arrays are arrays, maps and
 * rows are objects, NaN and the infinities (which JSON cannot say) and all other values are strings. A label that occurs
 * again gets {@code _2}, {@code _3} ... behind it, so that no value is lost.
 */
final class JsonRenderer implements Renderer {
    private final boolean isArray;

    /** Makes a renderer of one array, or of a line for each object. */
    JsonRenderer(boolean isArray) {
        this.isArray = isArray;
    }

    @Override
    public long write(Rows rows, Writer out) throws IOException, SQLException {
        String[] keys = keys(rows.columns());
        List<Column> columns = rows.columns();
        TextBlock block = new TextBlock(out);
        StringBuilder text = block.text();
        long count = 0;
        for (; rows.next(); count++) {
            if (isArray) {
                text.append(count == 0 ? "[" : ",\n ");
            }
            text.append('{');
            for (int column = 0; column < keys.length; column++) {
                if (column > 0) {
                    text.append(',');
                }
                text.append(keys[column]);
                appendValue(rows, column, columns.get(column), text);
            }
            text.append(isArray ? "}" : "}\n");
            block.end();
        }
        if (isArray) {
            out.write(count == 0 ? "[]\n" : "]\n");
        }
        return count;
    }

    /** The quoted, distinct keys, each with its colon. */
    private static String[] keys(List<Column> columns) {
        Set<String> taken = new HashSet<>();
        String[] keys = new String[columns.size()];
        for (int column = 0; column < keys.length; column++) {
            String label = columns.get(column).label();
            String key = label;
            for (int number = 2; !taken.add(key); number++) {
                key = label + "_" + number;
            }
            StringBuilder quoted = new StringBuilder();
            appendQuoted(key, quoted);
            keys[column] = quoted.append(':').toString();
        }
        return keys;
    }

    private static void appendValue(Rows rows, int index, Column column, StringBuilder target) throws SQLException {
        if (column.isNested()) {
            appendNested(rows.nested(index), target);
            return;
        }
        String text = rows.text(index);
        if (text == null) {
            target.append("null");
        } else if (column.isBoolean() || column.isNumeric() && isFinite(text)) {
            target.append(text);
        } else {
            appendQuoted(text, target);
        }
    }

    private static void appendNested(Object value, StringBuilder target) {
        if (value instanceof List<?> list) {
            String separator = "[";
            for (Object element : list) {
                appendNested(element, target.append(separator));
                separator = ",";
            }
            target.append(list.isEmpty() ? "[]" : "]");
        } else if (value instanceof Map<?, ?> map) {
            String separator = "{";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                appendQuoted(NestedText.of(entry.getKey()), target.append(separator));
                appendNested(entry.getValue(), target.append(':'));
                separator = ",";
            }
            target.append(map.isEmpty() ? "{}" : "}");
        } else if (value == null) {
            target.append("null");
        } else {
            String text = NestedText.of(value);
            if (value instanceof Boolean || value instanceof Number && isFinite(text)) {
                target.append(text);
            } else {
                appendQuoted(text, target);
            }
        }
    }

    private static boolean isFinite(String number) {
        char last = number.charAt(number.length() - 1);
        return last >= '0' && last <= '9';
    }

    private static void appendQuoted(String text, StringBuilder target) {
        target.append('"');
        int copied = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                target.append(text, copied, i);
                appendEscape(c, target);
                copied = i + 1;
            }
        }
        target.append(text, copied, text.length()).append('"');
    }

    private static void appendEscape(char c, StringBuilder target) {
        switch (c) {
            case '"' -> target.append("\\\"");
            case '\\' -> target.append("\\\\");
            case '\n' -> target.append("\\n");
            case '\r' -> target.append("\\r");
            case '\t' -> target.append("\\t");
            default ->
                target.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
        }
    }
}
