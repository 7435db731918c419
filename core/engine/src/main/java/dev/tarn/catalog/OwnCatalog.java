package dev.tarn.catalog;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.metastore.Attribute;
import dev.tarn.spi.metastore.AttributeFilter;
import dev.tarn.spi.metastore.AttributeTarget;
import dev.tarn.spi.metastore.Change;
import dev.tarn.spi.metastore.CollectedStatistics;
import dev.tarn.spi.metastore.Database;
import dev.tarn.spi.metastore.Metastore;
import dev.tarn.spi.metastore.MetastoreReader;
import dev.tarn.spi.metastore.MetastoreWriter;
import dev.tarn.spi.metastore.PartitionSummary;
import dev.tarn.spi.metastore.RelationKind;
import dev.tarn.spi.metastore.RelationName;
import dev.tarn.spi.metastore.RelationSummary;
import dev.tarn.spi.metastore.StoredDatabase;
import dev.tarn.spi.metastore.StoredRelation;
import dev.tarn.spi.metastore.WriteId;
import dev.tarn.spi.metastore.WriteVisibility;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * Tarn's own catalog, which CREATE, ALTER and DROP change: the schemas, tables and views of a metastore. What was read is
 * remembered as long as the metastore has the same version. Thread-safe.
 */
public final class OwnCatalog implements AutoCloseable {
    /** Whose statistics; {@code partition} is null for the whole table. */
    private record StatisticsKey(RelationName table, List<String> partition) {}

    private final Metastore metastore;
    private final String user;
    private final WriteHeartbeat heartbeat;
    private final VersionCache<RelationName, Optional<StoredEntry>> entries;
    private final VersionCache<String, WriteVisibility> visibility;
    private final VersionCache<StatisticsKey, Optional<CollectedStatistics>> statistics;

    /** Makes the catalog of a metastore, which gets the default schema if it lacks it and is closed with the catalog. */
    OwnCatalog(Metastore metastore, String user) {
        this.metastore = metastore;
        this.user = user;
        this.heartbeat = new WriteHeartbeat(metastore);
        this.visibility = new VersionCache<>(metastore, (reader, catalogId) -> reader.writeVisibility());
        this.entries = new VersionCache<>(
                metastore, (reader, name) -> reader.relation(name).map(stored -> entry(reader, stored)));
        this.statistics = new VersionCache<>(metastore, OwnCatalog::statistics);
        if (metastore
                .read(reader -> reader.database(CatalogManager.DEFAULT_SCHEMA))
                .isEmpty()) {
            metastore.change(user, writer -> writer.database(CatalogManager.DEFAULT_SCHEMA)
                    .orElseGet(() -> writer.createDatabase(Database.of(CatalogManager.DEFAULT_SCHEMA))));
        }
    }

    public Metastore metastore() {
        return metastore;
    }

    /** Returns who changes are recorded for. */
    public String user() {
        return user;
    }

    /** Runs questions that see one state. */
    public <T> T read(Function<? super MetastoreReader, ? extends T> questions) {
        return metastore.read(questions);
    }

    /** Runs a change; errors without a place get {@code position}. */
    public <T> T change(InStatement position, Function<? super MetastoreWriter, ? extends T> work) {
        try {
            return metastore.change(user, work);
        } catch (TarnException e) {
            throw e.at(position);
        }
    }

    /** Returns the names of the schemas in order. */
    public List<String> schemas() {
        return read(MetastoreReader::databases);
    }

    public Optional<StoredDatabase> schema(String name) {
        return read(reader -> reader.database(name));
    }

    /** Returns the tables and views of a schema in order; empty if there is none. */
    public List<RelationSummary> relations(String schema) {
        return read(reader -> reader.relations(schema));
    }

    /** Returns the comments of a schema's tables and views by their names; of those that have one. */
    SortedMap<String, String> comments(String schema) {
        return read(reader -> reader.comments(schema));
    }

    /** Returns the newest version of a table or view. */
    public Optional<StoredEntry> find(RelationName name) {
        return entries.newest(name);
    }

    /**
     * Returns what ANALYZE or a write counted, without sketches.
     *
     * @param table as a statement found it; what was counted since may be left out
     * @param partition the partition's values, or null for the whole table
     */
    Optional<CollectedStatistics> statistics(StoredEntry table, List<String> partition) {
        return statistics.at(table.catalogVersion(), new StatisticsKey(table.relation(), partition));
    }

