package dev.tarn.metastore.jdbc;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.metastore.AttributeTarget;
import dev.tarn.spi.metastore.Change;
import dev.tarn.spi.metastore.CollectedStatistics;
import dev.tarn.spi.metastore.Conflicts;
import dev.tarn.spi.metastore.Database;
import dev.tarn.spi.metastore.IfExists;
import dev.tarn.spi.metastore.MetastoreWriter;
import dev.tarn.spi.metastore.Partition;
import dev.tarn.spi.metastore.PartitionKey;
import dev.tarn.spi.metastore.RelationDefinition;
import dev.tarn.spi.metastore.RelationName;
import dev.tarn.spi.metastore.StoredDatabase;
import dev.tarn.spi.metastore.StoredRelation;
import dev.tarn.spi.metastore.WriteId;
import dev.tarn.spi.metastore.WriteOutput;
import dev.tarn.spi.metastore.WriteRecord;
import dev.tarn.spi.metastore.WriteRequest;
import dev.tarn.spi.metastore.WriteState;
import dev.tarn.spi.metastore.WriterProcess;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A change within a transaction that no other change runs beside. */
final class JdbcWriter extends JdbcReader implements MetastoreWriter {
    /** Rows of a statement that adds partitions. */
    private static final int CHUNK = 200;

    private final String user;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    private JdbcWriter(Link link, String catalogId, String user) {
        super(link, catalogId);
        this.user = user;
    }

    /** Begins a change: counting it keeps other changes away until it ends. */
    static JdbcWriter begin(Link link, String catalogId, String user) {
        link.update("UPDATE tarn_state SET version = version + 1");
        return new JdbcWriter(link, catalogId, user);
    }

    private long nextId() {
        link.update("UPDATE tarn_state SET last_id = last_id + 1");
        return link.number("SELECT last_id FROM tarn_state");
    }

    private Change change(long version, String what) {
        return new Change(version, now, user, what);
    }

    @Override
    public StoredDatabase createDatabase(Database database) {
        if (database(database.name()).isPresent()) {
            throw Conflicts.databaseExists(database.name());
        }
        StoredDatabase stored = new StoredDatabase(nextId(), database, change(1, "CREATE DATABASE"));
        link.update(
                "INSERT INTO tarn_databases (name, id, version, changed_at, changed_by, change, comment, location, "
                        + "properties) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                database.name(),
                stored.id(),
                1L,
                now.toEpochMilli(),
                user,
                stored.change().what(),
                database.comment(),
                database.location(),
                Documents.properties(database.properties()));
        return stored;
    }

    @Override
    public StoredDatabase changeDatabase(StoredDatabase base, Database changed) {
        String name = base.database().name();
        Conflicts.check(base, database(name));
        StoredDatabase stored =
                new StoredDatabase(base.id(), changed, change(base.change().version() + 1, "ALTER DATABASE"));
        link.update(
                "UPDATE tarn_databases SET version = ?, changed_at = ?, changed_by = ?, change = ?, comment = ?, "
                        + "location = ?, properties = ? WHERE name = ?",
                stored.change().version(),
                now.toEpochMilli(),
                user,
                stored.change().what(),
                changed.comment(),
                changed.location(),
                Documents.properties(changed.properties()),
                name);
        return stored;
    }

    @Override
    public boolean dropDatabase(String name) {
        relations(name).forEach(relation -> dropRelation(relation.name()));
        link.update("DELETE FROM tarn_attributes WHERE database_name = ?", name);
        return link.update("DELETE FROM tarn_databases WHERE name = ?", name) > 0;
    }

    @Override
    public StoredRelation createRelation(RelationName name, RelationDefinition definition, String what) {
        if (database(name.database()).isEmpty()) {
            throw Conflicts.noDatabase(name.database());
        }
        relation(name).ifPresent(there -> {
            throw Conflicts.relationExists(there);
        });
        StoredRelation stored = new StoredRelation(nextId(), name, definition, change(1, what));
        link.update(
                "INSERT INTO tarn_relations (id, database_name, name, kind, version, partition_count, "
                        + "partition_changes) VALUES (?, ?, ?, ?, ?, 0, 0)",
                stored.id(),
                name.database(),
                name.relation(),
                definition.kind().name(),
                1L);
        insertVersion(stored);
        return stored;
    }

    private void insertVersion(StoredRelation stored) {
        link.update(
                "INSERT INTO tarn_versions (relation_id, version, changed_at, changed_by, change, definition) "
                        + "VALUES (?, ?, ?, ?, ?, ?)",
                stored.id(),
                stored.version(),
                now.toEpochMilli(),
                user,
                stored.change().what(),
                Documents.definition(stored.definition()));
    }

