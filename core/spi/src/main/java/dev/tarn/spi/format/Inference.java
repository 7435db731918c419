package dev.tarn.spi.format;

import dev.tarn.spi.catalog.ColumnSchema;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a format took a file for that says nothing of itself, and why: enough to write the CREATE TABLE that reads the file
 * as it is read without one. Immutable; the same bytes give an equal one.
 *
 * @param serde the class name of the SerDe, or null where STORED AS alone says enough
 * @param properties the SerDe's properties as their owners spell them, in the order to print them
 * @param columns the columns and their types
 * @param explanation how it was found out, a line each, the most important first
 */
public record Inference(
        String serde, Map<String, String> properties, List<ColumnSchema> columns, List<String> explanation) {
    public Inference {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        columns = List.copyOf(columns);
        explanation = List.copyOf(explanation);
    }

    /** Returns the options that read the file in the same way, now declared: property names in lower case. */
    public FormatOptions options() {
        Map<String, String> lower = new LinkedHashMap<>();
        properties.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        return new FormatOptions(serde, lower, columns);
    }
}
