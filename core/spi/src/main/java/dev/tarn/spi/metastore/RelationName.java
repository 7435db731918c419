package dev.tarn.spi.metastore;

/** The name of a table or view in a catalog, in lower case. */
public record RelationName(String database, String relation) {
    @Override
    public String toString() {
        return database + "." + relation;
    }
}
