package dev.tarn.spi.metastore;

import java.util.Map;

/**
 * How files are read and written.
 *
 * @param format the name of the file format, upper case
 * @param storedAs the word of STORED AS, upper case
 * @param serde the class name of the SerDe, or null
 * @param serdeProperties as they were spelled
 * @param inputFormat a class name, or null
 * @param outputFormat a class name, or null
 */
public record StorageDefinition(
        String format,
        String storedAs,
        String serde,
        Map<String, String> serdeProperties,
        String inputFormat,
        String outputFormat) {
    public StorageDefinition {
        serdeProperties = Map.copyOf(serdeProperties);
    }
}
