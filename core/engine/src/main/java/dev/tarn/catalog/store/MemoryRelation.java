package dev.tarn.catalog.store;

import dev.tarn.spi.metastore.CollectedStatistics;
import dev.tarn.spi.metastore.Partition;
import dev.tarn.spi.metastore.StoredRelation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * All that is kept of a table or view.
 *
 * @param versions the oldest first
 * @param partitions by key
 * @param partitionChanges see {@link dev.tarn.spi.metastore.PartitionSummary#changes}
 * @param statistics of the whole table, or null
 * @param partitionStatistics by key
 */
record MemoryRelation(
        List<StoredRelation> versions,
        NavigableMap<String, Partition> partitions,
        long partitionChanges,
        CollectedStatistics statistics,
        Map<String, CollectedStatistics> partitionStatistics) {
    static MemoryRelation first(StoredRelation relation) {
        return new MemoryRelation(List.of(relation), new TreeMap<>(), 0, null, Map.of());
    }

    StoredRelation newest() {
        return versions.get(versions.size() - 1);
    }

    MemoryRelation withVersion(StoredRelation version) {
        List<StoredRelation> more = new ArrayList<>(versions);
        more.add(version);
        return new MemoryRelation(List.copyOf(more), partitions, partitionChanges, statistics, partitionStatistics);
    }

    MemoryRelation withPartitions(NavigableMap<String, Partition> changed) {
        return new MemoryRelation(versions, changed, partitionChanges, statistics, partitionStatistics);
    }

    MemoryRelation withPartitionChange() {
        return new MemoryRelation(versions, partitions, partitionChanges + 1, statistics, partitionStatistics);
    }

    MemoryRelation withStatistics(CollectedStatistics table, Map<String, CollectedStatistics> ofPartitions) {
        return new MemoryRelation(versions, partitions, partitionChanges, table, ofPartitions);
    }
}
