package dev.tarn.exec.operator.aggregate;

import dev.tarn.exec.hash.ByteArena;
import dev.tarn.exec.hash.KeyLayout;
import dev.tarn.exec.hash.KeyTable;
import dev.tarn.expr.ir.AggregateFunction;
import dev.tarn.kernel.AggregateKernels;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Layout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;

/**
 * All functions of one aggregate, with their places in a record: after the key and its hash come the count of rows and
 * the states. Calls that need the same state (as SUM and AVG of one column) share it. One thread.
 */
final class AccumulatorSet implements AutoCloseable {
    private final AggregateSpec spec;
    private final List<Accumulator> accumulators = new ArrayList<>();
    private final List<Accumulator> ofCall = new ArrayList<>();
    private final List<ColumnBuffer> results = new ArrayList<>();
    private final int rowsOffset;
    private final int stateBytes;

    /** What tells one state from another. */
    private record StateKey(Object kind, List<Integer> arguments, int filter) {}

    /** @param arena where states keep texts; it outlives the records */
    AccumulatorSet(AggregateSpec spec, KeyLayout layout, BufferAllocator allocator, ByteArena arena) {
        this.spec = spec;
        this.rowsOffset = KeyTable.stateOffset(layout);
        Map<StateKey, Accumulator> known = new HashMap<>();
        int offset = rowsOffset + (spec.calls().isEmpty() ? 0 : 8);
        for (AggregateCall call : spec.calls()) {
            StateKey key = new StateKey(kindOf(call), call.arguments(), call.filterColumn());
            Accumulator accumulator = known.get(key);
            if (accumulator == null) {
                accumulator = make(call, arena);
                accumulator.place(offset, rowsOffset);
                offset += accumulator.stateBytes();
                accumulators.add(accumulator);
                known.put(key, accumulator);
            }
            ofCall.add(accumulator);
            results.add(new ColumnBuffer(allocator, call.type(), call.layout()));
        }
        this.stateBytes = offset - rowsOffset;
    }

    private Layout layoutOf(AggregateCall call, int argument) {
        return spec.input().get(call.arguments().get(argument)).layout();
    }

    private boolean sumsExactly(AggregateCall call) {
        return call.function() == AggregateFunction.SUM
                        && layoutOf(call, 0) != Layout.FLOAT
                        && layoutOf(call, 0) != Layout.DOUBLE
                || call.function() == AggregateFunction.AVG && call.type().isDecimal();
    }

    private Object kindOf(AggregateCall call) {
        return switch (call.function()) {
            case COUNT_ALL, COUNT -> AggregateFunction.COUNT;
            case SUM, AVG ->
                sumsExactly(call)
                        ? List.of(AggregateFunction.SUM, call.checked())
                        : List.of(AggregateFunction.SUM, Layout.DOUBLE);
            case STDDEV_POP, STDDEV_SAMP, VAR_POP, VAR_SAMP -> AggregateFunction.VAR_POP;
            default -> call.function();
        };
    }

    private Accumulator make(AggregateCall call, ByteArena arena) {
        int filter = call.filterColumn();
        int argument = call.arguments().isEmpty() ? -1 : call.arguments().get(0);
        return switch (call.function()) {
            case COUNT_ALL, COUNT -> new CountAccumulator(argument, filter);
            case COUNT_IF -> new LongSumAccumulator(argument, filter, false);
            case SUM, AVG -> {
                if (!sumsExactly(call)) {
                    yield new DoubleSumAccumulator(argument, filter);
                }
                yield layoutOf(call, 0) == Layout.INT128
                        ? new Int128SumAccumulator(argument, filter)
                        : new LongSumAccumulator(argument, filter, call.checked());
            }
            case STDDEV_POP, STDDEV_SAMP, VAR_POP, VAR_SAMP -> new MomentsAccumulator(argument, filter);
            case BOOL_AND -> new LongExtremeAccumulator(argument, filter, true);
            case BOOL_OR -> new LongExtremeAccumulator(argument, filter, false);
            case MIN, MAX ->
                switch (layoutOf(call, 0)) {
                    case BYTE, INT, LONG ->
                        new LongExtremeAccumulator(argument, filter, call.function() == AggregateFunction.MIN);
                    default -> pick(call, arena);
                };
            case ANY_VALUE, SINGLE_VALUE, MIN_BY, MAX_BY -> pick(call, arena);
            case ARRAY_AGG, MAP_AGG -> new CollectAccumulator(call, arena);
        };
    }

    private Accumulator pick(AggregateCall call, ByteArena arena) {
        List<Layout> layouts = call.arguments().stream()
                .map(column -> spec.input().get(column).layout())
                .toList();
        return PickAccumulator.of(call, layouts, arena);
    }

    /** Returns the bytes that a record has after its hash. */
    int stateBytes() {
        return stateBytes;
    }

    /** Brings rows in: row {@code positions[k]}, or k, into {@code records[k]}; {@code single} if all are one record. */
    void update(Batch batch, int[] positions, int count, long[] records, boolean single) {
        if (ofCall.isEmpty()) {
            return;
        }
        if (single) {
            long at = records[0] + rowsOffset;
            RawMemory.putLong(at, RawMemory.getLong(at) + count);
        } else {
            AggregateKernels.countOne(records, count, rowsOffset);
        }
        for (int i = 0; i < accumulators.size(); i++) {
            accumulators.get(i).update(batch, positions, count, records, single);
        }
    }

    /** Brings the states of {@code sources[k]} into {@code targets[k]}. */
    void combine(long[] targets, long[] sources, int count) {
        if (ofCall.isEmpty()) {
            return;
        }
        AggregateKernels.addWords(targets, sources, count, rowsOffset);
        for (Accumulator accumulator : accumulators) {
            accumulator.combine(targets, sources, count);
        }
    }

    /** Adds a column of results for each call; they are valid until the next call of this. */
    void output(long[] records, int count, List<Column> columns) {
        for (int i = 0; i < ofCall.size(); i++) {
            columns.add(ofCall.get(i).output(spec.calls().get(i), results.get(i), records, count));
        }
    }

    @Override
    public void close() {
        results.forEach(ColumnBuffer::close);
    }
}
