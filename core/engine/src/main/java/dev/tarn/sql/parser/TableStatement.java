package dev.tarn.sql.parser;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import java.util.List;
import java.util.Map;

/** A statement that changes a table. */
public sealed interface TableStatement extends Statement {
    /**
     * What CREATE EXTERNAL TABLE says of its files; null for what it does not say.
     *
     * @param serde the class name of ROW FORMAT SERDE
     * @param serdeProperties those of WITH SERDEPROPERTIES, as they are spelled, and what ROW FORMAT DELIMITED said, under
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

    /**
     * CLUSTERED BY.
     *
     * @param columns lower case, not empty
     * @param count INTO n BUCKETS
     */
    record Buckets(List<String> columns, int count) {
        public Buckets {
            columns = List.copyOf(columns);
        }
    }

    /**
     * CREATE [EXTERNAL] TABLE.
     *
     * @param notExternal where TABLE stands without EXTERNAL before it; null where EXTERNAL is there
     * @param columns the columns that the files have
     * @param partitionColumns the columns that the folders' names have
     * @param buckets null if there is no CLUSTERED BY
     * @param files how the files are read
     * @param location the folder, as it is written
     * @param locationPosition where that stands
     * @param comment null if there is none
     * @param propertiesPosition where TBLPROPERTIES stands, or null
     */
    record CreateTable(
            Name name,
            boolean ifNotExists,
            InStatement notExternal,
            List<ColumnSchema> columns,
            List<ColumnSchema> partitionColumns,
            Buckets buckets,
            Files files,
            String location,
            InStatement locationPosition,
            String comment,
            Map<String, String> properties,
            InStatement propertiesPosition)
            implements TableStatement {
        public CreateTable {
            columns = List.copyOf(columns);
            partitionColumns = List.copyOf(partitionColumns);
            properties = Map.copyOf(properties);
        }
    }

    record DropTable(Name name, boolean ifExists) implements TableStatement {}

    /** ALTER TABLE ADD COLUMNS; {@code partition} may be null. */
    record AddColumns(Name table, PartitionSpec partition, List<ColumnSchema> columns) implements TableStatement {
        public AddColumns {
            columns = List.copyOf(columns);
        }
    }

    /** ALTER TABLE REPLACE COLUMNS; {@code partition} may be null. */
    record ReplaceColumns(Name table, PartitionSpec partition, List<ColumnSchema> columns) implements TableStatement {
        public ReplaceColumns {
            columns = List.copyOf(columns);
        }
    }

    /**
     * ALTER TABLE CHANGE [COLUMN].
     *
     * @param partition null for the table itself
     * @param column the column as it is called now
     * @param changed what it becomes; its comment is null where the old one stays
     * @param first whether it becomes the first column
     * @param after the column behind which it goes, or null where it stays
     */
    record ChangeColumn(
            Name table, PartitionSpec partition, Word column, ColumnSchema changed, boolean first, Word after)
            implements TableStatement {}

    /** ALTER TABLE [PARTITION] SET LOCATION; {@code partition} may be null. */
    record SetLocation(Name table, PartitionSpec partition, Word location) implements TableStatement {}

    /** ALTER TABLE SET TBLPROPERTIES; {@code clause} is where that word stands. */
    record SetProperties(Name table, Word clause, Map<String, String> properties) implements TableStatement {
        public SetProperties {
            properties = Map.copyOf(properties);
        }
    }
}
