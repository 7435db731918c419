package dev.tarn.spi.metastore;

/**
 * A line of a list of tables and views.
 *
 * @param change the newest version
 */
public record RelationSummary(RelationName name, RelationKind kind, Change change) {}
