package dev.tarn.jdbc;

import dev.tarn.Tarn;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.text.NearestNames;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
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

    private static final String ATHENAS_CATALOG = "AwsDataCatalog";

    /**
     * Reads {@code jdbc:tarn:[key=value;...]}; a value may stand in single or double quotes, which doubled stand for one.
     *
     * @throws SQLException 22023 for a text that is not of this form, and for a property that there is not; 0A000 for a host
     */
    static ConnectionSettings of(String url, Properties properties) throws SQLException {
        Map<String, String> all = new TreeMap<>();
        for (String name : properties == null ? List.<String>of() : properties.stringPropertyNames()) {
            all.put(name.toLowerCase(Locale.ROOT), properties.getProperty(name));
        }
        all.putAll(pairs(url.substring(Math.min(PREFIX.length(), url.length()))));
        SortedMap<String, String> settings = new TreeMap<>();
        Map<ConnectionProperty, String> athenas = new EnumMap<>(ConnectionProperty.class);
        for (Map.Entry<String, String> pair : all.entrySet()) {
            Optional<ConnectionProperty> property = ConnectionProperty.byName(pair.getKey());
            if (property.isPresent()) {
                athenas.put(property.get(), pair.getValue());
            } else {
                requireSetting(pair.getKey());
                settings.put(pair.getKey(), pair.getValue());
            }
        }
        List<String> notes = new ArrayList<>();
        if (ATHENAS_CATALOG.equalsIgnoreCase(settings.get("catalog"))) {
            settings.remove("catalog");
            notes.add("catalog=" + ATHENAS_CATALOG + " has no effect: here, catalog says where the catalog is kept");
        }
        athenas.forEach((property, value) -> take(property, value, settings, notes));
        AthenaCredentials.applyProxy(athenas, settings);
        AthenaCredentials.apply(athenas, settings, notes);
        return new ConnectionSettings(settings, notes);
    }

    private static void take(
            ConnectionProperty property, String value, Map<String, String> settings, List<String> notes) {
        switch (property) {
            case PROVIDER, PROVIDER_ARGUMENTS, USER, PASSWORD, PROXY_HOST, PROXY_PORT, PROXY_USER, PROXY_PASSWORD -> {
                // Several of them together mean something.
            }
            case NETWORK_TIMEOUT -> settings.putIfAbsent(property.setting().orElseThrow(), value.trim() + "ms");
            default ->
                property.setting()
                        .ifPresentOrElse(
                                setting -> settings.putIfAbsent(setting, value),
                                () -> notes.add(
                                        "the property " + property.names().get(0) + " has no effect here"));
        }
    }

    private static void requireSetting(String name) throws SQLException {
        if (Tarn.settings().containsKey(name)) {
            return;
        }
        List<String> names = new ArrayList<>(Tarn.settings().keySet());
        for (ConnectionProperty property : ConnectionProperty.values()) {
            names.addAll(property.names());
        }
        String hint = NearestNames.hint(name, names);
        throw JdbcErrors.of(
                ErrorCode.INVALID_PROPERTY,
                "there is no property '" + name + "'"
                        + (hint.isEmpty()
                                ? "; the properties are "
                                        + String.join(", ", Tarn.settings().keySet())
                                : hint));
    }

    private static Map<String, String> pairs(String text) throws SQLException {
        Map<String, String> pairs = new TreeMap<>();
        int at = 0;
        while (at < text.length()) {
            if (text.charAt(at) == ';' || Character.isWhitespace(text.charAt(at))) {
                at++;
                continue;
            }
            if (text.startsWith("//", at)) {
                throw JdbcErrors.notSupported(
                        "a URL with a host: there is no server, the engine runs in this JVM; begin with jdbc:tarn: alone");
            }
            int equals = text.indexOf('=', at);
            int end = text.indexOf(';', at);
            if (equals < 0 || end >= 0 && end < equals) {
                throw malformed("'" + text.substring(at, end < 0 ? text.length() : end) + "' is no key=value");
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
                ErrorCode.INVALID_PROPERTY,
                what + "; a URL is jdbc:tarn:key=value;key=value, as jdbc:tarn:catalog=/data/catalog;threads=4");
    }
}
