package dev.tarn.catalog;

import dev.tarn.catalog.file.FileFormats;
import dev.tarn.catalog.file.FileTables;
import dev.tarn.catalog.file.PathDescription;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.catalog.Connector;
import dev.tarn.spi.catalog.Table;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.error.TarnException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * All tables and views there are: Tarn's own catalog, which lives in memory as long as the engine does, the catalogs of
 * connectors, and files that are queried by path. Names are in lower case. Thread-safe.
 */
public final class CatalogManager implements AutoCloseable {
    /** The name of the catalog that CREATE changes. */
    public static final String OWN_CATALOG = "tarn";
    /** The schema that is always there. */
    public static final String DEFAULT_SCHEMA = "default";

    private final Map<String, Connector> connectors = new TreeMap<>();
    private final Map<String, Schema> schemas = new ConcurrentSkipListMap<>();
    private final FileTables fileTables;

    public CatalogManager(Collection<Connector> connectors, FileTables fileTables) {
        for (Connector connector : connectors) {
            this.connectors.put(connector.name(), connector);
        }
        this.fileTables = fileTables;
        schemas.put(DEFAULT_SCHEMA, new Schema(null));
    }

    /** Makes a catalog of the connectors, storages and formats on the class path, with nothing set. */
    public static CatalogManager discover() {
        return discover(Map.of());
    }

    /**
     * Makes a catalog of the connectors, storages and formats on the class path.
     *
     * @param storageSettings the settings of storages by name
     * @throws TarnException INVALID_PROPERTY for a value that a storage does not take
     */
    public static CatalogManager discover(Map<String, String> storageSettings) {
        List<Connector> connectors = new ArrayList<>();
        ServiceLoader.load(Connector.class, CatalogManager.class.getClassLoader())
                .forEach(connectors::add);
        return new CatalogManager(connectors, FileTables.discover(storageSettings));
    }

    /** Returns the names of all catalogs. */
    public List<String> catalogs() {
        TreeSet<String> names = new TreeSet<>(connectors.keySet());
        names.add(OWN_CATALOG);
        return List.copyOf(names);
    }

    /**
     * Returns the names of a catalog's schemas in order.
     *
     * @throws TarnException CATALOG_NOT_FOUND
     */
    public List<String> schemas(String catalog, InStatement position) {
        if (catalog.equals(OWN_CATALOG)) {
            return List.copyOf(schemas.keySet());
        }
        return connector(catalog, position).schemas().stream().sorted().toList();
    }

    /**
     * Returns the names of a schema's tables and views in order.
     *
     * @throws TarnException CATALOG_NOT_FOUND, SCHEMA_NOT_FOUND
     */
    public List<String> tables(String catalog, String schema, InStatement position) {
        if (catalog.equals(OWN_CATALOG)) {
            return List.copyOf(schema(schema, position).entries().keySet());
        }
        requireSchema(catalog, schema, position);
        return connector(catalog, position).tables(schema).stream().sorted().toList();
    }

    /** Returns the names of a schema's views in order. */
    public List<String> views(String catalog, String schema, InStatement position) {
        if (!catalog.equals(OWN_CATALOG)) {
            requireSchema(catalog, schema, position);
            return List.of();
        }
        return schema(schema, position).entries().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof ViewDefinition)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Returns what Tarn's own catalog keeps under a full name, or empty. */
    public Optional<CatalogEntry> entry(List<String> name) {
        if (!name.get(0).equals(OWN_CATALOG)) {
            return Optional.empty();
        }
        Schema schema = schemas.get(name.get(1));
        return schema == null
                ? Optional.empty()
                : Optional.ofNullable(schema.entries().get(name.get(2)));
    }

    /**
     * Completes a name of one to three parts by the search path.
     *
     * @throws TarnException INVALID_STATEMENT if it has more parts
     */
    public static List<String> qualify(List<String> name, SearchPath path, InStatement position) {
        return switch (name.size()) {
            case 1 -> List.of(path.catalog(), path.schema(), name.get(0));
            case 2 -> List.of(path.catalog(), name.get(0), name.get(1));
            case 3 -> List.copyOf(name);
            default ->
                throw new TarnException(
                        ErrorCode.INVALID_STATEMENT,
                        position,
                        "the name " + String.join(".", name) + " has more than three parts: catalog.schema.table");
        };
    }

