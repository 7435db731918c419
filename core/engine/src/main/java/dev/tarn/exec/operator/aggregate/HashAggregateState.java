package dev.tarn.exec.operator.aggregate;

import dev.tarn.exec.hash.ByteArena;
import dev.tarn.exec.hash.KeyLayout;
import dev.tarn.exec.hash.KeyTable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the drivers of a hash aggregate's build leave to those of its merge. Thread-safe.
 *
 * <p>A driver leaves the groups it has in a table, if they are few, or all in partitions. With partitions there is a
 * merge task for each, else there is one.
 */
final class HashAggregateState implements AutoCloseable {
    private final KeyLayout layout;
    private final List<KeyTable> tables = new ArrayList<>();
    private final List<RecordPartitions> partitions = new ArrayList<>();
    private final List<ByteArena> arenas = new ArrayList<>();
    private final AtomicInteger nextTask = new AtomicInteger();

    HashAggregateState(AggregateSpec spec) {
        this.layout = KeyLayout.of(
                spec.keys().stream().map(key -> spec.input().get(key)).toList());
    }

    KeyLayout layout() {
        return layout;
    }

    /** Takes over what a driver of the build has, at its start already, so that it is freed in any case. */
    synchronized void add(ByteArena arena, RecordPartitions flushed) {
        arenas.add(arena);
        partitions.add(flushed);
    }

    /** Takes over a table of few groups. */
    synchronized void add(KeyTable table) {
        tables.add(table);
    }

    /** Returns the tables of few groups; the build is finished. */
    synchronized List<KeyTable> tables() {
        return List.copyOf(tables);
    }

    /** Returns what the drivers have flushed; the build is finished. */
    synchronized List<RecordPartitions> partitions() {
        return partitions.stream().filter(flushed -> flushed.flushes() > 0).toList();
    }

    /** Returns a merge task that nobody has: a partition or, without partitions, 0; or -1 if none is left. */
    int takeTask() {
        int task = nextTask.getAndIncrement();
        return task < (partitions().isEmpty() ? 1 : RecordPartitions.COUNT) ? task : -1;
    }

    @Override
    public synchronized void close() {
        tables.forEach(KeyTable::close);
        partitions.forEach(RecordPartitions::close);
        arenas.forEach(ByteArena::close);
        tables.clear();
        partitions.clear();
        arenas.clear();
    }
}
