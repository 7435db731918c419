package dev.tarn.catalog;

import dev.tarn.catalog.rows.RowTable;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.catalog.Table;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.predicate.Domain;
import dev.tarn.spi.predicate.Domain.ByteText;
import dev.tarn.spi.predicate.TupleDomain;
import dev.tarn.spi.type.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The schema that every catalog has and SQL describes: tables of what schemas, tables and columns there are. */
final class InformationSchema {
    /** Its name. */
    static final String NAME = "information_schema";

    private static final String TABLE_CATALOG = "table_catalog";
    private static final String TABLE_SCHEMA = "table_schema";
    private static final String SCHEMA_NAME = "schema_name";
    private static final String TABLE_NAME = "table_name";
    private static final String CONSTRAINT_NAME = "constraint_name";

    private final CatalogManager manager;
    private final String catalog;
    private final Map<String, Function<TupleDomain, List<List<Object>>>> rows = new TreeMap<>();
    private final Map<String, List<ColumnSchema>> columns = new TreeMap<>();

    InformationSchema(CatalogManager manager, String catalog) {
        this.manager = manager;
        this.catalog = catalog;
        add("schemata", this::schemata, texts("catalog_name", SCHEMA_NAME, "schema_owner", "sql_path"));
        add("tables", this::tables, texts(TABLE_CATALOG, TABLE_SCHEMA, TABLE_NAME, "table_type"));
        add("views", this::views, texts(TABLE_CATALOG, TABLE_SCHEMA, TABLE_NAME, "view_definition"));
        List<ColumnSchema> columnColumns =
                new ArrayList<>(texts(TABLE_CATALOG, TABLE_SCHEMA, TABLE_NAME, "column_name"));
        columnColumns.add(ColumnSchema.of("ordinal_position", Type.BIGINT));
        columnColumns.addAll(texts("column_default", "is_nullable", "data_type", "comment", "extra_info"));
        add("columns", this::columns, columnColumns);
        add("table_comments", this::comments, texts(TABLE_CATALOG, TABLE_SCHEMA, TABLE_NAME, "comment"));
        empty("table_constraints", "constraint_catalog", "constraint_schema", CONSTRAINT_NAME, "constraint_type");
        empty("key_column_usage", "constraint_catalog", "constraint_schema", CONSTRAINT_NAME, "column_name");
        empty("constraint_column_usage", "constraint_catalog", "constraint_schema", CONSTRAINT_NAME, "column_name");
        add(
                "referential_constraints",
                predicate -> List.of(),
                texts(
                        "constraint_catalog",
                        "constraint_schema",
                        CONSTRAINT_NAME,
                        "unique_constraint_catalog",
                        "unique_constraint_schema",
                        "unique_constraint_name"));
        empty("table_privileges", "grantor", "grantee", "privilege_type", "is_grantable");
        add(
                "routines",
                predicate -> List.of(),
                texts("routine_catalog", "routine_schema", "routine_name", "data_type"));
    }

    private static List<ColumnSchema> texts(String... names) {
        return Stream.of(names).map(name -> ColumnSchema.of(name, Type.VARCHAR)).toList();
    }

    private void add(String name, Function<TupleDomain, List<List<Object>>> made, List<ColumnSchema> has) {
        rows.put(name, made);
        columns.put(name, List.copyOf(has));
    }

    /** Adds a table that never has rows, as Tarn has no such things. */
    private void empty(String name, String... own) {
        List<ColumnSchema> all = new ArrayList<>(texts(TABLE_CATALOG, TABLE_SCHEMA, TABLE_NAME));
        all.addAll(texts(own));
        add(name, predicate -> List.of(), all);
    }

    /** Returns the names of the tables in order. */
    List<String> names() {
        return List.copyOf(rows.keySet());
    }

    Optional<Table> table(String name) {
        return Optional.ofNullable(rows.get(name)).map(made -> new RowTable(NAME, columns.get(name), made));
    }

    private static boolean allows(TupleDomain predicate, String column, String value) {
        Domain domain = predicate.domain(column).orElse(null);
        return domain == null || domain.contains(new ByteText(value.getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> schemas(TupleDomain predicate, String column) {
        return manager.schemas(catalog, null).stream()
                .filter(schema -> allows(predicate, column, schema))
                .toList();
    }

    private List<List<Object>> schemata(TupleDomain predicate) {
        List<List<Object>> found = new ArrayList<>();
        for (String schema : schemas(predicate, SCHEMA_NAME)) {
            found.add(Arrays.asList(catalog, schema, null, null));
        }
        if (allows(predicate, SCHEMA_NAME, NAME)) {
            found.add(Arrays.asList(catalog, NAME, null, null));
        }
        return found;
    }

    private List<List<Object>> tables(TupleDomain predicate) {
        List<List<Object>> found = new ArrayList<>();
        for (String schema : schemas(predicate, TABLE_SCHEMA)) {
            Set<String> views = new HashSet<>(manager.views(catalog, schema, null));
            for (String table : manager.tables(catalog, schema, null)) {
                found.add(List.of(catalog, schema, table, views.contains(table) ? "VIEW" : "BASE TABLE"));
            }
        }
        return found;
    }

    private List<List<Object>> views(TupleDomain predicate) {
        List<List<Object>> found = new ArrayList<>();
        for (String schema : schemas(predicate, TABLE_SCHEMA)) {
            for (String name : manager.views(catalog, schema, null)) {
                if (allows(predicate, TABLE_NAME, name)
                        && manager.entry(List.of(catalog, schema, name)).orElse(null) instanceof ViewDefinition view) {
                    found.add(List.of(catalog, schema, name, view.queryText()));
                }
            }
        }
        return found;
    }

    /** The tables of connectors have no comments. */
    private List<List<Object>> comments(TupleDomain predicate) {
        List<List<Object>> found = new ArrayList<>();
        if (catalog.equals(CatalogManager.OWN_CATALOG)) {
            for (String schema : schemas(predicate, TABLE_SCHEMA)) {
                manager.own()
                        .comments(schema)
                        .forEach((table, comment) -> found.add(List.of(catalog, schema, table, comment)));
            }
        }
        return found;
    }

    private List<List<Object>> columns(TupleDomain predicate) {
        List<List<Object>> found = new ArrayList<>();
        for (String schema : schemas(predicate, TABLE_SCHEMA)) {
            for (String table : manager.tables(catalog, schema, null)) {
                if (allows(predicate, TABLE_NAME, table)) {
                    addColumnsIfThere(List.of(catalog, schema, table), found);
                }
            }
        }
        return found;
    }

    /** A table that was dropped since the tables were listed has no columns. */
    private void addColumnsIfThere(List<String> name, List<List<Object>> found) {
        try {
            addColumns(name, found);
        } catch (TarnException e) {
            if (e.code() != ErrorCode.TABLE_NOT_FOUND) {
                throw e;
            }
        }
    }

    private void addColumns(List<String> name, List<List<Object>> found) {
        Set<String> partitionColumns = new HashSet<>();
        if (manager.entry(name).orElse(null) instanceof FileTableDefinition table) {
            table.partitionColumns().forEach(column -> partitionColumns.add(column.name()));
        }
        long position = 0;
        for (ColumnSchema column : manager.columns(name, null)) {
            position++;
            found.add(Arrays.asList(
                    name.get(0),
                    name.get(1),
                    name.get(2),
                    column.name(),
                    position,
                    null,
                    "YES",
                    column.type() == null ? column.unsupported() : column.type().sqlName(),
                    column.comment(),
                    partitionColumns.contains(column.name()) ? "partition key" : null));
        }
    }
}
