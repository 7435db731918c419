package dev.tarn.sql.validate;

import dev.tarn.catalog.FileStorage;
import dev.tarn.spi.format.FileFormat;
import dev.tarn.spi.format.WriteOptions;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How the files of a new table are read again, and how INSERT writes more of them: by the properties that the first are written
 * with, under the names that the format has for them.
 *
 * @param storage the format and the SerDe, with its properties
 * @param tableProperties those that are the table's
 */
record NewTableStorage(FileStorage storage, Map<String, String> tableProperties) {
    private static final String CSV_SERDE = "org.apache.hadoop.hive.serde2.OpenCSVSerde";
    private static final String STORED_AS_TEXT = "TEXTFILE";
    private static final String SEPARATOR = "separatorChar";
    private static final String DELIMITER = "field.delim";
    private static final String DEFAULT_DELIMITER = "\u0001";
    /** Properties of tables, even where there is a SerDe that has some. */
    private static final Set<String> TABLES_OWN =
            Set.of(WriteOptions.COMPRESSION, WriteOptions.COMPRESSION_LEVEL, "skip.header.line.count");

    static NewTableStorage of(WriteProperties properties, FileFormat format) {
        String word = properties
                .text(WriteProperties.FORMAT, WriteProperties.DEFAULT_FORMAT)
                .toUpperCase(Locale.ROOT);
        Map<String, String> serde = new LinkedHashMap<>();
        Map<String, String> table = new LinkedHashMap<>();
        boolean isText = word.equals("CSV") || word.equals("TEXTFILE") || word.equals("TEXT");
        properties.forFormat().forEach((name, value) -> {
            String spelled = spelled(name, format);
            if (!spelled.equals(WriteOptions.FIELD_DELIMITER)) {
                (isText && !TABLES_OWN.contains(spelled) ? serde : table).put(spelled, value);
            }
        });
        String delimiter = properties.text(WriteOptions.FIELD_DELIMITER, null);
        FileStorage storage =
                switch (word) {
                    case "CSV" -> {
                        if (delimiter != null) {
                            serde.put(SEPARATOR, delimiter);
                        }
                        yield new FileStorage(format.name(), STORED_AS_TEXT, CSV_SERDE, serde, null, null);
                    }
                    case "TEXTFILE", "TEXT" -> {
                        if (delimiter != null) {
                            serde.put(DELIMITER, delimiter);
                        }
                        serde.putIfAbsent(DELIMITER, DEFAULT_DELIMITER);
                        yield new FileStorage(format.name(), STORED_AS_TEXT, FileStorage.TEXT_SERDE, serde, null, null);
                    }
                    case "JSON" ->
                        new FileStorage(format.name(), STORED_AS_TEXT, FileStorage.JSON_SERDE, serde, null, null);
                    default -> new FileStorage(format.name(), word, null, serde, null, null);
                };
        return new NewTableStorage(storage, table);
    }

    /** Returns a property's name as the format has it. */
    private static String spelled(String name, FileFormat format) {
        return format.support().written().properties().stream()
                .filter(own -> WriteOptions.normalized(own).equals(WriteOptions.normalized(name)))
                .findFirst()
                .orElse(name);
    }
}
