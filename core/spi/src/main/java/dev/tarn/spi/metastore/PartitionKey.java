package dev.tarn.spi.metastore;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The values of a partition as one text of ASCII: escaped and joined by slashes, so that keys with the same first values
 * stand together in the order of bytes.
 */
public final class PartitionKey {
    /** What stands for NULL: no value is escaped to this. */
    private static final String NULL = "%";

    private static final String HEX = "0123456789ABCDEF";

    private PartitionKey() {}

    /** Returns the key of values, of which some may be null. */
    public static String of(List<String> values) {
        if (values.size() == 1) {
            return escape(values.get(0));
        }
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            key.append(i == 0 ? "" : "/").append(escape(values.get(i)));
        }
        return key.toString();
    }

    /** Returns the values of a key. */
    public static List<String> values(String key) {
        List<String> values = new ArrayList<>();
        int start = 0;
        while (start <= key.length()) {
            int slash = key.indexOf('/', start);
            int end = slash < 0 ? key.length() : slash;
            values.add(unescape(key.substring(start, end)));
            start = end + 1;
        }
        return Collections.unmodifiableList(values);
    }

    /** Returns one value as it stands in a key; keys of values that begin alike do so too. */
    public static String escape(String value) {
        if (value == null) {
            return NULL;
        }
        if (isPlain(value)) {
            return value;
        }
        StringBuilder text = new StringBuilder(value.length() + 8);
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain((char) (b & 0xFF))) {
                text.append((char) b);
            } else {
                text.append('%').append(HEX.charAt((b >> 4) & 0xF)).append(HEX.charAt(b & 0xF));
            }
        }
        return text.toString();
    }

    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (!isPlain(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c < 0x7F && c != '%' && c != '/';
    }

    private static String unescape(String text) {
        if (text.equals(NULL)) {
            return null;
        }
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = new byte[text.length()];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes[length++] =
                        (byte) (Character.digit(text.charAt(i + 1), 16) << 4 | Character.digit(text.charAt(i + 2), 16));
                i += 2;
            } else {
                bytes[length++] = (byte) c;
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
