package dev.tarn.sql.define;

import dev.tarn.catalog.CatalogManager;
import dev.tarn.catalog.FileTableDefinition;
import dev.tarn.catalog.OwnCatalog;
import dev.tarn.catalog.StoredDefinitions;
import dev.tarn.catalog.StoredEntry;
import dev.tarn.catalog.crawl.TableDraft;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.metastore.IfExists;
import dev.tarn.spi.metastore.Partition;
import dev.tarn.spi.metastore.PartitionFilter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What a crawl changes in the catalog for one table: told, written as DDL, or done in one transaction. */
final class CrawlChange {
    private static final String WHAT = "CRAWL";

    private final TableDraft draft;
    /** What the catalog has there, or null. */
    private final StoredEntry known;

    private final List<Partition> added = new ArrayList<>();
    private final List<Partition> replaced = new ArrayList<>();
    /** The columns of the table that is there which get another type. */
    private final List<ColumnSchema> retyped = new ArrayList<>();

    private final List<ColumnSchema> newColumns = new ArrayList<>();
    private final List<String> changes = new ArrayList<>();

    CrawlChange(TableDraft draft, StoredEntry known, CatalogManager catalog) {
        this.draft = draft;
        this.known = known;
        comparePartitions(catalog);
        if (known == null) {
            changes.add(draft.definition().fileColumns().size() + " columns");
            changes.addAll(draft.notes());
        } else {
            compareColumns((FileTableDefinition) known.entry());
        }
        if (!replaced.isEmpty()) {
            changes.add(replaced.size() + " partitions are read in another way");
        }
    }

    private void comparePartitions(CatalogManager catalog) {
        Map<List<String>, Partition> registered = new HashMap<>();
        if (known != null) {
            catalog.own()
                    .partitions(known)
                    .list(PartitionFilter.all())
                    .forEach(partition -> registered.put(partition.values(), partition));
        }
        for (Partition partition : draft.partitions()) {
            Partition there = registered.get(partition.values());
            if (there == null) {
                added.add(partition);
            } else if (!sameReading(there, partition) && there.location().equals(partition.location())) {
                replaced.add(partition);
            }
        }
    }

    private static boolean sameReading(Partition left, Partition right) {
        return Objects.equals(left.storage(), right.storage())
                && Objects.equals(left.columns(), right.columns())
                && left.properties().equals(right.properties());
    }

    private void compareColumns(FileTableDefinition before) {
        Map<String, ColumnSchema> there = new LinkedHashMap<>();
        before.fileColumns().forEach(column -> there.put(column.name(), column));
        for (ColumnSchema column : draft.definition().fileColumns()) {
            ColumnSchema old = there.get(column.name());
            if (old == null) {
                newColumns.add(column);
                changes.add("column " + column.name() + " " + DefinitionText.hiveType(column) + " is added");
            } else if (!DefinitionText.hiveType(old).equals(DefinitionText.hiveType(column))) {
                retyped.add(column);
                changes.add("column " + column.name() + " " + DefinitionText.hiveType(old) + " becomes "
                        + DefinitionText.hiveType(column));
            }
        }
    }

    private boolean changesTable() {
        return !newColumns.isEmpty() || !retyped.isEmpty();
    }

    String outcome() {
        if (known == null) {
            return "created";
        }
        return changesTable() || !added.isEmpty() || !replaced.isEmpty() ? "changed" : "unchanged";
    }

    int addedPartitions() {
        return added.size();
    }

    /** Returns what changes but for the partitions that are added, a line each. */
    List<String> changes() {
        return List.copyOf(changes);
    }

    /** Does it; throws CONFLICT if somebody else changed the table between. */
    void apply(OwnCatalog own, InStatement position) {
        if (known != null && outcome().equals("unchanged")) {
            return;
        }
        own.change(position, writer -> {
            if (known == null) {
                OwnCatalog.create(writer, draft.definition(), WHAT);
            } else if (changesTable()) {
                OwnCatalog.alter(writer, known, draft.definition(), WHAT);
            } else {
                OwnCatalog.requireSame(writer, known.stored());
            }
            var name = OwnCatalog.name(draft.definition().name());
            if (!added.isEmpty()) {
                writer.addPartitions(name, added, IfExists.SKIP);
            }
            if (!replaced.isEmpty()) {
                writer.addPartitions(name, replaced, IfExists.REPLACE);
            }
            return null;
        });
    }

    /** Returns the DDL of it. What a partition has of its own there is no DDL for; a comment says so. */
    List<String> statements() {
        List<String> statements = new ArrayList<>();
        String table = DefinitionText.tableName(draft.definition().name());
        if (known == null) {
            statements.add(DefinitionText.createTable(draft.definition()));
        }
        if (!newColumns.isEmpty()) {
            statements.add("ALTER TABLE " + table + " ADD COLUMNS ("
                    + newColumns.stream().map(CrawlChange::column).collect(Collectors.joining(", ")) + ")");
        }
        for (ColumnSchema column : retyped) {
            statements.add("ALTER TABLE " + table + " CHANGE COLUMN " + DefinitionText.quoteAlways(column.name()) + " "
                    + column(column));
        }
        if (!added.isEmpty()) {
            statements.add("ALTER TABLE " + table + " ADD IF NOT EXISTS"
                    + added.stream().map(this::partition).collect(Collectors.joining()));
        }
        List<Partition> other = new ArrayList<>(added);
        other.addAll(replaced);
        other.stream()
                .filter(each -> each.storage() != null || each.columns() != null)
                .forEach(each -> statements.add("-- " + each.location() + " is read by a definition of its own: "
                        + (each.storage() == null ? "" : StoredDefinitions.storage(each.storage()))
                        + (each.columns() == null ? "" : each.columns())));
        return statements;
    }

    private static String column(ColumnSchema column) {
        return DefinitionText.quoteAlways(column.name()) + " " + DefinitionText.hiveType(column);
    }

    private String partition(Partition partition) {
        List<String> tests = new ArrayList<>();
        for (int i = 0; i < partition.values().size(); i++) {
            String value = partition.values().get(i);
            tests.add(DefinitionText.quoteAlways(
                            draft.definition().partitionColumns().get(i).name())
                    + " = " + (value == null ? "NULL" : DefinitionText.string(value)));
        }
        return "\n  PARTITION (" + String.join(", ", tests) + ") LOCATION "
                + DefinitionText.string(partition.location());
    }
}