    private static Optional<CollectedStatistics> statistics(MetastoreReader reader, StatisticsKey key) {
        return key.partition == null
                ? reader.statistics(key.table)
                : reader.statistics(key.table, List.of(key.partition)).stream().findFirst();
    }

    private StoredEntry entry(MetastoreReader reader, StoredRelation stored) {
        boolean mayHavePartitions = stored.definition().kind() == RelationKind.TABLE;
        return new StoredEntry(
                StoredDefinitions.entry(stored),
                stored,
                visibility.within(reader, metastore.id()),
                mayHavePartitions ? reader.partitionSummary(stored.name()) : PartitionSummary.NEVER,
                reader.version());
    }

    /**
     * Checks within a transaction that a table is the one that a statement began with, and not another of its name.
     *
     * @throws TarnException CONFLICT
     */
    public static void requireSame(MetastoreReader reader, StoredRelation base) {
        StoredRelation now = reader.relation(base.name()).orElse(null);
        if (now == null || now.id() != base.id()) {
            throw new TarnException(
                    ErrorCode.CONFLICT,
                    "the table " + base.name() + " was dropped"
                            + (now == null
                                    ? ""
                                    : " and made anew by " + now.change().user() + " at "
                                            + now.change().time())
                            + " meanwhile; run the statement again");
        }
    }

    /** Returns who made which version of a table or view, the newest first. */
    public List<Change> history(RelationName name) {
        return read(reader -> reader.history(name));
    }

    /** Returns one version of a table or view. */
    public Optional<StoredEntry> version(RelationName name, long version) {
        return read(reader -> reader.relation(name, version).map(stored -> entry(reader, stored)));
    }

    /** @throws TarnException SCHEMA_ALREADY_EXISTS unless {@code ifNotExists} */
    public void createSchema(Database schema, boolean ifNotExists, InStatement position) {
        change(position, writer -> {
            if (!ifNotExists || writer.database(schema.name()).isEmpty()) {
                writer.createDatabase(schema);
            }
            return null;
        });
    }

    /** @throws TarnException CONFLICT if {@code base} is not the newest version */
    public void alterSchema(StoredDatabase base, Database changed, InStatement position) {
        change(position, writer -> writer.changeDatabase(base, changed));
    }

    /**
     * Forgets a schema.
     *
     * @return whether there was one
     * @throws TarnException SCHEMA_NOT_EMPTY unless {@code cascade}; NOT_SUPPORTED for the default schema
     */
    boolean dropSchema(String name, boolean cascade, InStatement position) {
        return change(position, writer -> {
            int count = writer.relations(name).size();
            if (!cascade && count > 0) {
                throw new TarnException(
                        ErrorCode.SCHEMA_NOT_EMPTY,
                        "the schema " + name + " has " + count
                                + " tables and views; DROP SCHEMA ... CASCADE drops them too");
            }
            if (name.equals(CatalogManager.DEFAULT_SCHEMA)) {
                throw new TarnException(ErrorCode.NOT_SUPPORTED, "dropping the schema default is not supported");
            }
            return writer.dropDatabase(name);
        });
    }

    /**
     * Keeps a new table or view.
     *
     * @param replace whether it may be the next version of one of its kind
     * @return false if there is one of that name already and {@code ifNotExists}
     * @throws TarnException TABLE_ALREADY_EXISTS, SCHEMA_NOT_FOUND
     */
    boolean create(CatalogEntry entry, boolean ifNotExists, boolean replace, InStatement position) {
        RelationName name = name(entry.name());
        return change(position, writer -> create(writer, name, entry, ifNotExists, replace));
    }

    private static boolean create(
            MetastoreWriter writer, RelationName name, CatalogEntry entry, boolean ifNotExists, boolean replace) {
        StoredRelation there = writer.relation(name).orElse(null);
        boolean view = entry instanceof ViewDefinition;
        String what = view ? "CREATE VIEW" : "CREATE TABLE";
        if (there == null) {
            writer.createRelation(name, StoredDefinitions.stored(entry), what);
            return true;
        }
        boolean sameKind = (there.definition().kind() == RelationKind.VIEW) == view;
        if (replace && sameKind) {
            writer.changeRelation(there, StoredDefinitions.stored(entry), what.replace("CREATE", "CREATE OR REPLACE"));
            return true;
        }
        if (ifNotExists) {
            return false;
        }
        throw new TarnException(
                ErrorCode.TABLE_ALREADY_EXISTS,
                "the " + (there.definition().kind() == RelationKind.VIEW ? "view " : "table ")
                        + String.join(".", entry.name()) + " exists already");
    }

