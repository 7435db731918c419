package dev.tarn.exec.operator.write;

import dev.tarn.memory.QueryMemoryPool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The groups that all drivers have seen, and the rows of them that wait to be written. Thread-safe. */
final class WriteGroups implements AutoCloseable {
    /** About what a group takes on the heap. */
    private static final int GROUP_BYTES = 256;

    private record Key(List<String> values, int bucket) {}

    private final QueryMemoryPool memory;
    private final Map<Key, WriteGroup> byKey = new HashMap<>();
    private final List<WriteGroup> groups = new ArrayList<>();
    private final List<GroupedRows> parts = new ArrayList<>();
    private final List<SpillFile> spillFiles = new ArrayList<>();
    private long reserved;
    private int next;

    WriteGroups(QueryMemoryPool memory) {
        this.memory = memory;
    }

    /** Returns the group of a partition and a bucket. */
    synchronized WriteGroup group(List<String> values, int bucket) {
        Key key = new Key(values, bucket);
        WriteGroup group = byKey.get(key);
        if (group == null) {
            memory.reserveHeap(GROUP_BYTES);
            reserved += GROUP_BYTES;
            group = new WriteGroup(groups.size(), values, bucket);
            byKey.put(key, group);
            groups.add(group);
        }
        return group;
    }

    synchronized WriteGroup group(int number) {
        return groups.get(number);
    }

    /** Takes rows over that wait to be written. */
    synchronized void add(GroupedRows rows) {
        parts.add(rows);
    }

    /** Takes a file over, to be closed at the end. */
    synchronized void add(SpillFile file) {
        spillFiles.add(file);
    }

    /** Returns the rows that wait. */
    synchronized List<GroupedRows> parts() {
        return List.copyOf(parts);
    }

    /** Adds the buckets that no row fell into, since each has a file. */
    synchronized void addEmptyBuckets(int bucketCount, boolean partitioned) {
        Set<List<String>> partitions = new LinkedHashSet<>();
        if (!partitioned) {
            partitions.add(List.of());
        }
        groups.forEach(group -> partitions.add(group.values()));
        for (List<String> values : partitions) {
            for (int bucket = 0; bucket < bucketCount; bucket++) {
                group(values, bucket);
            }
        }
    }

    /** Returns the next group to write the rows of that wait, or null if there is none; each is returned once. */
    synchronized WriteGroup next() {
        return next < groups.size() ? groups.get(next++) : null;
    }

    @Override
    public synchronized void close() {
        parts.forEach(GroupedRows::close);
        parts.clear();
        spillFiles.forEach(SpillFile::close);
        spillFiles.clear();
        memory.releaseHeap(reserved);
        reserved = 0;
    }
}
