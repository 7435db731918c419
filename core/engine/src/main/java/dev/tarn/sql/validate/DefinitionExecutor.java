package dev.tarn.sql.validate;

import dev.tarn.catalog.CatalogEntry;
import dev.tarn.catalog.CatalogManager;
import dev.tarn.catalog.FileTableDefinition;
import dev.tarn.catalog.SearchPath;
import dev.tarn.catalog.ViewDefinition;
import dev.tarn.catalog.file.PathDescription;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.catalog.Table;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.Location;
import dev.tarn.sql.parser.RefusedStatement;
import dev.tarn.sql.parser.SchemaStatement;
import dev.tarn.sql.parser.ShowStatement;
import dev.tarn.sql.parser.Statement;
import dev.tarn.sql.parser.Statement.Name;
import dev.tarn.sql.parser.TableStatement;
import dev.tarn.sql.parser.TarnParser;
import dev.tarn.sql.parser.ViewStatement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Runs definitions against the catalog: CREATE, DROP, SHOW and DESCRIBE. */
public final class DefinitionExecutor {
    private static final List<String> COLUMN_LIST = List.of("Column", "Type", "Extra", "Comment");

    private final CatalogManager catalog;
    private final StatementContext context;

    private DefinitionExecutor(StatementContext context) {
        this.catalog = context.catalog();
        this.context = context;
    }

    /**
     * Runs a statement.
     *
     * @throws TarnException of kind USER, positioned at the name it is about
     */
    public static DefinitionResult run(Statement statement, StatementContext context) {
        return new DefinitionExecutor(context).run(statement);
    }

    private DefinitionResult run(Statement statement) {
        if (statement instanceof SchemaStatement.CreateSchema create) {
            catalog.createSchema(
                    schemaName(create.name()),
                    create.ifNotExists(),
                    create.comment(),
                    create.name().position());
        } else if (statement instanceof SchemaStatement.DropSchema drop) {
            catalog.dropSchema(
                    schemaName(drop.name()),
                    drop.ifExists(),
                    drop.cascade(),
                    drop.name().position());
        } else if (statement instanceof TableStatement.CreateTable create) {
            createTable(create);
        } else if (statement instanceof ViewStatement.CreateView create) {
            createView(create);
        } else if (statement instanceof TableStatement.DropTable drop) {
            catalog.drop(
                    qualify(drop.name()), false, drop.ifExists(), drop.name().position());
        } else if (statement instanceof ViewStatement.DropView drop) {
            catalog.drop(
                    qualify(drop.name()), true, drop.ifExists(), drop.name().position());
        } else if (statement instanceof ShowStatement.ShowSchemas show) {
            return showSchemas(show);
        } else if (statement instanceof ShowStatement.ShowTables show) {
            return showTables(show);
        } else if (statement instanceof ShowStatement.ShowColumns show) {
            return showColumns(show);
        } else if (statement instanceof ShowStatement.ShowCreate show) {
            return showCreate(show);
        } else if (statement instanceof ShowStatement.Describe describe) {
            return describe.detail() == ShowStatement.Detail.COLUMNS
                    ? showColumns(new ShowStatement.ShowColumns(describe.table(), describe.inStrings(), null))
                    : new DefinitionResult(TableDetails.LABELS, describeExtended(describe));
        } else if (statement instanceof RefusedStatement refused) {
            throw new TarnException(ErrorCode.NOT_SUPPORTED, refused.position(), refused.name() + " is not supported");
        } else {
            throw new TarnException(
                    ErrorCode.NOT_SUPPORTED, statement.getClass().getSimpleName() + " is not supported");
        }
        return DefinitionResult.NOTHING;
    }

    private List<String> qualify(Name name) {
        return CatalogManager.qualify(name.parts(), context.path(), name.position());
    }

    /** Returns catalog and schema. */
    private List<String> schemaName(Name name) {
        return switch (name.parts().size()) {
            case 1 -> List.of(context.path().catalog(), name.parts().get(0));
            case 2 -> name.parts();
            default ->
                throw new TarnException(
                        ErrorCode.INVALID_STATEMENT,
                        name.position(),
                        "a schema's name has at most two parts, catalog.schema: " + name);
        };
    }

    private void createTable(TableStatement.CreateTable create) {
        FileTableDefinition table = new FileTableDefinition(
                qualify(create.name()),
                create.columns(),
                create.partitionColumns(),
                StorageClauses.resolve(catalog.formats(), create),
                new Location(create.location()),
                create.comment(),
                create.properties());
        catalog.create(table, create.ifNotExists(), false, create.name().position());
    }

