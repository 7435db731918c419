package dev.tarn.exec.operator.aggregate;

import dev.tarn.exec.hash.ByteArena;
import dev.tarn.exec.hash.KeyBatch;
import dev.tarn.exec.hash.KeyDecoder;
import dev.tarn.exec.hash.KeyEncoder;
import dev.tarn.exec.hash.KeyTable;
import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.kernel.AggregateKernels;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.memory.RawMemory;
import java.util.ArrayList;
import java.util.List;

/** Merges partitions of groups, one after another, and gives their results. */
final class HashAggregateMergeOperator implements Operator {
    private static final int MERGE_RECORDS = 1024;

    private final DriverContext context;
    private final HashAggregateState state;
    private final boolean global;
    private final AccumulatorSet accumulators;
    private final ByteArena arena;
    private final KeyTable merged;
    private final KeyDecoder decoder;
    private final KeyBatch keys;
    private final int hashOffset;
    private final long[] sources = new long[MERGE_RECORDS];
    private final long[] targets = new long[MERGE_RECORDS];
    private final int[] numbers = new int[MERGE_RECORDS];
    private final long[] records;
    /** The records to give now: those of the merged table, or of one table that need not be merged. */
    private KeyTable current;

    private int given;
    private boolean finished;

    HashAggregateMergeOperator(DriverContext context, AggregateSpec spec, HashAggregateState state) {
        this.context = context;
        this.state = state;
        this.global = spec.keys().isEmpty();
        this.arena = new ByteArena(context.allocator());
        this.accumulators = new AccumulatorSet(spec, state.layout(), context.allocator(), arena);
        this.merged = new KeyTable(context.allocator(), state.layout(), accumulators.stateBytes(), null);
        this.decoder = new KeyDecoder(context.allocator(), state.layout());
        this.keys = new KeyBatch(state.layout());
        this.hashOffset = state.layout().wordCount() << 3;
        this.records = new long[context.batchSize()];
    }

    @Override
    public boolean needsInput() {
        return false;
    }

    @Override
    public void addInput(Batch batch) {
        throw new IllegalStateException("a source takes no input");
    }

    @Override
    public Batch output() {
        while (!finished) {
            if (current != null && given < current.size()) {
                return nextBatch();
            }
            int task = state.takeTask();
            if (task < 0) {
                finished = true;
            } else {
                merge(task);
                given = 0;
            }
        }
        return null;
    }

    private Batch nextBatch() {
        int count = Math.min(records.length, current.size() - given);
        long base = current.recordsAddress() + (long) given * current.stride();
        for (int k = 0; k < count; k++) {
            records[k] = base + (long) k * current.stride();
        }
        given += count;
        List<Column> columns = new ArrayList<>();
        if (!global) {
            columns.addAll(decoder.decode(records, count));
        }
        accumulators.output(records, count, columns);
        return Batch.of(count, columns);
    }

    private void merge(int partition) {
        List<KeyTable> tables = state.tables();
        List<RecordPartitions> partitions = state.partitions();
        if (partitions.isEmpty() && tables.size() == 1) {
            current = tables.get(0);
            return;
        }
        current = merged;
        merged.clear();
        for (KeyTable table : tables) {
            mergeTable(table, partitions.isEmpty() ? -1 : partition);
        }
        for (RecordPartitions flushed : partitions) {
            for (RecordPartitions.Chunk chunk : flushed.chunks(partition)) {
                mergeChunk(chunk);
            }
            flushed.free(partition);
        }
        if (global && merged.size() == 0) {
            merged.find(new KeyEncoder(state.layout(), List.of()).encode(Batch.of(1, List.of()), null, 1), numbers);
        }
    }

    private void mergeTable(KeyTable table, int partition) {
        context.query().throwIfCancelled();
        int pending = 0;
        for (int i = 0; i < table.size(); i++) {
            long record = table.recordsAddress() + (long) i * table.stride();
            if (partition < 0 || RecordPartitions.partitionOf(RawMemory.getLong(record + hashOffset)) == partition) {
                sources[pending++] = record;
                if (pending == MERGE_RECORDS) {
                    mergeSources(pending);
                    pending = 0;
                }
            }
        }
        mergeSources(pending);
    }

    private void mergeChunk(RecordPartitions.Chunk chunk) {
        context.query().throwIfCancelled();
        int stride = merged.stride();
        for (int from = 0; from < chunk.size(); from += MERGE_RECORDS) {
            int count = Math.min(MERGE_RECORDS, chunk.size() - from);
            long base = chunk.address() + (long) from * stride;
            for (int k = 0; k < count; k++) {
                sources[k] = base + (long) k * stride;
            }
            mergeSources(count);
        }
    }

    private void mergeSources(int count) {
        keys.loadRecords(sources, count);
        merged.find(keys, numbers);
        AggregateKernels.addresses(numbers, count, merged.recordsAddress(), merged.stride(), targets);
        accumulators.combine(targets, sources, count);
    }

    @Override
    public void finish() {
        finished = true;
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    @Override
    public void close() {
        accumulators.close();
        merged.close();
        decoder.close();
        arena.close();
    }
}
