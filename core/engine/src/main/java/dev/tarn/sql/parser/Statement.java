package dev.tarn.sql.parser;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import java.util.List;
import java.util.Map;

/** A statement that is not a query. Names are in lower case. */
public sealed interface Statement {
    /**
     * A name of one to three parts, as in {@code catalog.schema.table}.
     *
     * @param parts the parts, lower case, first the outermost
     * @param position where it stands
     */
    record Name(List<String> parts, InStatement position) {
        public Name {
            parts = List.copyOf(parts);
        }

        @Override
        public String toString() {
            return String.join(".", parts);
        }
    }

    /** A text of a statement and where it stands. */
    record Word(String text, InStatement position) {}

    /**
     * What CREATE EXTERNAL TABLE says of its files; null for what it does not say.
     *
     * @param serde the class name of ROW FORMAT SERDE
     * @param serdeProperties those of WITH SERDEPROPERTIES, as they are spelled, and what ROW FORMAT DELIMITED says, under
     *     the names of Hive's properties
     * @param delimited whether there is a ROW FORMAT DELIMITED
     * @param storedAs the word of STORED AS, upper case
     * @param inputFormat the class name of STORED AS INPUTFORMAT
     * @param outputFormat the class name of OUTPUTFORMAT
     */
    record Files(
            Word serde,
            Map<String, String> serdeProperties,
            boolean delimited,
            Word storedAs,
            Word inputFormat,
            Word outputFormat) {
        public Files {
            serdeProperties = Map.copyOf(serdeProperties);
        }
    }

    /** CREATE SCHEMA or DATABASE. {@code comment} may be null. */
    record CreateSchema(Name name, boolean ifNotExists, String comment) implements Statement {}

    /** DROP SCHEMA or DATABASE; with {@code cascade} even if it has tables. */
    record DropSchema(Name name, boolean ifExists, boolean cascade) implements Statement {}

    /**
     * CREATE EXTERNAL TABLE.
     *
     * @param columns the columns that the files have
     * @param partitionColumns the columns that the folders' names have
     * @param files how the files are read
     * @param location the folder, as it is written
     * @param locationPosition where that stands
     * @param comment null if there is none
     */
    record CreateTable(
            Name name,
            boolean ifNotExists,
            List<ColumnSchema> columns,
            List<ColumnSchema> partitionColumns,
            Files files,
            String location,
            InStatement locationPosition,
            String comment,
            Map<String, String> properties)
            implements Statement {
        public CreateTable {
            columns = List.copyOf(columns);
            partitionColumns = List.copyOf(partitionColumns);
            properties = Map.copyOf(properties);
        }
    }

    /**
     * CREATE [OR REPLACE] VIEW.
     *
     * @param columns names that replace the query's, or empty
     * @param comment null if there is none
     * @param queryText the query as it was written
     * @param queryStart where that starts
     */
    record CreateView(
            Name name,
            boolean orReplace,
            List<String> columns,
            String comment,
            String queryText,
            InStatement queryStart)
            implements Statement {
        public CreateView {
            columns = List.copyOf(columns);
        }
    }

    record DropTable(Name name, boolean ifExists) implements Statement {}

    record DropView(Name name, boolean ifExists) implements Statement {}

    /** SHOW SCHEMAS or DATABASES; {@code catalog} and {@code pattern} may be null. */
    record ShowSchemas(Name catalog, String pattern) implements Statement {}

    /** SHOW TABLES, or SHOW VIEWS if {@code viewsOnly}; {@code schema} and {@code pattern} may be null. */
    record ShowTables(Name schema, String pattern, boolean viewsOnly) implements Statement {}

    /**
     * SHOW COLUMNS, and DESCRIBE, which gives the same. With {@code inStrings} the name stands in strings, as it is written:
     * a path, unless a table has that name.
     */
    record ShowColumns(Name table, boolean inStrings) implements Statement {}

    /** DESCRIBE EXTENDED: what is known of a table, and how it was found out. Names as {@link ShowColumns} has them. */
    record DescribeExtended(Name table, boolean inStrings) implements Statement {}

    /** SHOW CREATE TABLE or, if {@code view}, SHOW CREATE VIEW. Names as {@link ShowColumns} has them. */
    record ShowCreate(Name name, boolean view, boolean inStrings) implements Statement {}
}
