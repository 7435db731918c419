package dev.tarn.format.text.record;

import dev.tarn.spi.memory.RawMemory;
import java.nio.charset.StandardCharsets;

/** Text as messages show it. */
public final class Excerpt {
    private static final int MAX_CHARACTERS = 200;
    private static final int MAX_UTF8_BYTES = 4;

    private Excerpt() {}

    /** Returns the first 200 characters of the memory from {@code address} to {@code end}, control characters escaped. */
    public static String of(long address, long end) {
        int length = (int) Math.min(Math.max(0, end - address), (long) MAX_CHARACTERS * MAX_UTF8_BYTES);
        byte[] bytes = new byte[length];
        RawMemory.copyToArray(address, bytes, 0, length);
        return of(new String(bytes, StandardCharsets.UTF_8), end - address > length);
    }

    /** Returns the first 200 characters of {@code text}, control characters escaped. */
    public static String of(String text) {
        return of(text, false);
    }

    private static String of(String text, boolean cut) {
        StringBuilder shown = new StringBuilder();
        int characters = Math.min(MAX_CHARACTERS, text.length());
        for (int i = 0; i < characters; i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> shown.append("\\n");
                case '\r' -> shown.append("\\r");
                case '\t' -> shown.append("\\t");
                default -> {
                    if (c < ' ' || c == 0x7F) {
                        shown.append("\\u00")
                                .append(Character.forDigit(c >> 4, 16))
                                .append(Character.forDigit(c & 15, 16));
                    } else {
                        shown.append(c);
                    }
                }
            }
        }
        return cut || characters < text.length() ? shown.append(" ...").toString() : shown.toString();
    }
}