    /**
     * Finds the table or view of a name in FROM.
     *
     * @param name one to three parts in lower case
     * @throws TarnException CATALOG_NOT_FOUND, SCHEMA_NOT_FOUND or TABLE_NOT_FOUND, with the nearest names
     */
    public Relation relation(List<String> name, SearchPath path, InStatement position) {
        List<String> full = qualify(name, path, position);
        String catalog = full.get(0);
        if (!catalog.equals(OWN_CATALOG)) {
            requireSchema(catalog, full.get(1), position);
            Table table = connector(catalog, position)
                    .table(full.get(1), full.get(2))
                    .orElseThrow(() -> tableNotFound(full, position));
            return new TableHandle(full, table);
        }
        if (name.size() == 2 && !schemas.containsKey(name.get(0)) && connectors.containsKey(name.get(0))) {
            throw new TarnException(
                    ErrorCode.SCHEMA_NOT_FOUND,
                    position,
                    "there is no schema " + name.get(0) + ", but a catalog of that name: write " + name.get(0)
                            + ".schema." + name.get(1));
        }
        CatalogEntry entry = schema(full.get(1), position).entries().get(full.get(2));
        if (entry == null) {
            throw tableNotFound(full, position);
        }
        if (entry instanceof ViewDefinition view) {
            return view;
        }
        return new TableHandle(full, declared((FileTableDefinition) entry));
    }

    private Table declared(FileTableDefinition table) {
        return new DeclaredTable(
                table,
                () -> fileTables.external(
                        table.location(),
                        table.fileColumns(),
                        table.partitionColumns(),
                        fileTables.formats().require(table.storage().format()),
                        table.options()));
    }

    /** Returns the file formats that tables may have. */
    public FileFormats formats() {
        return fileTables.formats();
    }

    /** Returns whether a name is written as a path rather than as a table's name. */
    public boolean looksLikePath(String name) {
        return fileTables.looksLikePath(name);
    }

    /**
     * Returns the columns of a table or view, partition columns last. Reads no file.
     *
     * @param name catalog, schema and table
     * @throws TarnException CATALOG_NOT_FOUND, SCHEMA_NOT_FOUND, TABLE_NOT_FOUND
     */
    public List<ColumnSchema> columns(List<String> name, InStatement position) {
        if (name.get(0).equals(OWN_CATALOG)) {
            schema(name.get(1), position);
            return entry(name).orElseThrow(() -> tableNotFound(name, position)).columns();
        }
        SearchPath path = new SearchPath(name.get(0), name.get(1));
        return ((TableHandle) relation(name, path, position)).table().columns();
    }

    /** Returns whether a relation of this name exists. */
    public boolean exists(List<String> name, SearchPath path) {
        List<String> full = qualify(name, path, null);
        Connector connector = connectors.get(full.get(0));
        return entry(full).isPresent()
                || connector != null
                        && connector.table(full.get(1), full.get(2)).isPresent();
    }

    /**
     * Returns the table of the files that a path names: one file, all of a folder, or those that match a pattern. Reads
     * the files' footers, which are cached.
     *
     * @throws TarnException PATH_NOT_FOUND if there is none; NOT_SUPPORTED for files of another format; what the format
     *     throws
     */
    public TableHandle pathTable(String path, InStatement position) {
        try {
            Table table = fileTables
                    .path(path)
                    .orElseThrow(() -> new TarnException(
                            ErrorCode.PATH_NOT_FOUND, position, "there is no file or folder " + path));
            return new TableHandle(List.of(path), table);
        } catch (TarnException e) {
            throw e.at(position);
        }
    }

    /** Returns what the files of a path were taken for; throws as {@link #pathTable} does. */
    public PathDescription describePath(String path, InStatement position) {
        try {
            return fileTables
                    .describe(path)
                    .orElseThrow(() -> new TarnException(
                            ErrorCode.PATH_NOT_FOUND, position, "there is no file or folder " + path));
        } catch (TarnException e) {
            throw e.at(position);
        }
    }

    /** @throws TarnException SCHEMA_ALREADY_EXISTS unless {@code ifNotExists}; NOT_SUPPORTED for a connector's catalog */
    public void createSchema(List<String> name, boolean ifNotExists, String comment, InStatement position) {
        requireOwn(name.get(0), position);
        if (schemas.putIfAbsent(name.get(1), new Schema(comment)) != null && !ifNotExists) {
            throw new TarnException(
                    ErrorCode.SCHEMA_ALREADY_EXISTS, position, "the schema " + name.get(1) + " exists already");
        }
    }

    /** @throws TarnException SCHEMA_NOT_FOUND unless {@code ifExists}; SCHEMA_NOT_EMPTY unless {@code cascade} */
    public void dropSchema(List<String> name, boolean ifExists, boolean cascade, InStatement position) {
        requireOwn(name.get(0), position);
        if (ifExists && !schemas.containsKey(name.get(1))) {
            return;
        }
        Schema schema = schema(name.get(1), position);
        if (!cascade && !schema.entries().isEmpty()) {
            throw new TarnException(
                    ErrorCode.SCHEMA_NOT_EMPTY,
                    position,
                    "the schema " + name.get(1) + " has " + schema.entries().size()
                            + " tables and views; DROP SCHEMA ... CASCADE drops them too");
        }
        if (name.get(1).equals(DEFAULT_SCHEMA)) {
            throw new TarnException(ErrorCode.NOT_SUPPORTED, position, "dropping the schema default is not supported");
        }
        schemas.remove(name.get(1));
    }

