package dev.tarn.sql.define;

import dev.tarn.catalog.FileStorage;
import dev.tarn.catalog.FileTableDefinition;
import dev.tarn.catalog.StoredDefinitions;
import dev.tarn.catalog.StoredEntry;
import dev.tarn.catalog.ViewDefinition;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.metastore.Bucketing;
import dev.tarn.spi.metastore.Partition;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Writes what DESCRIBE FORMATTED tells, in the three columns and sections that Hive's tools read. One thread. */
final class FormattedDetails {
    private static final List<String> LABELS = List.of("col_name", "data_type", "comment");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss 'UTC' yyyy", Locale.ROOT);

    private final List<List<String>> rows = new ArrayList<>();

    private FormattedDetails() {}

    /** Returns the rows of a table or view. */
    static DefinitionResult of(StoredEntry stored) {
        FormattedDetails details = new FormattedDetails();
        if (stored.entry() instanceof ViewDefinition view) {
            details.addView(stored, view);
        } else {
            details.addTable(stored, (FileTableDefinition) stored.entry());
        }
        return DefinitionResult.of(LABELS, details.rows);
    }

    /** Returns the rows of a table that a connector brings. */
    static DefinitionResult of(List<String> name, List<ColumnSchema> columns) {
        FormattedDetails details = new FormattedDetails();
        details.addColumns(columns);
        details.section("# Detailed Table Information");
        details.add("Database:", name.get(1));
        details.add("Catalog:", name.get(0));
        return DefinitionResult.of(LABELS, details.rows);
    }

    /** Returns the rows of a partition. */
    static DefinitionResult of(StoredEntry stored, Partition partition) {
        FileTableDefinition table = (FileTableDefinition) stored.entry();
        FormattedDetails details = new FormattedDetails();
        details.addColumns(
                partition.columns() == null ? table.fileColumns() : StoredDefinitions.columns(partition.columns()));
        details.addPartitionColumns(table);
        details.section("# Detailed Partition Information");
        details.add("Partition Value:", partition.values().toString());
        details.add("Database:", stored.relation().database());
        details.add("Table:", stored.relation().relation());
        details.add("Location:", partition.location());
        details.addParameters("Partition Parameters:", new TreeMap<>(partition.properties()));
        FileStorage storage =
                partition.storage() == null ? table.storage() : StoredDefinitions.storage(partition.storage());
        details.addStorage(storage, table.bucketing());
        return DefinitionResult.of(LABELS, details.rows);
    }

    private void addTable(StoredEntry stored, FileTableDefinition table) {
        addColumns(table.fileColumns());
        addPartitionColumns(table);
        section("# Detailed Table Information");
        addOrigin(stored);
        add("Location:", table.location().text());
        add("Table Type:", "EXTERNAL_TABLE");
        addParameters("Table Parameters:", ShowExecutor.properties(stored));
        addStorage(table.storage(), table.bucketing());
    }

    private void addView(StoredEntry stored, ViewDefinition view) {
        addColumns(view.columns());
        section("# Detailed Table Information");
        addOrigin(stored);
        add("Table Type:", "VIRTUAL_VIEW");
        if (view.comment() != null) {
            addParameters("Table Parameters:", Map.of("comment", view.comment()));
        }
        section("# View Information");
        add("View Original Text:", view.queryText());
        add("View Expanded Text:", view.queryText());
    }

    private void addOrigin(StoredEntry stored) {
        add("Database:", stored.relation().database());
        add("Owner:", stored.change().user());
        add("Version:", String.valueOf(stored.stored().version()));
        add("LastDdlTime:", TIME.format(stored.change().time().atOffset(ZoneOffset.UTC)));
        add("LastAccessTime:", "UNKNOWN");
    }

    private void addColumns(List<ColumnSchema> columns) {
        rows.add(List.of("# col_name", "data_type", "comment"));
        blank();
        addRows(columns);
    }

    private void addPartitionColumns(FileTableDefinition table) {
        if (!table.partitionColumns().isEmpty()) {
            section("# Partition Information");
            addColumns(table.partitionColumns());
        }
    }

    private void addRows(List<ColumnSchema> columns) {
        for (ColumnSchema column : columns) {
            rows.add(List.of(
                    column.name(), DefinitionText.hiveType(column), column.comment() == null ? "" : column.comment()));
        }
    }

    private void addStorage(FileStorage storage, Bucketing bucketing) {
        section("# Storage Information");
        HiveClasses classes = HiveClasses.of(storage);
        add("SerDe Library:", classes.serde());
        add("InputFormat:", classes.inputFormat());
        add("OutputFormat:", classes.outputFormat());
        add("Compressed:", "No");
        add("Num Buckets:", bucketing == null ? "-1" : String.valueOf(bucketing.count()));
        add("Bucket Columns:", bucketing == null ? "[]" : bucketing.columns().toString());
        add("Sort Columns:", bucketing == null ? "[]" : bucketing.sortedBy().toString());
        addParameters("Storage Desc Params:", new TreeMap<>(storage.serdeProperties()));
    }

    private void addParameters(String title, Map<String, String> parameters) {
        if (parameters.isEmpty()) {
            return;
        }
        rows.add(List.of(title, "", ""));
        parameters.forEach((name, value) -> rows.add(List.of("", name, value)));
    }

    private void section(String title) {
        blank();
        rows.add(List.of(title, "", ""));
    }

    private void blank() {
        rows.add(List.of("", "", ""));
    }

    private void add(String name, String value) {
        rows.add(List.of(name, value, ""));
    }
}
