package dev.tarn.sql.parser;

import java.util.Map;

/** A statement about the versions and the business attributes of what the catalog has. */
public sealed interface GovernanceStatement extends Statement {
    /** What attributes describe. */
    enum Target {
        SCHEMA,
        TABLE,
        VIEW
    }

    /** ALTER TABLE or VIEW ... RESTORE VERSION n. */
    record RestoreVersion(Name name, boolean view, Word version) implements GovernanceStatement {}

    /** SHOW VERSIONS name. */
    record ShowVersions(Name name) implements GovernanceStatement {}

    /** SHOW CREATE TABLE or VIEW name VERSION n. */
    record ShowVersion(Name name, boolean view, Word version) implements GovernanceStatement {}

    /**
     * ALTER DATABASE, TABLE or VIEW ... SET ATTRIBUTES [FOR COLUMN name] (...).
     *
     * @param column null for those of the schema, table or view itself
     * @param attributes an empty value takes the attribute away
     */
    record SetAttributes(Target target, Name name, Word column, Map<String, String> attributes)
            implements GovernanceStatement {
        public SetAttributes {
            attributes = Map.copyOf(attributes);
        }
    }

    /**
     * SHOW ATTRIBUTES [IN name] [LIKE text].
     *
     * @param name a schema, or a table or view, or null for all
     * @param text what a value has as a part, or null
     */
    record ShowAttributes(Name name, String text) implements GovernanceStatement {}
}
