package dev.tarn.spi.metastore;

/**
 * What an attribute describes: a database, a table or view of it, or a column of that. Lower case.
 *
 * @param relation null for a database
 * @param column null for a database, table or view
 */
public record AttributeTarget(String database, String relation, String column) {
    public static AttributeTarget database(String database) {
        return new AttributeTarget(database, null, null);
    }

    public static AttributeTarget relation(RelationName name) {
        return new AttributeTarget(name.database(), name.relation(), null);
    }

    public static AttributeTarget column(RelationName name, String column) {
        return new AttributeTarget(name.database(), name.relation(), column);
    }
}
