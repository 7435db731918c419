package dev.tarn.spi.metastore;

import java.util.Map;

/**
 * A database, which is SQL's schema.
 *
 * @param name lower case
 * @param comment null if there is none
 * @param location where tables without a location of their own go, or null
 * @param properties those of DBPROPERTIES, as they were spelled
 */
public record Database(String name, String comment, String location, Map<String, String> properties) {
    public Database {
        properties = Map.copyOf(properties);
    }

    public static Database of(String name) {
        return new Database(name, null, null, Map.of());
    }
}
