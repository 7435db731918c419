package dev.tarn.sql.parser;

/** A statement that tells what the catalog has. */
public sealed interface ShowStatement extends Statement {
    /** SHOW SCHEMAS or DATABASES; {@code catalog} and {@code pattern} may be null. */
    record ShowSchemas(Name catalog, String pattern) implements ShowStatement {}

    /** SHOW TABLES, or SHOW VIEWS if {@code viewsOnly}; {@code schema} and {@code pattern} may be null. */
    record ShowTables(Name schema, String pattern, boolean viewsOnly) implements ShowStatement {}

    /** SHOW COLUMNS. With {@code inStrings} the name stands in strings, as it is written: a path, unless a table has it. */
    record ShowColumns(Name table, boolean inStrings, String pattern) implements ShowStatement {}

    /** SHOW PARTITIONS; {@code partition}, a part of the keys, may be null. */
    record ShowPartitions(Name table, PartitionSpec partition) implements ShowStatement {}

    /** SHOW TBLPROPERTIES; {@code property} is null where all are meant. */
    record ShowProperties(Name table, String property) implements ShowStatement {}

    /** SHOW CREATE TABLE or, if {@code view}, SHOW CREATE VIEW. Names as {@link ShowColumns} has them. */
    record ShowCreate(Name name, boolean view, boolean inStrings) implements ShowStatement {}

    /** How much DESCRIBE tells. */
    enum Detail {
        COLUMNS,
        EXTENDED,
        FORMATTED
    }

    /**
     * DESCRIBE. Names as {@link ShowColumns} has them.
     *
     * @param partition the partition meant, or null
     * @param column the column meant, and the fields within it, or null
     */
    record Describe(Name table, boolean inStrings, Detail detail, PartitionSpec partition, Name column)
            implements ShowStatement {}
}
