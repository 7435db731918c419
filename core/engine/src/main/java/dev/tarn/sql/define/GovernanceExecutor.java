package dev.tarn.sql.define;

import dev.tarn.catalog.CatalogManager;
import dev.tarn.catalog.FileTableDefinition;
import dev.tarn.catalog.OwnCatalog;
import dev.tarn.catalog.StoredEntry;
import dev.tarn.catalog.ViewDefinition;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.metastore.Attribute;
import dev.tarn.spi.metastore.AttributeFilter;
import dev.tarn.spi.metastore.AttributeTarget;
import dev.tarn.spi.metastore.Change;
import dev.tarn.sql.parser.GovernanceStatement;
import dev.tarn.sql.parser.GovernanceStatement.RestoreVersion;
import dev.tarn.sql.parser.GovernanceStatement.SetAttributes;
import dev.tarn.sql.parser.GovernanceStatement.ShowAttributes;
import dev.tarn.sql.parser.GovernanceStatement.ShowVersion;
import dev.tarn.sql.parser.GovernanceStatement.ShowVersions;
import dev.tarn.sql.parser.GovernanceStatement.Target;
import dev.tarn.sql.parser.Statement.Name;
import dev.tarn.sql.parser.Statement.Word;
import dev.tarn.sql.validate.StatementContext;
import java.util.ArrayList;
import java.util.List;

/** Runs statements about versions and business attributes. */
final class GovernanceExecutor {
    private static final List<String> VERSIONS = List.of("Version", "Time", "User", "Change");
    private static final List<String> ATTRIBUTES =
            List.of("Schema", "Table", "Column", "Attribute", "Value", "User", "Time");

    private final CatalogManager catalog;
    private final StatementContext context;

    GovernanceExecutor(StatementContext context) {
        this.catalog = context.catalog();
        this.context = context;
    }

    DefinitionResult run(GovernanceStatement statement) {
        if (statement instanceof ShowVersions show) {
            return versions(show);
        }
        if (statement instanceof ShowVersion show) {
            return version(show);
        }
        if (statement instanceof ShowAttributes show) {
            return attributes(show);
        }
        if (statement instanceof RestoreVersion restore) {
            StoredEntry entry = require(restore.name(), restore.view());
            catalog.own()
                    .restore(entry, number(restore.version()), restore.version().position());
        } else {
            set((SetAttributes) statement);
        }
        return DefinitionResult.nothing();
    }

    /** Returns a table or view of Tarn's own catalog. */
    private StoredEntry require(Name name) {
        List<String> full = FullNames.of(name, context);
        catalog.columns(full, name.position());
        return catalog.stored(full)
                .orElseThrow(() -> new TarnException(
                        ErrorCode.INVALID_STATEMENT,
                        name.position(),
                        name + " has no versions and attributes: a connector brings it"));
    }

    private StoredEntry require(Name name, boolean view) {
        StoredEntry entry = require(name);
        if (entry.entry() instanceof ViewDefinition != view) {
            throw new TarnException(
                    ErrorCode.INVALID_STATEMENT,
                    name.position(),
                    name + (view ? " is a table: write TABLE" : " is a view: write VIEW"));
        }
        return entry;
    }

    private static long number(Word version) {
        try {
            return Long.parseLong(version.text());
        } catch (NumberFormatException e) {
            throw new TarnException(ErrorCode.INVALID_STATEMENT, version.position(), "a version has a whole number", e);
        }
    }

    private DefinitionResult versions(ShowVersions show) {
        StoredEntry entry = require(show.name());
        List<List<String>> rows = new ArrayList<>();
        for (Change change : catalog.own().history(entry.relation())) {
            rows.add(List.of(String.valueOf(change.version()), change.time().toString(), change.user(), change.what()));
        }
        return DefinitionResult.of(VERSIONS, rows);
    }

    private DefinitionResult version(ShowVersion show) {
        StoredEntry newest = require(show.name(), show.view());
        StoredEntry entry = catalog.own()
                .version(newest.relation(), number(show.version()))
                .orElseThrow(() -> new TarnException(
                        ErrorCode.INVALID_STATEMENT,
                        show.version().position(),
                        show.name() + " has no version " + show.version().text() + "; it has 1 to "
                                + newest.stored().version()));
        String text = entry.entry() instanceof ViewDefinition view
                ? DefinitionText.createView(view)
                : DefinitionText.createTable((FileTableDefinition) entry.entry());
        return DefinitionResult.names(show.view() ? "Create View" : "Create Table", List.of(text));
    }

    private void set(SetAttributes set) {
        AttributeTarget target = target(set);
        catalog.own().setAttributes(target, set.attributes(), set.name().position());
    }

    private AttributeTarget target(SetAttributes set) {
        if (set.target() == Target.SCHEMA) {
            return AttributeTarget.database(schema(set.name()));
        }
        StoredEntry entry = require(set.name(), set.target() == Target.VIEW);
        if (set.column() == null) {
            return AttributeTarget.relation(entry.relation());
        }
        String column = set.column().text();
        if (entry.entry().columns().stream().noneMatch(each -> each.name().equals(column))) {
            throw new TarnException(
                    ErrorCode.COLUMN_NOT_FOUND, set.column().position(), set.name() + " has no column " + column);
        }
        return AttributeTarget.column(entry.relation(), column);
    }

    private String schema(Name name) {
        List<String> full = FullNames.ofSchema(name, context);
        catalog.tables(full.get(0), full.get(1), name.position());
        if (!full.get(0).equals(CatalogManager.OWN_CATALOG)) {
            throw new TarnException(
                    ErrorCode.NOT_SUPPORTED,
                    name.position(),
                    "changing the catalog " + full.get(0) + " is not supported");
        }
        return full.get(1);
    }

    private DefinitionResult attributes(ShowAttributes show) {
        String schema = null;
        String relation = null;
        if (show.name() != null) {
            List<String> full = FullNames.of(show.name(), context);
            boolean isRelation = catalog.stored(full).isPresent();
            schema = isRelation ? full.get(1) : schema(show.name());
            relation = isRelation ? OwnCatalog.name(full).relation() : null;
        }
        List<List<String>> rows = new ArrayList<>();
        for (Attribute each :
                catalog.own().attributes(new AttributeFilter(schema, relation, null, null, show.text()))) {
            AttributeTarget target = each.target();
            List<String> row = new ArrayList<>();
            row.add(target.database());
            row.add(target.relation());
            row.add(target.column());
            row.addAll(
                    List.of(each.name(), each.value(), each.user(), each.time().toString()));
            rows.add(row);
        }
        return DefinitionResult.of(ATTRIBUTES, rows);
    }
}
