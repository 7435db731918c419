package dev.tarn.sql.define;

import dev.tarn.catalog.CatalogManager;
import dev.tarn.catalog.OwnCatalog;
import dev.tarn.catalog.write.WriteRepair;
import dev.tarn.spi.metastore.RelationName;
import dev.tarn.spi.metastore.WriteRecord;
import dev.tarn.sql.parser.Statement.Name;
import dev.tarn.sql.parser.UpkeepStatement;
import dev.tarn.sql.validate.StatementContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs REPAIR WRITES. */
final class WriteUpkeep {
    private static final List<String> COLUMNS =
            List.of("Write", "Operation", "Table", "Location", "User", "Begun", "Outcome", "Files");

    private WriteUpkeep() {}

    /**
     * Removes what writes left behind.
     *
     * @return a row for each write that was not committed: what it was, and what became of it
     */
    static DefinitionResult run(UpkeepStatement.RepairWrites repair, StatementContext context) {
        CatalogManager catalog = context.catalog();
        RelationName table = null;
        if (repair.table() != null) {
            Name name = repair.table();
            List<String> full = CatalogManager.qualify(name.parts(), context.path(), name.position());
            catalog.requireTable(full, name.position());
            table = OwnCatalog.name(full);
        }
        List<List<String>> rows = new ArrayList<>();
        for (WriteRepair.Outcome outcome : new WriteRepair(catalog.own(), catalog::storage).run(table)) {
            WriteRecord write = outcome.write();
            rows.add(Arrays.asList(
                    write.id().text(),
                    write.request().operation(),
                    write.request().table() == null
                            ? null
                            : write.request().table().toString(),
                    write.request().location(),
                    write.user(),
                    write.begun().toString(),
                    outcome.outcome(),
                    Integer.toString(outcome.files())));
        }
        return DefinitionResult.of(COLUMNS, rows);
    }
}
