package dev.tarn.spi.metastore;

/**
 * A version of a table or view.
 *
 * @param id tells it from an earlier relation of the same name
 */
public record StoredRelation(long id, RelationName name, RelationDefinition definition, Change change) {
    /** Returns the number of the version. */
    public long version() {
        return change.version();
    }
}
