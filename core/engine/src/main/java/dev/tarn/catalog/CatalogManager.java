package dev.tarn.catalog;

import dev.tarn.catalog.file.FileFormats;
import dev.tarn.catalog.file.FileTables;
import dev.tarn.catalog.file.FolderTree;
import dev.tarn.catalog.file.PartitionPlace;
import dev.tarn.catalog.file.PathDescription;
import dev.tarn.catalog.file.PathNames;
import dev.tarn.catalog.file.Survey;
import dev.tarn.catalog.store.MemoryMetastore;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.catalog.Connector;
import dev.tarn.spi.catalog.Table;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.metastore.Database;
import dev.tarn.spi.metastore.Metastore;
import dev.tarn.spi.metastore.MetastoreReader;
import dev.tarn.spi.metastore.RelationKind;
import dev.tarn.spi.metastore.RelationName;
import dev.tarn.spi.metastore.RelationSummary;
import dev.tarn.spi.metastore.StoredDatabase;
import dev.tarn.spi.metastore.WriteVisibility;
import dev.tarn.spi.storage.FileSystem;
import dev.tarn.spi.storage.Location;
import dev.tarn.spi.text.NearestNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * All tables and views there are: {@linkplain OwnCatalog Tarn's own catalog}, the catalogs of connectors, and files that are
 * queried by path. Names are in lower case. Thread-safe.
 */
public final class CatalogManager implements AutoCloseable {
    /** The name of the catalog that CREATE changes. */
    public static final String OWN_CATALOG = "tarn";
    /** The schema that is always there. */
    public static final String DEFAULT_SCHEMA = "default";

    private static final String TABLES_FOLDER = "tables";

    private final Map<String, Connector> connectors = new TreeMap<>();
    private final OwnCatalog own;
    private final FileTables fileTables;
    /** Where tables go whose statement and schema say nothing; null if they have to. */
    private final Location tablesFolder;

    /** Makes a catalog in memory. */
    public CatalogManager(Collection<Connector> connectors, FileTables fileTables) {
        this(connectors, fileTables, new MemoryMetastore(), System.getProperty("user.name", "unknown"));
    }

    /** Makes a catalog over a metastore, which is closed with it. */
    public CatalogManager(Collection<Connector> connectors, FileTables fileTables, Metastore metastore, String user) {
        this(connectors, fileTables, metastore, user, null);
    }

    private CatalogManager(
            Collection<Connector> connectors,
            FileTables fileTables,
            Metastore metastore,
            String user,
            Location tablesFolder) {
        for (Connector connector : connectors) {
            this.connectors.put(connector.name(), connector);
        }
        this.fileTables = fileTables;
        this.own = new OwnCatalog(metastore, user);
        this.tablesFolder = tablesFolder;
    }

    /** Makes a catalog in memory of the connectors, storages and formats on the class path, with nothing set. */
    public static CatalogManager discover() {
        return discover(Map.of(), null);
    }

    /**
     * Makes a catalog of the connectors, storages and formats on the class path.
     *
     * @param storageSettings the settings of storages by name
     * @param place where Tarn's own catalog is kept, or null: in memory
     * @throws TarnException INVALID_PROPERTY for a value that a storage does not take, or a place that nothing serves; what
     *     opening the place throws
     */
    public static CatalogManager discover(Map<String, String> storageSettings, String place) {
        List<Connector> connectors = new ArrayList<>();
        ServiceLoader.load(Connector.class, CatalogManager.class.getClassLoader())
                .forEach(connectors::add);
        FileTables fileTables = FileTables.discover(storageSettings);
        try {
            Metastore metastore = place == null ? new MemoryMetastore() : Metastores.open(place);
            boolean isFolder = place != null && !place.contains("://");
            Location tables = isFolder ? new Location(place).child(TABLES_FOLDER) : null;
            return new CatalogManager(
                    connectors, fileTables, metastore, System.getProperty("user.name", "unknown"), tables);
        } catch (RuntimeException e) {
            fileTables.close();
            throw e;
        }
    }

    /** Returns the catalog that CREATE changes. */
    public OwnCatalog own() {
        return own;
    }

    /** Returns where Tarn's own catalog is kept. */
    public Metastore metastore() {
        return own.metastore();
    }

    /** @throws TarnException NOT_SUPPORTED for a connector's catalog, SCHEMA_NOT_FOUND */
    public void requireSchemaOf(List<String> name, InStatement position) {
        requireOwn(name.get(0), position);
        requireSchemaToFill(name.get(1), position);
    }

    /**
     * Returns a folder of its own for a new table whose statement names none: in the schema's location, or in the catalog's
     * folder; empty if there is neither.
     */
    public Optional<Location> newLocation(List<String> name) {
        Location schema = own.schema(name.get(1))
                .map(stored -> stored.database().location())
                .map(Location::new)
                .orElse(tablesFolder == null ? null : tablesFolder.child(name.get(1)));
        String suffix = UUID.randomUUID().toString().substring(0, 8);
        return Optional.ofNullable(schema).map(folder -> folder.child(name.get(2) + "-" + suffix));
    }

    /**
     * Returns the storage that a location lies in.
     *
     * @throws TarnException NOT_SUPPORTED if there is none
     */
    public FileSystem storage(Location location) {
        return fileTables.storage(location);
    }

    /** Returns the files and folders whose paths begin with {@code prefix}, in order; folders end with a slash. */
    public List<String> paths(String prefix) {
        return PathNames.beginningWith(prefix, this::storage);
    }

    /** Returns whether a location is a pattern rather than a folder or file. */
    public boolean isPattern(Location location) {
        return fileTables.isPattern(location);
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
            return own.schemas();
        }
        return connector(catalog, position).schemas().stream().sorted().toList();
    }

    /**
     * Returns the names of a schema's tables and views in order.
     *
     * @throws TarnException CATALOG_NOT_FOUND, SCHEMA_NOT_FOUND
     */
    public List<String> tables(String catalog, String schema, InStatement position) {
        if (schema.equals(InformationSchema.NAME) && catalogs().contains(catalog)) {
            return new InformationSchema(this, catalog).names();
        }
        if (catalog.equals(OWN_CATALOG)) {
            return names(relations(schema, position));
        }
        requireSchema(catalog, schema, position);
        return connector(catalog, position).tables(schema).stream().sorted().toList();
    }

    /** Returns the names of a schema's views in order. */
    public List<String> views(String catalog, String schema, InStatement position) {
        if (schema.equals(InformationSchema.NAME) && catalogs().contains(catalog)) {
            return List.of();
        }
        if (!catalog.equals(OWN_CATALOG)) {
            requireSchema(catalog, schema, position);
            return List.of();
        }
        return names(relations(schema, position).stream()
                .filter(relation -> relation.kind() == RelationKind.VIEW)
                .toList());
    }

    private List<RelationSummary> relations(String schema, InStatement position) {
        List<RelationSummary> relations = own.relations(schema);
        if (relations.isEmpty()) {
            requireOwnSchema(schema, "", position);
        }
        return relations;
    }

    private static List<String> names(List<RelationSummary> relations) {
        return relations.stream().map(relation -> relation.name().relation()).toList();
    }

    /** Returns what Tarn's own catalog keeps under a full name, or empty. */
    public Optional<CatalogEntry> entry(List<String> name) {
        return stored(name).map(StoredEntry::entry);
    }

    /** Returns the newest version of what Tarn's own catalog keeps under a full name, or empty. */
    public Optional<StoredEntry> stored(List<String> name) {
        return name.get(0).equals(OWN_CATALOG) ? own.find(OwnCatalog.name(name)) : Optional.empty();
    }

    /**
     * Returns the newest version of a table of Tarn's own catalog, to be changed.
     *
     * @throws TarnException NOT_SUPPORTED for another catalog's, SCHEMA_NOT_FOUND, TABLE_NOT_FOUND; INVALID_STATEMENT for a
     *     view
     */
    public StoredEntry requireTable(List<String> name, InStatement position) {
        requireOwn(name.get(0), position);
        StoredEntry entry = stored(name).orElseThrow(() -> tableNotFound(name, position));
        if (entry.entry() instanceof ViewDefinition) {
            throw new TarnException(
                    ErrorCode.INVALID_STATEMENT, position, String.join(".", name) + " is a view, not a table");
        }
        return entry;
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
        Optional<Table> generated = generated(full, position);
        if (generated.isPresent()) {
            return new TableHandle(full, generated.get());
        }
        if (!catalog.equals(OWN_CATALOG)) {
            requireSchema(catalog, full.get(1), position);
            Table table = connector(catalog, position)
                    .table(full.get(1), full.get(2))
                    .orElseThrow(() -> tableNotFound(full, position));
            return new TableHandle(full, table);
        }
        StoredEntry stored = stored(full).orElse(null);
        if (stored == null
                && name.size() == 2
                && connectors.containsKey(name.get(0))
                && own.schema(name.get(0)).isEmpty()) {
            throw new TarnException(
                    ErrorCode.SCHEMA_NOT_FOUND,
                    position,
                    "there is no schema " + name.get(0) + ", but a catalog of that name: write " + name.get(0)
                            + ".schema." + name.get(1));
        }
        if (stored == null) {
            throw tableNotFound(full, position);
        }
        if (stored.entry() instanceof ViewDefinition view) {
            return view;
        }
        return new TableHandle(full, declared(stored));
    }

    /** Returns a table of the information schema, or one about another table, unless the name is that of a usual one. */
    private Optional<Table> generated(List<String> full, InStatement position) {
        String catalog = full.get(0);
        String name = full.get(2);
        if (full.get(1).equals(InformationSchema.NAME) && catalogs().contains(catalog)) {
            InformationSchema schema = new InformationSchema(this, catalog);
            return Optional.of(schema.table(name)
                    .orElseThrow(() -> new TarnException(
                            ErrorCode.TABLE_NOT_FOUND,
                            position,
                            "there is no table " + name + " in " + catalog + "." + InformationSchema.NAME
                                    + NearestNames.hint(name, schema.names()))));
        }
        int dollar = name.lastIndexOf('$');
        if (dollar <= 0 || !catalog.equals(OWN_CATALOG) || stored(full).isPresent()) {
            return Optional.empty();
        }
        return stored(List.of(catalog, full.get(1), name.substring(0, dollar)))
                .flatMap(stored -> new MetadataTables(own)
                        .of(stored, name.substring(dollar + 1), () -> DeclaredFiles.open(fileTables, own, stored)));
    }

    private Table declared(StoredEntry stored) {
        FileTableDefinition table = (FileTableDefinition) stored.entry();
        return new DeclaredTable(
                table,
                () -> DeclaredFiles.open(fileTables, own, stored),
                partition -> own.statistics(stored, partition));
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
        Optional<Table> generated = generated(name, position);
        if (generated.isPresent()) {
            return generated.get().columns();
        }
        if (name.get(0).equals(OWN_CATALOG)) {
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

    /**
     * Returns what lies below a folder.
     *
     * @param filesPerFolder how many files of one ending to open in each folder
     * @param checkpoint is called again and again, maybe by several threads; may throw to end the survey
     * @throws TarnException as {@link FileTables#survey} does
     */
    public FolderTree survey(Location folder, int filesPerFolder, Runnable checkpoint, InStatement position) {
        try {
            // Before the folder is listed: a write that begins meanwhile is not seen either.
            WriteVisibility visibility = own.read(MetastoreReader::writeVisibility);
            return fileTables.survey(folder, new Survey(filesPerFolder, visibility::isVisible, checkpoint));
        } catch (TarnException e) {
            throw e.at(position);
        }
    }

    /** Returns the one way to write a location that is the same for all ways. */
    public Location canonical(Location location) {
        return fileTables.canonical(location);
    }

    /** @throws TarnException SCHEMA_ALREADY_EXISTS unless {@code ifNotExists}; NOT_SUPPORTED for a connector's catalog */
    public void createSchema(String catalogName, Database schema, boolean ifNotExists, InStatement position) {
        requireOwn(catalogName, position);
        own.createSchema(schema, ifNotExists, position);
    }

    /**
     * Returns the newest version of a schema of Tarn's own catalog, to be changed.
     *
     * @param name catalog and schema
     * @throws TarnException NOT_SUPPORTED for another catalog's, SCHEMA_NOT_FOUND
     */
    public StoredDatabase requireSchema(List<String> name, InStatement position) {
        requireOwn(name.get(0), position);
        requireOwnSchema(name.get(1), "", position);
        return own.schema(name.get(1)).orElseThrow();
    }

    /**
     * Returns the folders of partitions that lie below a table's folder, registered or not; not those that only have files
     * of writes that are not committed.
     *
     * @throws TarnException PATH_NOT_FOUND if the folder is not there, where folders are things of their own; what the
     *     storage throws
     */
    public List<PartitionPlace> partitionPlaces(FileTableDefinition table) {
        return new FoundPartitions(fileTables, own).of(table);
    }

    /** Returns whether there is a folder. */
    public boolean isFolder(Location location) {
        return fileTables.isFolder(location);
    }

    /** @throws TarnException SCHEMA_NOT_FOUND unless {@code ifExists}; SCHEMA_NOT_EMPTY unless {@code cascade} */
    public void dropSchema(List<String> name, boolean ifExists, boolean cascade, InStatement position) {
        requireOwn(name.get(0), position);
        if (!own.dropSchema(name.get(1), cascade, position) && !ifExists) {
            throw schemaNotFound(name.get(1), name.get(1), own.schemas(), "", position);
        }
    }

    /**
     * Keeps a table or view.
     *
     * @param replace whether it may be the next version of one of its kind
     * @return false if there is one of that name already and {@code ifNotExists}
     * @throws TarnException TABLE_ALREADY_EXISTS, SCHEMA_NOT_FOUND, NOT_SUPPORTED for a connector's catalog
     */
    public boolean create(CatalogEntry entry, boolean ifNotExists, boolean replace, InStatement position) {
        requireOwn(entry.name().get(0), position);
        requireSchemaToFill(entry.name().get(1), position);
        return own.create(entry, ifNotExists, replace, position);
    }

    /**
     * Forgets a table or view; the files stay.
     *
     * @throws TarnException TABLE_NOT_FOUND unless {@code ifExists}; INVALID_STATEMENT if it is of the other kind
     */
    public void drop(List<String> name, boolean view, boolean ifExists, InStatement position) {
        requireOwn(name.get(0), position);
        if (!own.drop(OwnCatalog.name(name), view, position) && !ifExists) {
            throw tableNotFound(name, position);
        }
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
            throw schemaNotFound(catalog + "." + schema, schema, known, "", position);
        }
    }

    /** Requires a schema in which something is made. */
    private void requireSchemaToFill(String name, InStatement position) {
        requireOwnSchema(name, "; CREATE SCHEMA " + name + " makes it", position);
    }

    private void requireOwnSchema(String name, String cure, InStatement position) {
        if (own.schema(name).isEmpty()) {
            throw schemaNotFound(name, name, own.schemas(), cure, position);
        }
    }

    private static TarnException schemaNotFound(
            String shown, String name, Collection<String> known, String cure, InStatement position) {
        String hint = NearestNames.hint(name, known);
        return new TarnException(ErrorCode.SCHEMA_NOT_FOUND, position, "there is no schema " + shown + hint + cure);
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
        for (String schema : own.schemas()) {
            if (own.find(new RelationName(schema, table)).isPresent()) {
                return "; did you mean " + schema + "." + table + "?";
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
        own.close();
        fileTables.close();
    }
}
