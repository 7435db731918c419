package dev.tarn.jdbc;

import java.util.Locale;

/**
 * A pattern of names as metadata calls take it: {@code %} is any text, {@code _} any character, a backslash takes the next
 * character as it is. Null and the empty text fit every name. Case does not matter.
 */
final class NamePattern {
    static final String ESCAPE = "\\";

    private final String pattern;

    /** Makes a pattern. */
    NamePattern(String pattern) {
        this.pattern = pattern == null || pattern.isEmpty() ? "%" : pattern.toLowerCase(Locale.ROOT);
    }

    /** Returns the pattern that fits the name {@code name} alone; every name if it is null or empty. */
    static NamePattern ofName(String name) {
        return new NamePattern(
                name == null
                        ? null
                        : name.replace("\\", "\\\\").replace("_", "\\_").replace("%", "\\%"));
    }

    boolean fits(String name) {
        return fits(0, name.toLowerCase(Locale.ROOT), 0);
    }

    private boolean fits(int at, String name, int from) {
        int place = from;
        for (int i = at; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '%') {
                for (int rest = place; rest <= name.length(); rest++) {
                    if (fits(i + 1, name, rest)) {
                        return true;
                    }
                }
                return false;
            }
            boolean any = c == '_';
            if (c == '\\' && i + 1 < pattern.length()) {
                i++;
                c = pattern.charAt(i);
            }
            if (place >= name.length() || !any && name.charAt(place) != c) {
                return false;
            }
            place++;
        }
        return place == name.length();
    }

    /** Returns the one name that fits, in lower case, or null if there may be several. */
    String onlyName() {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '%' || c == '_') {
                return null;
            }
            if (c == '\\' && i + 1 < pattern.length()) {
                i++;
                c = pattern.charAt(i);
            }
            name.append(c);
        }
        return name.toString();
    }
}