    @Override
    public StoredRelation changeRelation(StoredRelation base, RelationDefinition changed, String what) {
        Conflicts.check(base, relation(base.name()));
        StoredRelation stored = new StoredRelation(base.id(), base.name(), changed, change(base.version() + 1, what));
        link.update("UPDATE tarn_relations SET version = ? WHERE id = ?", stored.version(), stored.id());
        insertVersion(stored);
        return stored;
    }

    @Override
    public boolean dropRelation(RelationName name) {
        Optional<Long> id = id(name);
        link.update(
                "DELETE FROM tarn_attributes WHERE database_name = ? AND relation_name = ?",
                name.database(),
                name.relation());
        if (id.isEmpty()) {
            return false;
        }
        new StatisticsTables(link, id.get()).dropAll();
        link.update("DELETE FROM tarn_partitions WHERE relation_id = ?", id.get());
        link.update("DELETE FROM tarn_versions WHERE relation_id = ?", id.get());
        link.update("DELETE FROM tarn_relations WHERE id = ?", id.get());
        return true;
    }

    private long requireId(RelationName table) {
        return id(table).orElseThrow(() -> Conflicts.noTable(table));
    }

    @Override
    public long addPartitions(RelationName table, Collection<Partition> partitions, IfExists ifExists) {
        long id = requireId(table);
        Map<String, Partition> byKey = new LinkedHashMap<>();
        for (Partition partition : partitions) {
            String key = PartitionKey.of(partition.values());
            Partition same =
                    ifExists == IfExists.REPLACE ? byKey.put(key, partition) : byKey.putIfAbsent(key, partition);
            if (same != null && ifExists == IfExists.FAIL) {
                throw Conflicts.partitionExists(table, partition.values());
            }
        }
        List<Map.Entry<String, Partition>> all = new ArrayList<>(byKey.entrySet());
        long added = 0;
        for (int i = 0; i < all.size(); i += CHUNK) {
            added += addChunk(table, id, all.subList(i, Math.min(all.size(), i + CHUNK)), ifExists);
        }
        if (ifExists == IfExists.REPLACE) {
            recount(id);
        } else {
            count(id, added);
        }
        return added;
    }

    /** Keeps how many partitions there are, which each statement asks for. */
    private void count(long id, long more) {
        link.update(
                "UPDATE tarn_relations SET partition_count = partition_count + ?, "
                        + "partition_changes = partition_changes + 1 WHERE id = ?",
                more,
                id);
    }

    private void recount(long id) {
        link.update(
                "UPDATE tarn_relations SET partition_count = "
                        + "(SELECT count(*) FROM tarn_partitions WHERE relation_id = ?), "
                        + "partition_changes = partition_changes + 1 WHERE id = ?",
                id,
                id);
    }

    private long addChunk(RelationName table, long id, List<Map.Entry<String, Partition>> chunk, IfExists ifExists) {
        StringBuilder sql = new StringBuilder(
                "INSERT INTO tarn_partitions (relation_id, partition_key, location, details) VALUES ");
        Object[] values = new Object[chunk.size() * 4];
        for (int i = 0; i < chunk.size(); i++) {
            sql.append(i == 0 ? "" : ", ").append("(?, ?, ?, ?)");
            Partition partition = chunk.get(i).getValue();
            values[i * 4] = id;
            values[i * 4 + 1] = chunk.get(i).getKey();
            values[i * 4 + 2] = partition.location();
            values[i * 4 + 3] = Documents.details(partition);
        }
        sql.append(" ON CONFLICT (relation_id, partition_key) DO ");
        if (ifExists == IfExists.REPLACE) {
            sql.append("UPDATE SET location = excluded.location, details = excluded.details");
            return link.update(sql.toString(), values);
        }
        sql.append("NOTHING");
        if (ifExists == IfExists.SKIP) {
            return link.update(sql.toString(), values);
        }
        Set<String> added = new HashSet<>(
                link.list(sql.append(" RETURNING partition_key").toString(), row -> row.getString(1), values));
        for (Map.Entry<String, Partition> each : chunk) {
            if (!added.contains(each.getKey())) {
                throw Conflicts.partitionExists(table, each.getValue().values());
            }
        }
        return added.size();
    }

