package dev.tarn.format.parquet.variant;

import java.nio.charset.StandardCharsets;

/** JSON text that is written piece by piece. Reused from value to value. */
final class JsonText {
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder text = new StringBuilder();

    void clear() {
        text.setLength(0);
    }

    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Appends what is JSON already: a bracket, a number, a constant. */
    JsonText raw(String json) {
        text.append(json);
        return this;
    }

    JsonText raw(char json) {
        text.append(json);
        return this;
    }

    /** Appends a string in quotes. */
    void quoted(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < ' ') {
                        text.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }

    /** Appends a number, or the name of one that JSON does not have, in quotes. */
    void number(double value, String shortest) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            quoted(shortest);
        } else {
            text.append(shortest);
        }
    }
}
