package dev.tarn.plan.explain;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes strings as JSON does. */
final class JsonText {
    private static final int FIRST_PRINTABLE = 0x20;

    private JsonText() {}

    static String string(String value) {
        StringBuilder text = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                default -> text.append(c < FIRST_PRINTABLE ? String.format(Locale.ROOT, "\\u%04x", (int) c) : c);
            }
        }
        return text.append('"').toString();
    }

    static String strings(List<String> values) {
        return values.stream().map(JsonText::string).collect(Collectors.joining(", ", "[", "]"));
    }
}
