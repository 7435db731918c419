package dev.tarn.catalog.store;

import dev.tarn.spi.metastore.Attribute;
import dev.tarn.spi.metastore.AttributeFilter;
import dev.tarn.spi.metastore.AttributeTarget;
import dev.tarn.spi.metastore.Change;
import dev.tarn.spi.metastore.CollectedStatistics;
import dev.tarn.spi.metastore.MetastoreReader;
import dev.tarn.spi.metastore.Partition;
import dev.tarn.spi.metastore.PartitionFilter;
import dev.tarn.spi.metastore.PartitionKey;
import dev.tarn.spi.metastore.PartitionKeyRange;
import dev.tarn.spi.metastore.PartitionSummary;
import dev.tarn.spi.metastore.RelationDefinition;
import dev.tarn.spi.metastore.RelationName;
import dev.tarn.spi.metastore.RelationSummary;
import dev.tarn.spi.metastore.StoredDatabase;
import dev.tarn.spi.metastore.StoredRelation;
import dev.tarn.spi.metastore.WriteId;
import dev.tarn.spi.metastore.WriteOutput;
import dev.tarn.spi.metastore.WriteRecord;
import dev.tarn.spi.metastore.WriteState;
import dev.tarn.spi.metastore.WriteVisibility;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Questions to one state. */
class MemoryReader implements MetastoreReader {
    final String catalogId;
    /** What is asked; a writer replaces it by what it has made of it. */
    MemoryState state;

    MemoryReader(String catalogId, MemoryState state) {
        this.catalogId = catalogId;
        this.state = state;
    }

    @Override
    public long version() {
        return state.version();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public List<String> databases() {
        return List.copyOf(state.databases().keySet());
    }

    @Override
    public Optional<StoredDatabase> database(String name) {
        return Optional.ofNullable(state.databases().get(name));
    }

    @Override
    public List<RelationSummary> relations(String database) {
        return state.relations().tailMap(new RelationName(database, ""), true).entrySet().stream()
                .takeWhile(entry -> entry.getKey().database().equals(database))
                .map(entry -> new RelationSummary(
                        entry.getKey(),
                        entry.getValue().newest().definition().kind(),
                        entry.getValue().newest().change()))
                .toList();
    }

    @Override
    public SortedMap<String, String> comments(String database) {
        SortedMap<String, String> comments = new TreeMap<>();
        for (RelationSummary relation : relations(database)) {
            RelationDefinition definition =
                    state.relations().get(relation.name()).newest().definition();
            if (definition.comment() != null) {
                comments.put(relation.name().relation(), definition.comment());
            }
        }
        return comments;
    }

    Optional<MemoryRelation> kept(RelationName name) {
        return Optional.ofNullable(state.relations().get(name));
    }

    @Override
    public Optional<StoredRelation> relation(RelationName name) {
        return kept(name).map(MemoryRelation::newest);
    }

    @Override
    public Optional<StoredRelation> relation(RelationName name, long version) {
        return kept(name).stream()
                .flatMap(relation -> relation.versions().stream())
                .filter(each -> each.version() == version)
                .findFirst();
    }

    @Override
    public List<Change> history(RelationName name) {
        List<Change> changes = kept(name).stream()
                .flatMap(relation -> relation.versions().stream())
                .map(StoredRelation::change)
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.reverse(changes);
        return changes;
    }

    NavigableMap<String, Partition> partitions(RelationName table) {
        return kept(table).map(MemoryRelation::partitions).orElseGet(TreeMap::new);
    }

    @Override
    public PartitionSummary partitionSummary(RelationName table) {
        return kept(table)
                .map(relation -> new PartitionSummary(relation.partitions().size(), relation.partitionChanges()))
                .orElse(PartitionSummary.NEVER);
    }

    @Override
    public Optional<Partition> partition(RelationName table, List<String> values) {
        return Optional.ofNullable(partitions(table).get(PartitionKey.of(values)));
    }

    @Override
    public List<Partition> partitions(RelationName table, PartitionFilter filter, List<String> after, int limit) {
        NavigableMap<String, Partition> all = partitions(table);
        String last = after == null ? null : PartitionKey.of(after);
        List<Partition> page = new ArrayList<>();
        for (PartitionKeyRange range : PartitionKeyRange.of(filter)) {
            NavigableMap<String, Partition> within = all.tailMap(range.low(), true);
            if (last != null && last.compareTo(range.low()) >= 0) {
                within = all.tailMap(last, false);
            }
            for (Map.Entry<String, Partition> entry : within.entrySet()) {
                if (page.size() == limit) {
                    return page;
                }
                if (range.high() != null && entry.getKey().compareTo(range.high()) >= 0) {
                    break;
                }
                if (filter.allows(entry.getValue().values())) {
                    page.add(entry.getValue());
                }
            }
        }
        return page;
    }

    @Override
    public Optional<CollectedStatistics> statistics(RelationName table) {
        return kept(table).map(MemoryRelation::statistics).map(found -> found.withSketches(Map.of()));
    }

    @Override
    public List<CollectedStatistics> statistics(RelationName table, Collection<List<String>> partitions) {
        Map<String, CollectedStatistics> all =
                kept(table).map(MemoryRelation::partitionStatistics).orElse(Map.of());
        return partitions.stream()
                .map(values -> all.get(PartitionKey.of(values)))
                .filter(each -> each != null)
                .map(found -> found.withSketches(Map.of()))
                .toList();
    }

    @Override
    public Map<String, byte[]> sketches(RelationName table, List<String> partition) {
        Map<String, byte[]> sketches = new HashMap<>();
        kept(table)
                .map(relation -> partition == null
                        ? relation.statistics()
                        : relation.partitionStatistics().get(PartitionKey.of(partition)))
                .ifPresent(found -> found.columns().forEach((name, column) -> {
                    if (column.sketch() != null) {
                        sketches.put(name, column.sketch());
                    }
                }));
        return sketches;
    }

    @Override
    public Map<String, String> attributes(AttributeTarget target) {
        Map<String, String> values = new LinkedHashMap<>();
        state.attributes()
                .getOrDefault(target, Collections.emptyNavigableMap())
                .forEach((name, attribute) -> values.put(name, attribute.value()));
        return values;
    }

    @Override
    public List<Attribute> attributes(AttributeFilter filter) {
        return state.attributes().values().stream()
                .flatMap(ofTarget -> ofTarget.values().stream())
                .filter(filter::allows)
                .toList();
    }

    @Override
    public WriteVisibility writeVisibility() {
        return new WriteVisibility(
                catalogId,
                state.lastWrite(),
                state.writes().entrySet().stream()
                        .filter(write -> write.getValue().record().state() != WriteState.COMMITTED)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()));
    }

    @Override
    public Optional<WriteRecord> write(WriteId id) {
        return find(id).map(MemoryState.Write::record);
    }

    Optional<MemoryState.Write> find(WriteId id) {
        return id.catalog().equals(catalogId)
                ? Optional.ofNullable(state.writes().get(id.number()))
                : Optional.empty();
    }

    @Override
    public List<WriteRecord> writes(WriteState wanted) {
        return state.writes().values().stream()
                .map(MemoryState.Write::record)
                .filter(write -> write.state() == wanted)
                .toList();
    }

    @Override
    public List<WriteOutput> outputs(WriteId id) {
        return find(id).map(MemoryState.Write::outputs).orElse(List.of());
    }
}
