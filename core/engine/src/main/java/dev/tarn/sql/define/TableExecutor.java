package dev.tarn.sql.define;

import dev.tarn.catalog.CatalogManager;
import dev.tarn.catalog.FileTableDefinition;
import dev.tarn.catalog.StoredDefinitions;
import dev.tarn.catalog.StoredEntry;
import dev.tarn.catalog.projection.Projection;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.metastore.Bucketing;
import dev.tarn.spi.metastore.Partition;
import dev.tarn.spi.storage.Location;
import dev.tarn.sql.parser.Statement.Name;
import dev.tarn.sql.parser.Statement.PartitionSpec;
import dev.tarn.sql.parser.TableStatement;
import dev.tarn.sql.validate.StatementContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Runs CREATE, DROP and ALTER TABLE but for what concerns which partitions there are. Each change is a version. */
final class TableExecutor {
    private static final String COMMENT = "comment";

    private final CatalogManager catalog;
    private final StatementContext context;

    TableExecutor(StatementContext context) {
        this.catalog = context.catalog();
        this.context = context;
    }

    void run(TableStatement statement) {
        if (statement instanceof TableStatement.CreateTable create) {
            create(create);
        } else if (statement instanceof TableStatement.DropTable drop) {
            catalog.drop(
                    FullNames.of(drop.name(), context),
                    false,
                    drop.ifExists(),
                    drop.name().position());
        } else if (statement instanceof TableStatement.AddColumns add) {
            changeColumns(add.table(), add.partition(), "ADD COLUMNS", changes -> changes.added(add.columns()));
        } else if (statement instanceof TableStatement.ReplaceColumns replace) {
            changeColumns(
                    replace.table(),
                    replace.partition(),
                    "REPLACE COLUMNS",
                    changes -> changes.replaced(replace.columns()));
        } else if (statement instanceof TableStatement.ChangeColumn change) {
            changeColumns(change.table(), change.partition(), "CHANGE COLUMN", changes -> changes.changed(change));
        } else if (statement instanceof TableStatement.SetLocation set) {
            setLocation(set);
        } else {
            setProperties((TableStatement.SetProperties) statement);
        }
    }

    private void create(TableStatement.CreateTable create) {
        InStatement position = create.name().position();
        if (create.notExternal() != null) {
            throw new TarnException(
                    ErrorCode.INVALID_STATEMENT,
                    create.notExternal(),
                    "a table over files is made by CREATE EXTERNAL TABLE ... LOCATION '...'");
        }
        if (create.location() == null) {
            throw new TarnException(ErrorCode.INVALID_STATEMENT, position, "CREATE EXTERNAL TABLE needs a LOCATION");
        }
        if (create.columns().isEmpty()) {
            throw new TarnException(
                    ErrorCode.INVALID_STATEMENT, position, "CREATE EXTERNAL TABLE needs columns: (name type, ...)");
        }
        Bucketing bucketing = create.buckets() == null
                ? null
                : new Bucketing(
                        create.buckets().columns(), List.of(), create.buckets().count());
        FileTableDefinition table = new FileTableDefinition(
                FullNames.of(create.name(), context),
                create.columns(),
                create.partitionColumns(),
                StorageClauses.resolve(catalog.formats(), create),
                bucketing,
                new Location(create.location()),
                create.comment(),
                create.properties());
        checkProjection(table, create.propertiesPosition());
        catalog.create(table, create.ifNotExists(), false, position);
    }

    private void changeColumns(Name name, PartitionSpec partition, String what, UnaryOperator<ColumnChanges> change) {
        StoredEntry base = catalog.requireTable(FullNames.of(name, context), name.position());
        FileTableDefinition table = (FileTableDefinition) base.entry();
        if (partition == null) {
            List<ColumnSchema> columns = change.apply(new ColumnChanges(table, table.fileColumns(), name.position()))
                    .columns();
            alter(base, Tables.withColumns(table, columns), what, name);
            return;
        }
        PartitionSelection selection = new PartitionSelection(catalog.own().partitions(base), base.relation());
        selection.change(partition, old -> {
            List<ColumnSchema> columns =
                    old.columns() == null ? table.fileColumns() : StoredDefinitions.columns(old.columns());
            List<ColumnSchema> changed = change.apply(new ColumnChanges(table, columns, name.position()))
                    .columns();
            return new Partition(
                    old.values(),
                    old.location(),
                    old.storage(),
                    StoredDefinitions.columnsToStore(changed),
                    old.properties());
        });
    }

    private void setLocation(TableStatement.SetLocation set) {
        Name name = set.table();
        StoredEntry base = catalog.requireTable(FullNames.of(name, context), name.position());
        FileTableDefinition table = (FileTableDefinition) base.entry();
        String location = set.location().text();
        if (set.partition() == null) {
            alter(base, Tables.withLocation(table, new Location(location)), "SET LOCATION", name);
            return;
        }
        PartitionSelection selection = new PartitionSelection(catalog.own().partitions(base), base.relation());
        selection.requireWhole(set.partition());
        selection.change(
                set.partition(),
                old -> new Partition(old.values(), location, old.storage(), old.columns(), old.properties()));
    }

    private void setProperties(TableStatement.SetProperties set) {
        Name name = set.table();
        StoredEntry base = catalog.requireTable(FullNames.of(name, context), name.position());
        FileTableDefinition table = (FileTableDefinition) base.entry();
        StorageClauses.checkProperties(set.properties(), name.position());
        Map<String, String> values = new HashMap<>(set.properties());
        String comment = Properties.value(values, COMMENT);
        values.keySet().removeIf(COMMENT::equalsIgnoreCase);
        FileTableDefinition changed = Tables.withProperties(
                table, Properties.merged(table.properties(), values), comment == null ? table.comment() : comment);
        checkProjection(changed, set.clause().position());
        alter(base, changed, "SET TBLPROPERTIES", name);
    }

    /** Projects the table's partitions as a query would, so that what is wrong is told now and not by each query. */
    private void checkProjection(FileTableDefinition table, InStatement position) {
        try {
            if (!table.partitionColumns().isEmpty() && Projection.isEnabled(table.properties())) {
                new Projection(table.partitionColumns(), table.properties(), table.location(), context.now());
            }
        } catch (TarnException e) {
            throw position == null ? e : new TarnException(e.code(), position, e.detail(), e);
        }
    }

    private void alter(StoredEntry base, FileTableDefinition changed, String what, Name name) {
        catalog.own().alter(base, changed, "ALTER TABLE " + what, name.position());
    }
}
