package dev.tarn.sql.define;

import dev.tarn.catalog.CatalogEntry;
import dev.tarn.catalog.CatalogManager;
import dev.tarn.catalog.FileTableDefinition;
import dev.tarn.catalog.OwnCatalog;
import dev.tarn.catalog.SearchPath;
import dev.tarn.catalog.StoredEntry;
import dev.tarn.catalog.TablePartitions;
import dev.tarn.catalog.ViewDefinition;
import dev.tarn.catalog.file.PartitionPlace;
import dev.tarn.catalog.file.PathDescription;
import dev.tarn.catalog.projection.Projection;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.metastore.Partition;
import dev.tarn.spi.metastore.PartitionFilter;
import dev.tarn.sql.parser.ShowStatement;
import dev.tarn.sql.validate.StatementContext;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs SHOW; DESCRIBE is {@link DescribeExecutor}'s. */
final class ShowExecutor {
    private final CatalogManager catalog;
    private final StatementContext context;

    ShowExecutor(StatementContext context) {
        this.catalog = context.catalog();
        this.context = context;
    }

    DefinitionResult run(ShowStatement statement) {
        if (statement instanceof ShowStatement.ShowSchemas show) {
            return schemas(show);
        }
        if (statement instanceof ShowStatement.ShowTables show) {
            return tables(show);
        }
        if (statement instanceof ShowStatement.ShowPartitions show) {
            return partitions(show);
        }
        if (statement instanceof ShowStatement.ShowProperties show) {
            return properties(show);
        }
        if (statement instanceof ShowStatement.ShowCreate show) {
            return showCreate(show);
        }
        DescribeExecutor describe = new DescribeExecutor(context);
        return statement instanceof ShowStatement.ShowColumns show
                ? describe.columns(show)
                : describe.run((ShowStatement.Describe) statement);
    }

    private DefinitionResult schemas(ShowStatement.ShowSchemas show) {
        if (show.catalog() != null && show.catalog().parts().size() > 1) {
            throw new TarnException(
                    ErrorCode.INVALID_STATEMENT, show.catalog().position(), "SHOW SCHEMAS IN names a catalog");
        }
        String name = show.catalog() == null
                ? context.path().catalog()
                : show.catalog().parts().get(0);
        InStatement position = show.catalog() == null ? null : show.catalog().position();
        return DefinitionResult.names("Schema", NamePattern.matching(catalog.schemas(name, position), show.pattern()));
    }

    private DefinitionResult tables(ShowStatement.ShowTables show) {
        SearchPath path = context.path();
        List<String> schema = show.schema() == null
                ? List.of(path.catalog(), path.schema())
                : FullNames.ofSchema(show.schema(), context);
        InStatement position = show.schema() == null ? null : show.schema().position();
        List<String> names = show.viewsOnly()
                ? catalog.views(schema.get(0), schema.get(1), position)
                : catalog.tables(schema.get(0), schema.get(1), position);
        return DefinitionResult.names(show.viewsOnly() ? "View" : "Table", NamePattern.matching(names, show.pattern()));
    }

    /** The registered partitions, fetched while they are taken; of a table that has none, those of its folders. */
    private DefinitionResult partitions(ShowStatement.ShowPartitions show) {
        InStatement position = show.table().position();
        StoredEntry stored = catalog.requireTable(FullNames.of(show.table(), context), position);
        FileTableDefinition table = (FileTableDefinition) stored.entry();
        if (table.partitionColumns().isEmpty()) {
            throw new TarnException(ErrorCode.INVALID_STATEMENT, position, stored.relation() + " is not partitioned");
        }
        TablePartitions partitions = catalog.own().partitions(stored);
        PartitionSelection selection = new PartitionSelection(partitions, stored.relation());
        boolean projected = Projection.isEnabled(table.properties());
        if (projected || OwnCatalog.readsRegistered(table, stored.partitions())) {
            Iterator<Partition> found =
                    show.partition() == null ? partitions.all(PartitionFilter.all()) : selection.all(show.partition());
            return new DefinitionResult(
                    List.of("Partition"),
                    new MappedIterator<>(found, partition -> List.of(partitions.name(partition.values()))));
        }
        List<String> names = new ArrayList<>();
        for (PartitionPlace place : catalog.partitionPlaces(table)) {
            boolean wanted = place.values() != null
                    && (show.partition() == null
                            || selection.allows(
                                    show.partition(),
                                    Partition.of(
                                            place.values(), place.location().text())));
            if (wanted) {
                names.add(partitions.name(place.values()));
            }
        }
        return DefinitionResult.names("Partition", names);
    }

    private DefinitionResult properties(ShowStatement.ShowProperties show) {
        InStatement position = show.table().position();
        StoredEntry stored = catalog.requireTable(FullNames.of(show.table(), context), position);
        List<List<String>> rows = new ArrayList<>();
        properties(stored).forEach((name, value) -> {
            if (show.property() == null || show.property().equalsIgnoreCase(name)) {
                rows.add(List.of(name, value));
            }
        });
        return DefinitionResult.of(TableDetails.LABELS, rows);
    }

    /** Returns what Hive has among a table's properties, in the order of their names. */
    static Map<String, String> properties(StoredEntry stored) {
        FileTableDefinition table = (FileTableDefinition) stored.entry();
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(table.properties());
        all.putIfAbsent("EXTERNAL", "TRUE");
        if (table.comment() != null) {
            all.putIfAbsent("comment", table.comment());
        }
        all.putIfAbsent(
                "transient_lastDdlTime", String.valueOf(stored.change().time().getEpochSecond()));
        return all;
    }

    private DefinitionResult showCreate(ShowStatement.ShowCreate show) {
        if (show.inStrings() && DescribeExecutor.isPath(show.name(), context)) {
            PathDescription path =
                    catalog.describePath(show.name().parts().get(0), show.name().position());
            return DefinitionResult.names(
                    "Create Table",
                    List.of(DefinitionText.createTable(
                            PathDefinitions.of(path, show.name().position()))));
        }
        List<String> name = FullNames.of(show.inStrings() ? FullNames.lower(show.name()) : show.name(), context);
        catalog.columns(name, show.name().position());
        CatalogEntry entry = catalog.entry(name).orElse(null);
        if (entry instanceof ViewDefinition view && show.view()) {
            return DefinitionResult.names("Create View", List.of(DefinitionText.createView(view)));
        }
        if (entry instanceof FileTableDefinition table && !show.view()) {
            return DefinitionResult.names("Create Table", List.of(DefinitionText.createTable(table)));
        }
        String what = entry == null
                ? "no statement made " + show.name() + ": a connector brings it"
                : show.name()
                        + (show.view() ? " is a table: write SHOW CREATE TABLE" : " is a view: write SHOW CREATE VIEW");
        throw new TarnException(ErrorCode.INVALID_STATEMENT, show.name().position(), what);
    }
}
