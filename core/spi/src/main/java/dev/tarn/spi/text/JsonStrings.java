package dev.tarn.spi.text;

/** Strings as JSON writes them. */
public final class JsonStrings {
    private static final String HEX = "0123456789abcdef";

    private JsonStrings() {}

    /** Appends {@code value} in double quotes; of its characters, those that JSON does not allow in there are escaped. */
    public static void appendQuoted(StringBuilder text, CharSequence value) {
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

    /** Returns {@code value} as {@link #appendQuoted} appends it. */
    public static String quoted(CharSequence value) {
        StringBuilder text = new StringBuilder(value.length() + 2);
        appendQuoted(text, value);
        return text.toString();
    }
}
