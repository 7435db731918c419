package dev.tarn.sql.parser;

/** The strings of Hive's DDL, for the generated parser. Stateless. */
public final class HiveText {
    private HiveText() {}

    /** Returns the value of a string literal of Hive's DDL, whose quotes are the first and last character. */
    public static String unescape(String image) {
        StringBuilder text = new StringBuilder(image.length());
        int end = image.length() - 1;
        for (int i = 1; i < end; i++) {
            char c = image.charAt(i);
            if (c != '\\' || i + 1 == end) {
                text.append(c);
                continue;
            }
            i++;
            char escaped = image.charAt(i);
            if (escaped == 'u' && i + 4 < end && image.substring(i + 1, i + 5).matches("[0-9a-fA-F]{4}")) {
                text.append((char) Integer.parseInt(image.substring(i + 1, i + 5), 16));
                i += 4;
            } else if (escaped >= '0' && escaped <= '1' && i + 2 < end && isOctal(image, i + 1)) {
                text.append((char) Integer.parseInt(image.substring(i, i + 3), 8));
                i += 2;
            } else {
                text.append(
                        switch (escaped) {
                            case 'n' -> "\n";
                            case 't' -> "\t";
                            case 'r' -> "\r";
                            case 'b' -> "\b";
                            case 'Z' -> "\u001A";
                            case '0' -> "\0";
                            case '%' -> "\\%";
                            case '_' -> "\\_";
                            default -> String.valueOf(escaped);
                        });
            }
        }
        return text.toString();
    }

    private static boolean isOctal(String image, int from) {
        return image.charAt(from) >= '0'
                && image.charAt(from) <= '7'
                && image.charAt(from + 1) >= '0'
                && image.charAt(from + 1) <= '7';
    }
}
