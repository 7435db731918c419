package dev.tarn.catalog.file;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A folder's name of the form {@code key=value}, as Hive writes partitions.
 *
 * @param key the column's name, lower case
 * @param value the value as text, or null for NULL
 */
public record PartitionFolder(String key, String value) {
    /** What Hive writes for NULL. */
    private static final String NULL_VALUE = "__HIVE_DEFAULT_PARTITION__";

    /** What Hive escapes in the names of folders. */
    private static final String ESCAPED = "\"#%'*/:=?\\{[]^\u007F";

    /** Returns the name of a partition's folder. */
    public static String name(String key, String value) {
        return escape(key) + "=" + (value == null || value.isEmpty() ? NULL_VALUE : escape(value));
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || ESCAPED.indexOf(c) >= 0) {
                escaped.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** Returns the key and value of a folder's name, or null if it is not of the form. */
    public static PartitionFolder parse(String name) {
        int equals = name.indexOf('=');
        if (equals <= 0) {
            return null;
        }
        String key = unescape(name.substring(0, equals)).toLowerCase(Locale.ROOT);
        String value = unescape(name.substring(equals + 1));
        return new PartitionFolder(key, value.equals(NULL_VALUE) ? null : value);
    }

    /** Replaces each {@code %xx} by the byte it stands for. A plus sign is itself, unlike in URLs. */
    private static String unescape(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] plain = new byte[bytes.length];
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            int high = i + 2 < bytes.length && bytes[i] == '%' ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(bytes[i + 2], 16) : -1;
            if (low >= 0) {
                plain[length++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                plain[length++] = bytes[i];
            }
        }
        return new String(plain, 0, length, StandardCharsets.UTF_8);
    }
}
