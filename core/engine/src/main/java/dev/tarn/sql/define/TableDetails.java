package dev.tarn.sql.define;

import dev.tarn.catalog.FileStorage;
import dev.tarn.catalog.FileTableDefinition;
import dev.tarn.catalog.StoredDefinitions;
import dev.tarn.catalog.file.PathDescription;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.metastore.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Collects the rows of DESCRIBE EXTENDED: a property and its value each. One thread. */
final class TableDetails {
    static final List<String> LABELS = List.of("Property", "Value");

    private final List<List<String>> rows = new ArrayList<>();

    /** Returns what is known of the files of a path, and how it was found out. */
    static List<List<String>> of(PathDescription path, Optional<FileTableDefinition> definition) {
        TableDetails details = new TableDetails();
        details.add("location", path.location().text());
        details.add("format", path.format());
        details.add("files", String.valueOf(path.fileCount()));
        details.add("bytes", String.valueOf(path.sizeBytes()));
        details.add("rows", (path.rowCountIsExact() ? "" : "about ") + path.rowCount());
        definition.ifPresent(table -> details.addStorage(table.storage(), table.properties()));
        details.addColumns("column", path.columns());
        details.addColumns("partition column", path.partitionColumns());
        path.otherwise().ifPresent(file -> details.add("read in another way", file.text()));
        path.notes().forEach(note -> details.add("found", note));
        return details.rows;
    }

    /** Returns what a declaration says. */
    static List<List<String>> of(FileTableDefinition table) {
        TableDetails details = new TableDetails();
        details.add("location", table.location().text());
        details.add("format", table.storage().format());
        if (table.comment() != null) {
            details.add("comment", table.comment());
        }
        details.addStorage(table.storage(), table.properties());
        if (table.bucketing() != null) {
            details.add(
                    "buckets",
                    table.bucketing().count() + " by "
                            + String.join(", ", table.bucketing().columns()));
        }
        details.addColumns("column", table.fileColumns());
        details.addColumns("partition column", table.partitionColumns());
        return details.rows;
    }

    /** Returns what is known of a registered partition. */
    static List<List<String>> of(FileTableDefinition table, Partition partition) {
        TableDetails details = new TableDetails();
        details.add("location", partition.location());
        FileStorage storage =
                partition.storage() == null ? table.storage() : StoredDefinitions.storage(partition.storage());
        details.add("format", storage.format());
        details.addStorage(storage, Properties.merged(table.properties(), partition.properties()));
        details.addColumns(
                "column",
                partition.columns() == null ? table.fileColumns() : StoredDefinitions.columns(partition.columns()));
        for (int i = 0; i < partition.values().size(); i++) {
            String value = partition.values().get(i);
            details.add(
                    "partition value",
                    table.partitionColumns().get(i).name() + " = "
                            + (value == null ? "NULL" : DefinitionText.string(value)));
        }
        return details.rows;
    }

    /** Returns the columns of what is no table over files. */
    static List<List<String>> of(List<ColumnSchema> columns) {
        TableDetails details = new TableDetails();
        details.addColumns("column", columns);
        return details.rows;
    }

    private void addStorage(FileStorage storage, Map<String, String> tableProperties) {
        if (storage.serde() != null) {
            add("SerDe", storage.serde());
        }
        new TreeMap<>(storage.serdeProperties()).forEach((name, value) -> add(name, DefinitionText.string(value)));
        new TreeMap<>(tableProperties).forEach((name, value) -> add(name, DefinitionText.string(value)));
    }

    private void addColumns(String what, List<ColumnSchema> columns) {
        columns.forEach(column -> add(
                what,
                column.name() + " " + DefinitionText.type(column)
                        + (column.type() == null ? " (not supported)" : "")
                        + (column.comment() == null ? "" : " " + DefinitionText.string(column.comment()))));
    }

    private void add(String property, String value) {
        rows.add(List.of(property, value));
    }
}
