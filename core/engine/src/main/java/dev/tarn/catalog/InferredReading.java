package dev.tarn.catalog;

import dev.tarn.spi.format.Inference;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How a declared table reads files as they are read without a declaration. Immutable; equal ones read alike.
 *
 * @param storage the SerDe and its properties
 * @param properties those of the table that bear on it
 */
public record InferredReading(FileStorage storage, Map<String, String> properties) {
    /** Properties that belong to tables, not to SerDes. */
    private static final Set<String> TABLE_PROPERTIES =
            Set.of("skip.header.line.count", "skip.footer.line.count", "bad_records");

    private static final Set<String> NAMED_BY_SERDE = Set.of("TEXTFILE", "TEXT", "CSV", "JSON", "JSONFILE");

    public InferredReading {
        properties = Map.copyOf(properties);
    }

    /** Returns the reading of files of a format that were taken for what {@code inference} says. */
    public static InferredReading of(String format, Optional<Inference> inference) {
        Map<String, String> serdeProperties = new LinkedHashMap<>();
        Map<String, String> tableProperties = new TreeMap<>();
        inference
                .map(Inference::properties)
                .orElse(Map.of())
                .forEach((name, value) -> (isOfTable(name) ? tableProperties : serdeProperties).put(name, value));
        FileStorage storage = new FileStorage(
                format,
                NAMED_BY_SERDE.contains(format) ? "TEXTFILE" : format,
                inference.map(Inference::serde).orElse(null),
                serdeProperties,
                null,
                null);
        return new InferredReading(storage, tableProperties);
    }

    /** Returns the reading of a table. */
    public static InferredReading of(FileTableDefinition table) {
        Map<String, String> properties = new TreeMap<>(table.properties());
        properties.keySet().removeIf(name -> !isOfTable(name));
        return new InferredReading(table.storage(), properties);
    }

    private static boolean isOfTable(String property) {
        return TABLE_PROPERTIES.contains(property.toLowerCase(Locale.ROOT));
    }
}
