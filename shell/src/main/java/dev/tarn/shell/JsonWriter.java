package dev.tarn.shell;

import java.io.IOException;
import java.io.Writer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * JSON lines: an object a row. Numbers and booleans are JSON's own, NULL is {@code null}, arrays are arrays, maps and rows
 * are objects, NaN and the infinities (which JSON cannot say) and all other values are strings. A label that occurs again gets {@code _2}, {@code _3} ... behind
 * it, so that no value is lost.
 */
final class JsonWriter implements ResultWriter {
    @Override
    public void write(ResultSet result, Writer out) throws IOException, SQLException {
        Values values = new Values(result);
        String[] keys = keys(values);
        while (result.next()) {
            out.write('{');
            for (int column = 0; column < keys.length; column++) {
                if (column > 0) {
                    out.write(',');
                }
                out.write(keys[column]);
                writeValue(values, column, out);
            }
            out.write("}\n");
        }
    }

    /** The quoted, distinct keys, each with its colon. */
    private static String[] keys(Values values) {
        Set<String> taken = new HashSet<>();
        String[] keys = new String[values.count()];
        for (int column = 0; column < keys.length; column++) {
            String label = values.label(column);
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

    private static void writeValue(Values values, int column, Writer out) throws IOException, SQLException {
        if (values.isNested(column)) {
            StringBuilder json = new StringBuilder();
            appendNested(values.nested(column), json);
            out.append(json);
            return;
        }
        String text = values.text(column);
        if (text == null) {
            out.write("null");
        } else if (values.isBoolean(column) || (values.isNumeric(column) && isFinite(text))) {
            out.write(text);
        } else {
            StringBuilder quoted = new StringBuilder(text.length() + 2);
            appendQuoted(text, quoted);
            out.append(quoted);
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
                appendQuoted(Values.nestedText(entry.getKey()), target.append(separator));
                appendNested(entry.getValue(), target.append(':'));
                separator = ",";
            }
            target.append(map.isEmpty() ? "{}" : "}");
        } else if (value == null) {
            target.append("null");
        } else {
            String text = Values.nestedText(value);
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
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> target.append("\\\"");
                case '\\' -> target.append("\\\\");
                case '\n' -> target.append("\\n");
                case '\r' -> target.append("\\r");
                case '\t' -> target.append("\\t");
                default -> {
                    if (c < ' ') {
                        target.append("\\u00")
                                .append(Character.forDigit(c >> 4, 16))
                                .append(Character.forDigit(c & 15, 16));
                    } else {
                        target.append(c);
                    }
                }
            }
        }
        target.append('"');
    }
}
