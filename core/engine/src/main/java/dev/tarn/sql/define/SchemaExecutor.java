package dev.tarn.sql.define;

import dev.tarn.catalog.CatalogManager;
import dev.tarn.spi.metastore.Database;
import dev.tarn.spi.metastore.StoredDatabase;
import dev.tarn.sql.parser.SchemaStatement;
import dev.tarn.sql.validate.StatementContext;
import java.util.List;

/** Runs CREATE, ALTER and DROP SCHEMA. */
final class SchemaExecutor {
    private final CatalogManager catalog;
    private final StatementContext context;

    SchemaExecutor(StatementContext context) {
        this.catalog = context.catalog();
        this.context = context;
    }

    void run(SchemaStatement statement) {
        if (statement instanceof SchemaStatement.CreateSchema create) {
            create(create);
        } else if (statement instanceof SchemaStatement.DropSchema drop) {
            catalog.dropSchema(
                    FullNames.ofSchema(drop.name(), context),
                    drop.ifExists(),
                    drop.cascade(),
                    drop.name().position());
        } else {
            setProperties((SchemaStatement.SetSchemaProperties) statement);
        }
    }

    private void create(SchemaStatement.CreateSchema create) {
        List<String> name = FullNames.ofSchema(create.name(), context);
        Database schema = new Database(
                name.get(1),
                create.comment(),
                create.location() == null ? null : create.location().text(),
                create.properties());
        catalog.createSchema(
                name.get(0), schema, create.ifNotExists(), create.name().position());
    }

    private void setProperties(SchemaStatement.SetSchemaProperties set) {
        List<String> name = FullNames.ofSchema(set.name(), context);
        StoredDatabase base = catalog.requireSchema(name, set.name().position());
        Database old = base.database();
        Database changed = new Database(
                old.name(), old.comment(), old.location(), Properties.merged(old.properties(), set.properties()));
        catalog.own().alterSchema(base, changed, set.name().position());
    }
}
