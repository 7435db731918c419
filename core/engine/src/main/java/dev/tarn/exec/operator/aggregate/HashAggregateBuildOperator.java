package dev.tarn.exec.operator.aggregate;

import dev.tarn.exec.hash.ByteArena;
import dev.tarn.exec.hash.KeyBatch;
import dev.tarn.exec.hash.KeyEncoder;
import dev.tarn.exec.hash.KeyTable;
import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.kernel.AggregateKernels;
import dev.tarn.spi.batch.Batch;
import java.util.Arrays;

/**
 * Groups the rows of one driver in a table that fits its cache. A full table is flushed to partitions; when flushes show
 * that it hardly reduces rows, rows are no longer looked up but become a record each, as if all keys were distinct.
 */
final class HashAggregateBuildOperator implements Operator {
    private static final int CACHE_BYTES = 1 << 20;
    private static final int MOST_UNFLUSHED_GROUPS = 4096;
    /** Below this many rows a group the look-ups are given up. */
    private static final double LEAST_REDUCTION = 1.4;

    private final HashAggregateState state;
    private final AccumulatorSet accumulators;
    private final KeyEncoder encoder;
    private final DirectIndex direct;
    private final boolean global;
    private final int mostGroups;
    private final RecordPartitions partitions;
    private KeyTable table;
    private int[] numbers = new int[0];
    private int[] missing = new int[0];
    private int[] missingPositions = new int[0];
    private int[] missingNumbers = new int[0];
    private long[] records = new long[0];
    private long rowsSinceFlush;
    private boolean distinctKeys;
    private boolean finished;

    HashAggregateBuildOperator(DriverContext context, AggregateSpec spec, HashAggregateState state) {
        this.state = state;
        ByteArena arena = new ByteArena(context.allocator());
        this.accumulators = new AccumulatorSet(spec, state.layout(), context.allocator(), arena);
        this.encoder = new KeyEncoder(state.layout(), spec.keys());
        this.direct = new DirectIndex(spec.keys());
        this.global = spec.keys().isEmpty();
        this.table = new KeyTable(context.allocator(), state.layout(), accumulators.stateBytes(), arena);
        this.mostGroups = Math.max(1024, CACHE_BYTES / (table.stride() + 16));
        this.partitions = new RecordPartitions(
                context.allocator(), table.stride(), state.layout().wordCount() << 3);
        state.add(arena, partitions);
    }

    @Override
    public boolean needsInput() {
        return !finished;
    }

    @Override
    public void addInput(Batch batch) {
        int count = batch.selectedCount();
        int[] positions = batch.selection() == null ? null : batch.selection().positions();
        ensure(count);
        if (global) {
            addToOne(batch, positions, count);
            return;
        }
        if (distinctKeys) {
            addAsDistinct(batch, positions, count);
        } else {
            find(batch, positions, count);
            AggregateKernels.addresses(numbers, count, table.recordsAddress(), table.stride(), records);
            accumulators.update(batch, positions, count, records, false);
        }
        rowsSinceFlush += count;
        if (table.size() >= mostGroups) {
            flush();
        }
    }

    private void ensure(int count) {
        if (numbers.length < count) {
            numbers = new int[count];
            missing = new int[count];
            missingPositions = new int[count];
            missingNumbers = new int[count];
            records = new long[count];
        }
    }

    private void addToOne(Batch batch, int[] positions, int count) {
        if (table.size() == 0) {
            table.find(encoder.encode(batch, positions, 1), numbers);
        }
        Arrays.fill(records, 0, count, table.recordsAddress());
        accumulators.update(batch, positions, count, records, true);
    }

    private void addAsDistinct(Batch batch, int[] positions, int count) {
        int first = table.size();
        KeyBatch keys = encoder.encode(batch, positions, count);
        table.append(keys);
        for (int k = 0; k < count; k++) {
            records[k] = table.recordsAddress() + (long) (first + k) * table.stride();
        }
        accumulators.update(batch, positions, count, records, false);
    }

    private void find(Batch batch, int[] positions, int count) {
        if (!direct.index(batch, positions, count)) {
            table.find(encoder.encode(batch, positions, count), numbers);
            return;
        }
        int misses = direct.lookUp(count, numbers, missing);
        if (misses == 0) {
            return;
        }
        for (int j = 0; j < misses; j++) {
            missingPositions[j] = positions == null ? missing[j] : positions[missing[j]];
        }
        table.find(encoder.encode(batch, missingPositions, misses), missingNumbers);
        for (int j = 0; j < misses; j++) {
            numbers[missing[j]] = missingNumbers[j];
            direct.learn(missing[j], missingNumbers[j]);
        }
    }

    private void flush() {
        distinctKeys = rowsSinceFlush < table.size() * LEAST_REDUCTION;
        rowsSinceFlush = 0;
        partitions.add(table);
        table.clear();
        direct.clear();
    }

    @Override
    public Batch output() {
        return null;
    }

    @Override
    public void finish() {
        if (finished) {
            return;
        }
        finished = true;
        if (table.size() > MOST_UNFLUSHED_GROUPS || partitions.flushes() > 0) {
            flush();
        } else if (table.size() > 0) {
            state.add(table);
            table = null;
        }
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    @Override
    public void close() {
        accumulators.close();
        if (table != null) {
            table.close();
        }
    }
}