    @Override
    public long dropPartitions(RelationName table, Collection<List<String>> partitions) {
        Optional<Long> id = id(table);
        if (id.isEmpty()) {
            return 0;
        }
        List<Object[]> keys = new ArrayList<>();
        partitions.forEach(values -> keys.add(new Object[] {id.get(), PartitionKey.of(values)}));
        new StatisticsTables(link, id.get()).drop(keys);
        long dropped = 0;
        for (Object[] key : keys) {
            dropped += link.update("DELETE FROM tarn_partitions WHERE relation_id = ? AND partition_key = ?", key);
        }
        if (dropped > 0) {
            count(id.get(), -dropped);
        }
        return dropped;
    }

    @Override
    public void putStatistics(RelationName table, Collection<CollectedStatistics> statistics) {
        new StatisticsTables(link, requireId(table)).put(statistics);
    }

    @Override
    public void dropStatistics(RelationName table) {
        id(table).ifPresent(id -> new StatisticsTables(link, id).dropAll());
    }

    @Override
    public void setAttribute(AttributeTarget target, String name, String value) {
        Object[] key = {target.database(), orEmpty(target.relation()), orEmpty(target.column()), name};
        link.update(
                "DELETE FROM tarn_attributes WHERE database_name = ? AND relation_name = ? AND column_name = ? AND name = ?",
                key);
        if (value != null) {
            link.update(
                    "INSERT INTO tarn_attributes (database_name, relation_name, column_name, name, value, changed_at, "
                            + "changed_by) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    key[0],
                    key[1],
                    key[2],
                    name,
                    value,
                    now.toEpochMilli(),
                    user);
        }
    }

    @Override
    public WriteRecord beginWrite(WriteRequest request) {
        WriterProcess process = request.process();
        link.update("UPDATE tarn_state SET last_write = last_write + 1");
        long number = link.number("SELECT last_write FROM tarn_state");
        link.update(
                "INSERT INTO tarn_writes (number, state, operation, database_name, relation_name, location, host, "
                        + "process_space, process_id, process_started, user_name, begun, alive_at, ended) "
                        + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, " + link.clock() + ", ?)",
                number,
                WriteState.OPEN.name(),
                request.operation(),
                request.table() == null ? null : request.table().database(),
                request.table() == null ? null : request.table().relation(),
                request.location(),
                process.host(),
                process.processSpace(),
                process.id(),
                process.started() == null
                        ? Link.Null.NUMBER
                        : (Object) process.started().toEpochMilli(),
                user,
                now.toEpochMilli(),
                Link.Null.NUMBER);
        return write(new WriteId(catalogId, number)).orElseThrow();
    }

    private void requireOpen(WriteId id) {
        WriteRecord write = write(id).orElseThrow(() -> Conflicts.writeNotOpen(id, null));
        if (write.state() != WriteState.OPEN) {
            throw Conflicts.writeNotOpen(id, write);
        }
    }

    @Override
    public void addOutputs(WriteId id, Collection<WriteOutput> outputs) {
        requireOpen(id);
        long place = link.number("SELECT coalesce(max(place), 0) FROM tarn_outputs WHERE number = ?", id.number());
        List<Object[]> rows = new ArrayList<>();
        for (WriteOutput output : outputs) {
            rows.add(new Object[] {id.number(), ++place, output.location(), output.uploadId()});
        }
        link.updateAll("INSERT INTO tarn_outputs (number, place, location, upload_id) VALUES (?, ?, ?, ?)", rows);
    }

    @Override
    public void endWrite(WriteId id, WriteState state) {
        if (state == WriteState.OPEN) {
            throw new TarnException(ErrorCode.INTERNAL_ERROR, "a write does not end as open");
        }
        requireOpen(id);
        link.update(
                "UPDATE tarn_writes SET state = ?, ended = ? WHERE number = ?",
                state.name(),
                now.toEpochMilli(),
                id.number());
    }

    private void require(WriteId id, WriteState expected) {
        WriteRecord write = write(id).orElseThrow(() -> Conflicts.writeNot(expected, id, null));
        if (write.state() != expected) {
            throw Conflicts.writeNot(expected, id, write);
        }
    }

    @Override
    public void markCleaned(WriteId id) {
        require(id, WriteState.ABORTED);
        link.update("UPDATE tarn_writes SET state = ? WHERE number = ?", WriteState.CLEANED.name(), id.number());
    }

    @Override
    public void forgetWrite(WriteId id) {
        require(id, WriteState.CLEANED);
        link.update("DELETE FROM tarn_outputs WHERE number = ?", id.number());
        link.update("DELETE FROM tarn_writes WHERE number = ?", id.number());
    }
}
