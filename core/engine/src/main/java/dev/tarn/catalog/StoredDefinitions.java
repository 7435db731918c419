package dev.tarn.catalog;

import dev.tarn.catalog.type.HiveTypes;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.metastore.ColumnDefinition;
import dev.tarn.spi.metastore.RelationDefinition;
import dev.tarn.spi.metastore.StorageDefinition;
import dev.tarn.spi.metastore.StoredRelation;
import dev.tarn.spi.metastore.TableDefinition;
import dev.tarn.spi.metastore.ViewQuery;
import dev.tarn.spi.storage.Location;
import java.util.List;
import java.util.Map;

/** Between what the engine knows of tables and views and what a metastore keeps of them. */
public final class StoredDefinitions {
    private static final String UNREADABLE = "the type ";

    private StoredDefinitions() {}

    static RelationDefinition stored(CatalogEntry entry) {
        if (entry instanceof ViewDefinition view) {
            return new ViewQuery(
                    columnsToStore(view.columns()),
                    view.queryText(),
                    view.path().catalog(),
                    view.path().schema(),
                    view.comment(),
                    Map.of());
        }
        FileTableDefinition table = (FileTableDefinition) entry;
        return new TableDefinition(
                columnsToStore(table.fileColumns()),
                columnsToStore(table.partitionColumns()),
                stored(table.storage()),
                table.bucketing(),
                table.location().text(),
                table.comment(),
                table.properties());
    }

    static CatalogEntry entry(StoredRelation stored) {
        List<String> name = List.of(
                CatalogManager.OWN_CATALOG,
                stored.name().database(),
                stored.name().relation());
        if (stored.definition() instanceof ViewQuery view) {
            List<ColumnSchema> columns = columns(view.columns());
            return new ViewDefinition(
                    name,
                    columns,
                    columns.stream().map(ColumnSchema::name).toList(),
                    view.query(),
                    new SearchPath(view.catalog(), view.database()),
                    view.comment());
        }
        TableDefinition table = (TableDefinition) stored.definition();
        return new FileTableDefinition(
                name,
                columns(table.columns()),
                columns(table.partitionColumns()),
                storage(table.storage()),
                table.bucketing(),
                new Location(table.location()),
                table.comment(),
                table.properties());
    }

    /** Returns how files are read, as a metastore keeps it. */
    public static StorageDefinition stored(FileStorage storage) {
        return new StorageDefinition(
                storage.format(),
                storage.storedAs(),
                storage.serde(),
                storage.serdeProperties(),
                storage.inputFormat(),
                storage.outputFormat());
    }

    /** Returns how files are read of what a metastore keeps. */
    public static FileStorage storage(StorageDefinition stored) {
        return new FileStorage(
                stored.format(),
                stored.storedAs(),
                stored.serde(),
                stored.serdeProperties(),
                stored.inputFormat(),
                stored.outputFormat());
    }

    /** Returns columns as a metastore keeps them. */
    public static List<ColumnDefinition> columnsToStore(List<ColumnSchema> columns) {
        return columns.stream()
                .map(column -> new ColumnDefinition(column.name(), typeText(column), column.comment()))
                .toList();
    }

    private static String typeText(ColumnSchema column) {
        if (column.type() != null) {
            return HiveTypes.text(column.type());
        }
        String why = column.unsupported();
        return why.startsWith(UNREADABLE) ? why.substring(UNREADABLE.length()) : why;
    }

    /** Returns the columns that a metastore keeps; those of types that Tarn cannot read say so. */
    public static List<ColumnSchema> columns(List<ColumnDefinition> stored) {
        return stored.stream()
                .map(column -> HiveTypes.parse(column.type())
                        .map(type -> new ColumnSchema(column.name(), type, null, column.comment()))
                        .orElseGet(() ->
                                new ColumnSchema(column.name(), null, UNREADABLE + column.type(), column.comment())))
                .toList();
    }
}
