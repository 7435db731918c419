package dev.tarn.spi.metastore;

/** What a relation is. */
public enum RelationKind {
    TABLE,
    VIEW
}