    private void createView(ViewStatement.CreateView create) {
        List<String> name = qualify(create.name());
        ValidatedQuery query =
                QueryValidator.validate(TarnParser.parse(create.queryText(), create.queryStart()), context);
        int width = query.labels().size();
        if (!create.columns().isEmpty() && create.columns().size() != width) {
            throw new TarnException(
                    ErrorCode.INVALID_STATEMENT,
                    create.name().position(),
                    "the view names " + create.columns().size() + " columns, but its query has " + width);
        }
        List<ColumnSchema> columns = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < width; i++) {
            String label = create.columns().isEmpty()
                    ? query.labels().get(i).toLowerCase(Locale.ROOT)
                    : create.columns().get(i);
            checkColumnName(label, i, seen, create.queryStart());
            columns.add(ColumnSchema.of(label, query.types().get(i)));
        }
        List<String> names = columns.stream().map(ColumnSchema::name).toList();
        ViewDefinition view =
                new ViewDefinition(name, columns, names, create.queryText(), context.path(), create.comment());
        catalog.create(view, false, create.orReplace(), create.name().position());
    }

    private static void checkColumnName(String label, int index, Set<String> seen, InStatement position) {
        if (label.equals("_col" + index)) {
            throw new TarnException(
                    ErrorCode.INVALID_STATEMENT,
                    position,
                    "column " + (index + 1) + " of the view has no name; give it one with AS");
        }
        if (!seen.add(label)) {
            throw new TarnException(
                    ErrorCode.INVALID_STATEMENT,
                    position,
                    "the view has two columns " + label + "; give one another name with AS");
        }
    }

    private DefinitionResult showSchemas(ShowStatement.ShowSchemas show) {
        if (show.catalog() != null && show.catalog().parts().size() > 1) {
            throw new TarnException(
                    ErrorCode.INVALID_STATEMENT, show.catalog().position(), "SHOW SCHEMAS IN names a catalog");
        }
        String name = show.catalog() == null
                ? context.path().catalog()
                : show.catalog().parts().get(0);
        InStatement position = show.catalog() == null ? null : show.catalog().position();
        return DefinitionResult.names("Schema", matching(catalog.schemas(name, position), show.pattern()));
    }

    private DefinitionResult showTables(ShowStatement.ShowTables show) {
        SearchPath path = context.path();
        List<String> schema =
                show.schema() == null ? List.of(path.catalog(), path.schema()) : schemaName(show.schema());
        InStatement position = show.schema() == null ? null : show.schema().position();
        List<String> names = show.viewsOnly()
                ? catalog.views(schema.get(0), schema.get(1), position)
                : catalog.tables(schema.get(0), schema.get(1), position);
        return DefinitionResult.names(show.viewsOnly() ? "View" : "Table", matching(names, show.pattern()));
    }

    private DefinitionResult showColumns(ShowStatement.ShowColumns show) {
        Name name = show.table();
        List<ColumnSchema> columns;
        Set<String> partitionColumns = new HashSet<>();
        if (show.inStrings() && isPath(name)) {
            Table table =
                    catalog.pathTable(name.parts().get(0), name.position()).table();
            columns = table.columns();
            partitionColumns.addAll(table.exactlyPrunedColumns());
        } else {
            List<String> full = qualify(show.inStrings() ? lower(name) : name);
            columns = catalog.columns(full, name.position());
            if (catalog.entry(full).orElse(null) instanceof FileTableDefinition table) {
                table.partitionColumns().forEach(column -> partitionColumns.add(column.name()));
            }
        }
        List<List<String>> rows = new ArrayList<>();
        for (ColumnSchema column : columns) {
            String extra = column.type() == null
                    ? "not supported"
                    : partitionColumns.contains(column.name()) ? "partition key" : "";
            rows.add(Arrays.asList(
                    column.name(),
                    DefinitionText.type(column),
                    extra,
                    column.comment() == null ? "" : column.comment()));
        }
        return new DefinitionResult(COLUMN_LIST, rows);
    }

    /** A name is a table's first, then a path. */
    private boolean isPath(Name name) {
        return name.parts().size() == 1
                && catalog.looksLikePath(name.parts().get(0))
                && !catalog.exists(lower(name).parts(), context.path());
    }

    private static Name lower(Name name) {
        return new Name(
                name.parts().stream().map(part -> part.toLowerCase(Locale.ROOT)).toList(), name.position());
    }

    private List<List<String>> describeExtended(ShowStatement.Describe describe) {
        Name name = describe.table();
        if (describe.inStrings() && isPath(name)) {
            PathDescription path = catalog.describePath(name.parts().get(0), name.position());
            return TableDetails.of(
                    path,
                    path.otherwise().isPresent()
                            ? Optional.empty()
                            : Optional.of(PathDefinitions.of(path, name.position())));
        }
        List<String> full = qualify(describe.inStrings() ? lower(name) : name);
        List<ColumnSchema> columns = catalog.columns(full, name.position());
        return catalog.entry(full).orElse(null) instanceof FileTableDefinition table
                ? TableDetails.of(table)
                : TableDetails.of(columns);
    }

    private DefinitionResult showCreate(ShowStatement.ShowCreate show) {
        if (show.inStrings() && isPath(show.name())) {
            PathDescription path =
                    catalog.describePath(show.name().parts().get(0), show.name().position());
            return DefinitionResult.names(
                    "Create Table",
                    List.of(DefinitionText.createTable(
                            PathDefinitions.of(path, show.name().position()))));
        }
        List<String> name = qualify(show.inStrings() ? lower(show.name()) : show.name());
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

    /** Keeps the names that match a pattern of LIKE ({@code %}, {@code _}) or of Hive ({@code *}, {@code |}). */
    private static List<String> matching(List<String> names, String pattern) {
        if (pattern == null) {
            return names;
        }
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            switch (c) {
                case '%', '*' -> regex.append(".*");
                case '_' -> regex.append('.');
                case '|' -> regex.append('|');
                case '\\' -> regex.append(i + 1 < pattern.length() ? Pattern.quote("" + pattern.charAt(++i)) : "");
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        Pattern compiled = Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
        return names.stream().filter(name -> compiled.matcher(name).matches()).toList();
    }
}
