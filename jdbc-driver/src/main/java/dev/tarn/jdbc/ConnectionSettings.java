package dev.tarn.jdbc;

import dev.tarn.spi.error.ErrorCode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a URL and properties say: settings of the engine, and notes about what they ask for in vain. The URL wins where both
 * say something.
 *
 * @param settings values by the settings' names
 * @param notes of properties that have no effect
 */
record ConnectionSettings(SortedMap<String, String> settings, List<String> notes) {
    static final String PREFIX = "jdbc:tarn:";

    /**
     * Reads {@code jdbc:tarn:[key=value;...]}; a value may stand in single or double quotes, which doubled stand for one.
     *
     * @throws SQLException 22023 for a text that is not of this form
     */
    static ConnectionSettings of(String url, Properties properties) throws SQLException {
        Map<String, String> all = new TreeMap<>();
        for (String name : properties == null ? List.<String>of() : properties.stringPropertyNames()) {
            all.put(name.toLowerCase(Locale.ROOT), properties.getProperty(name));
        }
        all.putAll(pairs(url.substring(PREFIX.length())));
        SortedMap<String, String> settings = new TreeMap<>();
        List<String> notes = new ArrayList<>();
        all.forEach((name, value) -> {
            Optional<ConnectionProperty> property = ConnectionProperty.byName(name);
            if (property.isEmpty()) {
                settings.put(name, value);
            } else if (property.get().setting().isPresent()) {
                settings.putIfAbsent(property.get().setting().get(), value);
            } else if (property.get() != ConnectionProperty.USER && property.get() != ConnectionProperty.PASSWORD) {
                notes.add("the property " + property.get().names().get(0) + " has no effect here");
            }
        });
        return new ConnectionSettings(settings, notes);
    }

    private static Map<String, String> pairs(String text) throws SQLException {
        Map<String, String> pairs = new TreeMap<>();
        int at = 0;
        while (at < text.length()) {
            if (text.charAt(at) == ';' || Character.isWhitespace(text.charAt(at))) {
                at++;
                continue;
            }
            int equals = text.indexOf('=', at);
            if (equals < 0) {
                throw malformed("'" + text.substring(at) + "' is no key=value");
            }
            String name = text.substring(at, equals).strip().toLowerCase(Locale.ROOT);
            StringBuilder value = new StringBuilder();
            at = value(text, equals + 1, value);
            pairs.put(name, value.toString());
        }
        return pairs;
    }

    /** Reads a value and returns where it ends. */
    private static int value(String text, int from, StringBuilder value) throws SQLException {
        char quote = from < text.length() ? text.charAt(from) : ' ';
        if (quote != '\'' && quote != '"') {
            int end = text.indexOf(';', from);
            end = end < 0 ? text.length() : end;
            value.append(text.substring(from, end).strip());
            return end;
        }
        for (int at = from + 1; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c != quote) {
                value.append(c);
            } else if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
                value.append(c);
                at++;
            } else {
                return at + 1;
            }
        }
        throw malformed("a quoted value is not closed: " + text.substring(from));
    }

    private static SQLException malformed(String what) {
        return JdbcErrors.of(
                ErrorCode.INVALID_PROPERTY, what + "; a URL is jdbc:tarn:key=value;key=value with the settings' names");
    }
}
