package dev.tarn.catalog;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.format.FormatOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How the files of a declared table are read. Immutable.
 *
 * @param format the format's name
 * @param storedAs the word of STORED AS that the definition shows, upper case
 * @param serde the class name of the SerDe, or null if the definition names none
 * @param serdeProperties the SerDe's properties as they were spelled
 * @param inputFormat the class name of the input format if it changes how files are read, else null
 * @param outputFormat the class name that was written beside it, or null
 */
public record FileStorage(
        String format,
        String storedAs,
        String serde,
        Map<String, String> serdeProperties,
        String inputFormat,
        String outputFormat) {
    /** The SerDe of text files whose definition names none. */
    public static final String TEXT_SERDE = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe";
    /** The SerDe of JSON files whose definition names none. */
    public static final String JSON_SERDE = "org.apache.hive.hcatalog.data.JsonSerDe";
    /** The property by which a format learns the class name of the input format. */
    public static final String INPUT_FORMAT_PROPERTY = "inputformat";

    public FileStorage {
        serdeProperties = Map.copyOf(serdeProperties);
    }

    /** Returns the options of a table with these properties, which win over the SerDe's, and columns. */
    FormatOptions options(Map<String, String> tableProperties, List<ColumnSchema> fileColumns) {
        Map<String, String> all = new HashMap<>();
        serdeProperties.forEach((name, value) -> all.put(name.toLowerCase(Locale.ROOT), value));
        tableProperties.forEach((name, value) -> all.put(name.toLowerCase(Locale.ROOT), value));
        if (inputFormat != null) {
            all.put(INPUT_FORMAT_PROPERTY, inputFormat);
        }
        return new FormatOptions(effectiveSerde(), all, fileColumns);
    }

    private String effectiveSerde() {
        if (serde != null) {
            return serde;
        }
        return switch (storedAs) {
            case "TEXTFILE" -> TEXT_SERDE;
            case "JSONFILE" -> JSON_SERDE;
            default -> null;
        };
    }
}
