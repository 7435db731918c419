package dev.tarn.spi.catalog;

import java.util.List;
import java.util.Optional;

/** A source of tables by schema that brings its own catalog. Thread-safe; found by {@link java.util.ServiceLoader}. */
public interface Connector {
    /** Returns the name of the catalog, lower case. */
    String name();

    /** Returns the schemas' names. */
    List<String> schemas();

    /** Returns the names of a schema's tables; empty if there is no such schema. */
    List<String> tables(String schema);

    /** Returns a table, or empty if there is none. */
    Optional<Table> table(String schema, String table);
}
