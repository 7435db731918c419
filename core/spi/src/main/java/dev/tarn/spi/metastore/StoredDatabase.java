package dev.tarn.spi.metastore;

/**
 * A version of a database.
 *
 * @param id tells it from an earlier database of the same name
 */
public record StoredDatabase(long id, Database database, Change change) {}