    /**
     * Keeps a table or view.
     *
     * @param replace whether it may take the place of one of its kind
     * @return false if there is one of that name already and {@code ifNotExists}
     * @throws TarnException TABLE_ALREADY_EXISTS, SCHEMA_NOT_FOUND, NOT_SUPPORTED for a connector's catalog
     */
    public boolean create(CatalogEntry entry, boolean ifNotExists, boolean replace, InStatement position) {
        requireOwn(entry.name().get(0), position);
        Map<String, CatalogEntry> entries =
                schema(entry.name().get(1), position).entries();
        CatalogEntry there = entries.putIfAbsent(entry.name().get(2), entry);
        if (there == null) {
            return true;
        }
        if (replace && there.getClass() == entry.getClass()) {
            entries.put(entry.name().get(2), entry);
            return true;
        }
        if (ifNotExists) {
            return false;
        }
        throw new TarnException(
                ErrorCode.TABLE_ALREADY_EXISTS,
                position,
                "the " + (there instanceof ViewDefinition ? "view " : "table ") + String.join(".", entry.name())
                        + " exists already");
    }

    /**
     * Forgets a table or view; the files stay.
     *
     * @throws TarnException TABLE_NOT_FOUND unless {@code ifExists}; INVALID_STATEMENT if it is of the other kind
     */
    public void drop(List<String> name, boolean view, boolean ifExists, InStatement position) {
        requireOwn(name.get(0), position);
        if (ifExists && entry(name).isEmpty()) {
            return;
        }
        Map<String, CatalogEntry> entries = schema(name.get(1), position).entries();
        CatalogEntry entry = entries.get(name.get(2));
        if (entry == null) {
            throw tableNotFound(name, position);
        }
        if (entry instanceof ViewDefinition != view) {
            throw new TarnException(
                    ErrorCode.INVALID_STATEMENT,
                    position,
                    String.join(".", name) + (view ? " is a table: write DROP TABLE" : " is a view: write DROP VIEW"));
        }
        entries.remove(name.get(2), entry);
    }

    private static void requireOwn(String catalog, InStatement position) {
        if (!catalog.equals(OWN_CATALOG)) {
            throw new TarnException(
                    ErrorCode.NOT_SUPPORTED, position, "changing the catalog " + catalog + " is not supported");
        }
    }

    private Connector connector(String catalog, InStatement position) {
        Connector connector = connectors.get(catalog);
        if (connector == null) {
            throw new TarnException(
                    ErrorCode.CATALOG_NOT_FOUND,
                    position,
                    "there is no catalog " + catalog + NearestNames.hint(catalog, catalogs()));
        }
        return connector;
    }

    private void requireSchema(String catalog, String schema, InStatement position) {
        List<String> known = connector(catalog, position).schemas();
        if (!known.contains(schema)) {
            throw schemaNotFound(catalog + "." + schema, schema, known, position);
        }
    }

    private Schema schema(String name, InStatement position) {
        Schema schema = schemas.get(name);
        if (schema == null) {
            throw schemaNotFound(name, name, schemas.keySet(), position);
        }
        return schema;
    }

    private static TarnException schemaNotFound(
            String shown, String name, Collection<String> known, InStatement position) {
        return new TarnException(
                ErrorCode.SCHEMA_NOT_FOUND, position, "there is no schema " + shown + NearestNames.hint(name, known));
    }

    private TarnException tableNotFound(List<String> name, InStatement position) {
        List<String> known = new ArrayList<>(tables(name.get(0), name.get(1), position));
        String hint = NearestNames.hint(name.get(2), known);
        if (hint.isEmpty()) {
            hint = elsewhere(name.get(2));
        }
        return new TarnException(
                ErrorCode.TABLE_NOT_FOUND,
                position,
                "there is no table " + name.get(2) + " in " + name.get(0) + "." + name.get(1) + hint);
    }

    private String elsewhere(String table) {
        for (Map.Entry<String, Schema> schema : schemas.entrySet()) {
            if (schema.getValue().entries().containsKey(table)) {
                return "; did you mean " + schema.getKey() + "." + table + "?";
            }
        }
        for (Connector connector : connectors.values()) {
            for (String schema : connector.schemas()) {
                if (connector.tables(schema).contains(table)) {
                    return "; did you mean " + connector.name() + "." + schema + "." + table + "?";
                }
            }
        }
        return "";
    }

    /** Frees what storages hold; no table of this catalog may be in use. */
    @Override
    public void close() {
        fileTables.close();
    }
}
