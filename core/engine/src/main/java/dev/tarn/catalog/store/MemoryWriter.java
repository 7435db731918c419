package dev.tarn.catalog.store;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.metastore.Attribute;
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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A change in the making: maps that others may see are copied before the first change. */
final class MemoryWriter extends MemoryReader implements MetastoreWriter {
    private final String user;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final NavigableMap<String, StoredDatabase> databases;
    private final NavigableMap<RelationName, MemoryRelation> relations;
    private final NavigableMap<AttributeTarget, NavigableMap<String, Attribute>> attributes;
    private final NavigableMap<Long, MemoryState.Write> writes;
    private final Set<RelationName> ownPartitions = new HashSet<>();
    private long lastId;
    private long lastWrite;

    MemoryWriter(String catalogId, MemoryState before, String user) {
        super(catalogId, before);
        this.user = user;
        this.databases = new TreeMap<>(before.databases());
        this.relations = new TreeMap<>(before.relations());
        this.attributes = new TreeMap<>(before.attributes());
        this.writes = new TreeMap<>(before.writes());
        this.lastId = before.lastId();
        this.lastWrite = before.lastWrite();
        publish(before.version() + 1);
    }

    private void publish(long version) {
        state = new MemoryState(version, lastId, lastWrite, databases, relations, attributes, writes);
    }

    /** Returns the state that the change has made. */
    MemoryState state() {
        publish(state.version());
        return state;
    }

    private Change change(long version, String what) {
        return new Change(version, now, user, what);
    }

    @Override
    public StoredDatabase createDatabase(Database database) {
        if (databases.containsKey(database.name())) {
            throw Conflicts.databaseExists(database.name());
        }
        StoredDatabase stored = new StoredDatabase(++lastId, database, change(1, "CREATE DATABASE"));
        databases.put(database.name(), stored);
        return stored;
    }

    @Override
    public StoredDatabase changeDatabase(StoredDatabase base, Database changed) {
        String name = base.database().name();
        Conflicts.check(base, Optional.ofNullable(databases.get(name)));
        StoredDatabase stored =
                new StoredDatabase(base.id(), changed, change(base.change().version() + 1, "ALTER DATABASE"));
        databases.put(name, stored);
        return stored;
    }

    @Override
    public boolean dropDatabase(String name) {
        if (databases.remove(name) == null) {
            return false;
        }
        relations.keySet().removeIf(relation -> relation.database().equals(name));
        attributes.keySet().removeIf(target -> target.database().equals(name));
        return true;
    }

    @Override
    public StoredRelation createRelation(RelationName name, RelationDefinition definition, String what) {
        if (!databases.containsKey(name.database())) {
            throw Conflicts.noDatabase(name.database());
        }
        MemoryRelation there = relations.get(name);
        if (there != null) {
            throw Conflicts.relationExists(there.newest());
        }
        StoredRelation stored = new StoredRelation(++lastId, name, definition, change(1, what));
        relations.put(name, MemoryRelation.first(stored));
        return stored;
    }

    @Override
    public StoredRelation changeRelation(StoredRelation base, RelationDefinition changed, String what) {
        Conflicts.check(base, relation(base.name()));
        StoredRelation stored = new StoredRelation(base.id(), base.name(), changed, change(base.version() + 1, what));
        relations.put(base.name(), relations.get(base.name()).withVersion(stored));
        return stored;
    }

    @Override
    public boolean dropRelation(RelationName name) {
        ownPartitions.remove(name);
        attributes
                .keySet()
                .removeIf(target -> target.database().equals(name.database())
                        && name.relation().equals(target.relation()));
        return relations.remove(name) != null;
    }

    private MemoryRelation require(RelationName table) {
        MemoryRelation relation = relations.get(table);
        if (relation == null) {
            throw Conflicts.noTable(table);
        }
        return relation;
    }

    /** Returns the partitions of a table for changes. */
    private NavigableMap<String, Partition> own(RelationName table) {
        MemoryRelation relation = require(table);
        if (ownPartitions.add(table)) {
            relation = relation.withPartitions(new TreeMap<>(relation.partitions()));
            relations.put(table, relation);
        }
        return relation.partitions();
    }

    @Override
    public long addPartitions(RelationName table, Collection<Partition> partitions, IfExists ifExists) {
        NavigableMap<String, Partition> own = own(table);
        long added = 0;
        for (Partition partition : partitions) {
            String key = PartitionKey.of(partition.values());
            Partition there = ifExists == IfExists.REPLACE ? own.put(key, partition) : own.putIfAbsent(key, partition);
            if (there != null && ifExists == IfExists.FAIL) {
                throw Conflicts.partitionExists(table, partition.values());
            }
            added += there == null || ifExists == IfExists.REPLACE ? 1 : 0;
        }
        relations.put(table, relations.get(table).withPartitionChange());
        return added;
    }