    /** Keeps a table or view that a statement made together with other things, as a write does. */
    public static StoredRelation create(MetastoreWriter writer, CatalogEntry entry, String what) {
        return writer.createRelation(name(entry.name()), StoredDefinitions.stored(entry), what);
    }

    /**
     * Keeps the next version of a table or view.
     *
     * @param base what it was made from
     * @param what the kind of change for the history, as {@code ALTER TABLE ADD COLUMNS}
     * @throws TarnException CONFLICT if {@code base} is not the newest version
     */
    public void alter(StoredEntry base, CatalogEntry changed, String what, InStatement position) {
        change(position, writer -> alter(writer, base, changed, what));
    }

    /** Does what {@link #alter(StoredEntry, CatalogEntry, String, InStatement)} does as a part of a change. */
    public static StoredRelation alter(MetastoreWriter writer, StoredEntry base, CatalogEntry changed, String what) {
        return writer.changeRelation(base.stored(), StoredDefinitions.stored(changed), what);
    }

    /**
     * Makes an old version the newest.
     *
     * @throws TarnException INVALID_STATEMENT if there is no such version; CONFLICT if {@code base} is not the newest
     */
    public void restore(StoredEntry base, long version, InStatement position) {
        change(position, writer -> {
            StoredRelation old = writer.relation(base.relation(), version)
                    .orElseThrow(() -> new TarnException(
                            ErrorCode.INVALID_STATEMENT,
                            base.relation() + " has no version " + version + "; it has 1 to "
                                    + base.stored().version()));
            return writer.changeRelation(base.stored(), old.definition(), "RESTORE VERSION " + version);
        });
    }

    /**
     * Forgets a table or view; the files stay.
     *
     * @return whether there was one
     * @throws TarnException INVALID_STATEMENT if it is of the other kind
     */
    boolean drop(RelationName name, boolean view, InStatement position) {
        return change(position, writer -> {
            StoredRelation there = writer.relation(name).orElse(null);
            if (there != null && (there.definition().kind() == RelationKind.VIEW) != view) {
                throw new TarnException(
                        ErrorCode.INVALID_STATEMENT,
                        CatalogManager.OWN_CATALOG + "." + name
                                + (view ? " is a table: write DROP TABLE" : " is a view: write DROP VIEW"));
            }
            return there != null && writer.dropRelation(name);
        });
    }

    /** Returns whether a table has the partitions that are registered, and no others. */
    public static boolean readsRegistered(FileTableDefinition table, PartitionSummary partitions) {
        return DeclaredFiles.readsRegistered(table, partitions);
    }

    /** Returns the registered partitions of a table. */
    public TablePartitions partitions(StoredEntry table) {
        return new TablePartitions(this, table);
    }

    /** Keeps others from taking a write of this process for left behind, until it {@linkplain #writeEnds ends}. */
    public void writeBegins(WriteId write) {
        heartbeat.begin(write);
    }

    /** Ends what {@link #writeBegins} began, whatever became of the write. */
    public void writeEnds(WriteId write) {
        heartbeat.end(write);
    }

    /** Sets attributes, whose names may have any case; an empty value takes one away. */
    public void setAttributes(AttributeTarget target, Map<String, String> values, InStatement position) {
        change(position, writer -> {
            values.forEach((name, value) ->
                    writer.setAttribute(target, name.toLowerCase(Locale.ROOT), value.isEmpty() ? null : value));
            return null;
        });
    }

    public List<Attribute> attributes(AttributeFilter filter) {
        return read(reader -> reader.attributes(filter));
    }

    /** Returns the name of a full name of this catalog. */
    public static RelationName name(List<String> full) {
        return new RelationName(full.get(1), full.get(2));
    }

    @Override
    public void close() {
        heartbeat.close();
        metastore.close();
    }
}
