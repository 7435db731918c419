package dev.tarn.spi.metastore;

/**
 * A column.
 *
 * @param name lower case
 * @param type the type as Hive's DDL spells it, as {@code array<string>}, also where Tarn cannot read it
 * @param comment null if there is none
 */
public record ColumnDefinition(String name, String type, String comment) {}
