package dev.tarn.spi.format;

import dev.tarn.spi.catalog.ColumnSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the files of a table are to be read, as its definition says. Immutable; equal options read alike.
 *
 * @param serde the class name of the Hive SerDe that the table names, or null
 * @param properties the SerDe's properties and the table's, names in lower case; those a format does not know are none of
 *     its business
 * @param columns the columns that the table declares for its files, in order and without partition columns, as files that
 *     have no names need them; empty where there is no declaration, then the file's own columns or what a sample shows
 */
public record FormatOptions(String serde, Map<String, String> properties, List<ColumnSchema> columns) {
    /** Nothing is declared: all is taken from the file. */
    public static final FormatOptions NONE = new FormatOptions(null, Map.of(), List.of());

    /**
     * The property that says what becomes of a record that cannot be read: {@code fail} (the default: HIVE_BAD_DATA with
     * path, line, byte offset and the text), {@code null} (a NULL for each value that cannot be read, a row of NULLs for a
     * record without shape) or {@code skip} (it is left out and counted).
     */
    public static final String BAD_RECORDS = "bad_records";

    public FormatOptions {
        properties = Map.copyOf(properties);
        columns = List.copyOf(columns);
    }

    /** Returns the value of a property, its name in lower case. */
    public Optional<String> property(String name) {
        return Optional.ofNullable(properties.get(name));
    }
}
