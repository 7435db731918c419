package dev.tarn.sql.parser;

import java.util.Map;

/** A statement that changes a schema. */
public sealed interface SchemaStatement extends Statement {
    /** CREATE SCHEMA or DATABASE. {@code comment} and {@code location} may be null. */
    record CreateSchema(Name name, boolean ifNotExists, String comment, Word location, Map<String, String> properties)
            implements SchemaStatement {
        public CreateSchema {
            properties = Map.copyOf(properties);
        }
    }

    /** DROP SCHEMA or DATABASE; with {@code cascade} even if it has tables. */
    record DropSchema(Name name, boolean ifExists, boolean cascade) implements SchemaStatement {}

    /** ALTER SCHEMA SET DBPROPERTIES. */
    record SetSchemaProperties(Name name, Map<String, String> properties) implements SchemaStatement {
        public SetSchemaProperties {
            properties = Map.copyOf(properties);
        }
    }
}
