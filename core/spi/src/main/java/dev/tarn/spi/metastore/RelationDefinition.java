package dev.tarn.spi.metastore;

import java.util.Map;

/** What a version of a table or view says. Immutable. */
public sealed interface RelationDefinition permits TableDefinition, ViewQuery {
    RelationKind kind();

    /** Returns null if there is none. */
    String comment();

    /** Returns the properties as they were spelled. */
    Map<String, String> properties();
}
