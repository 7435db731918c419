package dev.tarn.sql.define;

import dev.tarn.catalog.CatalogManager;
import dev.tarn.catalog.StoredEntry;
import dev.tarn.catalog.TablePartitions;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.metastore.IfExists;
import dev.tarn.spi.metastore.Partition;
import dev.tarn.sql.parser.PartitionStatement;
import dev.tarn.sql.parser.Statement.Name;
import dev.tarn.sql.parser.Statement.PartitionSpec;
import dev.tarn.sql.validate.StatementContext;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs ALTER TABLE ADD, DROP and RENAME PARTITION, and MSCK REPAIR TABLE. */
final class PartitionExecutor {
    private static final String RESULT = "Result";

    private final CatalogManager catalog;
    private final StatementContext context;

    PartitionExecutor(StatementContext context) {
        this.catalog = context.catalog();
        this.context = context;
    }

    DefinitionResult run(PartitionStatement statement) {
        if (statement instanceof PartitionStatement.AddPartitions add) {
            add(add);
        } else if (statement instanceof PartitionStatement.DropPartitions drop) {
            drop(drop);
        } else if (statement instanceof PartitionStatement.RenamePartition rename) {
            rename(rename);
        } else {
            PartitionStatement.RepairTable repair = (PartitionStatement.RepairTable) statement;
            return DefinitionResult.names(RESULT, new TableRepair(catalog, table(repair.table())).run(repair));
        }
        return DefinitionResult.nothing();
    }

    private StoredEntry table(Name name) {
        return catalog.requireTable(FullNames.of(name, context), name.position());
    }

    private void add(PartitionStatement.AddPartitions add) {
        StoredEntry table = table(add.table());
        TablePartitions partitions = catalog.own().partitions(table);
        PartitionSelection selection = new PartitionSelection(partitions, table.relation());
        Map<List<String>, Partition> added = new LinkedHashMap<>();
        for (PartitionStatement.NewPartition each : add.partitions()) {
            List<String> values = selection.values(each.spec());
            String location = each.location() == null
                    ? partitions.folder(values).text()
                    : each.location().text();
            if (added.put(values, Partition.of(values, location)) != null) {
                throw new TarnException(
                        ErrorCode.INVALID_STATEMENT,
                        each.spec().position(),
                        "the statement adds the partition " + partitions.name(values) + " twice");
            }
        }
        partitions.add(
                added.values(),
                add.ifNotExists() ? IfExists.SKIP : IfExists.FAIL,
                add.partitions().get(0).spec().position());
    }

    private void drop(PartitionStatement.DropPartitions drop) {
        StoredEntry table = table(drop.table());
        TablePartitions partitions = catalog.own().partitions(table);
        PartitionSelection selection = new PartitionSelection(partitions, table.relation());
        Set<List<String>> dropped = new LinkedHashSet<>();
        for (PartitionSpec spec : drop.partitions()) {
            Iterator<Partition> found = selection.all(spec);
            if (!found.hasNext() && !drop.ifExists()) {
                throw selection.notFound(spec);
            }
            found.forEachRemaining(partition -> dropped.add(partition.values()));
        }
        partitions.drop(dropped, drop.table().position());
    }

    private void rename(PartitionStatement.RenamePartition rename) {
        StoredEntry table = table(rename.table());
        TablePartitions partitions = catalog.own().partitions(table);
        PartitionSelection selection = new PartitionSelection(partitions, table.relation());
        List<String> to = selection.values(rename.to());
        partitions.change(
                selection.values(rename.from()),
                old -> new Partition(to, old.location(), old.storage(), old.columns(), old.properties()),
                rename.from().position());
    }
}