    @Override
    public long dropPartitions(RelationName table, Collection<List<String>> partitions) {
        if (!relations.containsKey(table)) {
            return 0;
        }
        NavigableMap<String, Partition> own = own(table);
        MemoryRelation relation = relations.get(table);
        Map<String, CollectedStatistics> statistics = new HashMap<>(relation.partitionStatistics());
        long dropped = 0;
        for (List<String> values : partitions) {
            String key = PartitionKey.of(values);
            dropped += own.remove(key) == null ? 0 : 1;
            statistics.remove(key);
        }
        MemoryRelation without = relation.withStatistics(relation.statistics(), statistics);
        relations.put(table, dropped == 0 ? without : without.withPartitionChange());
        return dropped;
    }

    @Override
    public void putStatistics(RelationName table, Collection<CollectedStatistics> statistics) {
        MemoryRelation relation = require(table);
        CollectedStatistics whole = relation.statistics();
        Map<String, CollectedStatistics> ofPartitions = new HashMap<>(relation.partitionStatistics());
        for (CollectedStatistics each : statistics) {
            if (each.partition() == null) {
                whole = each;
            } else {
                ofPartitions.put(PartitionKey.of(each.partition()), each);
            }
        }
        relations.put(table, relation.withStatistics(whole, ofPartitions));
    }

    @Override
    public void dropStatistics(RelationName table) {
        kept(table).ifPresent(relation -> relations.put(table, relation.withStatistics(null, Map.of())));
    }

    @Override
    public void setAttribute(AttributeTarget target, String name, String value) {
        NavigableMap<String, Attribute> ofTarget = new TreeMap<>(attributes.getOrDefault(target, new TreeMap<>()));
        if (value == null) {
            ofTarget.remove(name);
        } else {
            ofTarget.put(name, new Attribute(target, name, value, now, user));
        }
        if (ofTarget.isEmpty()) {
            attributes.remove(target);
        } else {
            attributes.put(target, ofTarget);
        }
    }

    @Override
    public WriteRecord beginWrite(WriteRequest request) {
        WriteRecord write =
                new WriteRecord(new WriteId(catalogId, ++lastWrite), WriteState.OPEN, request, user, now, now, null);
        writes.put(lastWrite, new MemoryState.Write(write, List.of()));
        publish(state.version());
        return write;
    }

    private MemoryState.Write open(WriteId id) {
        MemoryState.Write write = find(id).orElseThrow(() -> Conflicts.writeNotOpen(id, null));
        if (write.record().state() != WriteState.OPEN) {
            throw Conflicts.writeNotOpen(id, write.record());
        }
        return write;
    }

    @Override
    public void addOutputs(WriteId id, Collection<WriteOutput> outputs) {
        MemoryState.Write write = open(id);
        List<WriteOutput> all = new ArrayList<>(write.outputs());
        all.addAll(outputs);
        writes.put(id.number(), new MemoryState.Write(write.record(), List.copyOf(all)));
    }

    @Override
    public void endWrite(WriteId id, WriteState ended) {
        if (ended == WriteState.OPEN) {
            throw new TarnException(ErrorCode.INTERNAL_ERROR, "a write does not end as open");
        }
        MemoryState.Write write = open(id);
        put(write, ended, now);
    }

    private void put(MemoryState.Write write, WriteState state, Instant ended) {
        WriteRecord old = write.record();
        WriteRecord changed =
                new WriteRecord(old.id(), state, old.request(), old.user(), old.begun(), old.lastAlive(), ended);
        writes.put(old.id().number(), new MemoryState.Write(changed, write.outputs()));
    }

    private MemoryState.Write require(WriteId id, WriteState expected) {
        MemoryState.Write write = find(id).orElseThrow(() -> Conflicts.writeNot(expected, id, null));
        if (write.record().state() != expected) {
            throw Conflicts.writeNot(expected, id, write.record());
        }
        return write;
    }

    @Override
    public void markCleaned(WriteId id) {
        MemoryState.Write write = require(id, WriteState.ABORTED);
        put(write, WriteState.CLEANED, write.record().ended());
    }

    @Override
    public void forgetWrite(WriteId id) {
        require(id, WriteState.CLEANED);
        writes.remove(id.number());
    }
}
