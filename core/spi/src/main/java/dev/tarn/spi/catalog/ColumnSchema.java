package dev.tarn.spi.catalog;

import dev.tarn.spi.type.Type;

/**
 * A column of a table or file.
 *
 * @param name lower case in a table, as spelled in a file
 * @param type its type, or null if it cannot be read
 * @param unsupported why it cannot be read, naming the feature, or null if it can
 * @param comment a description, or null
 */
public record ColumnSchema(String name, Type type, String unsupported, String comment) {
    public static ColumnSchema of(String name, Type type) {
        return new ColumnSchema(name, type, null, null);
    }

    public static ColumnSchema unsupported(String name, String why) {
        return new ColumnSchema(name, null, why, null);
    }
}
