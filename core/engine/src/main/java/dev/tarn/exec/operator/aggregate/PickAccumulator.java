package dev.tarn.exec.operator.aggregate;

import dev.tarn.exec.hash.ByteArena;
import dev.tarn.expr.ir.AggregateFunction;
import dev.tarn.kernel.LoadKernels;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Layout;
import java.util.Arrays;
import java.util.List;

/**
 * Keeps the value of one row of a group: ANY_VALUE, SINGLE_VALUE, MIN_BY, MAX_BY, and MIN and MAX of what is not an
 * integer.
 *
 * <p>State: a word that is 0 without a row, {@link #VALUE}, or {@link #NULL_VALUE} if the row's value is NULL; then the
 * value; then, if another column picks the row, that column's value.
 */
final class PickAccumulator extends Accumulator {
    private static final long VALUE = 1;
    private static final long NULL_VALUE = 2;

    /** What picks the row. */
    private enum Rule {
        FIRST,
        LEAST,
        GREATEST
    }

    private final AggregateFunction function;
    private final int valueColumn;
    private final int keyColumn;
    private final Rule rule;
    private final ValueState value;
    private final ValueState key;
    private final boolean ownKey;
    private int[] split = new int[0];
    private boolean[] present = new boolean[0];
    private boolean[] valueIsNull = new boolean[0];

    private PickAccumulator(
            AggregateCall call, int keyColumn, Layout valueLayout, Layout keyLayout, Rule rule, ByteArena arena) {
        super(keyColumn, call.filterColumn());
        this.function = call.function();
        this.valueColumn = call.arguments().get(0);
        this.keyColumn = keyColumn;
        this.rule = rule;
        this.value = new ValueState(valueLayout, arena);
        this.ownKey = keyColumn != valueColumn;
        this.key = ownKey ? new ValueState(keyLayout, arena) : value;
    }

    static PickAccumulator of(AggregateCall call, List<Layout> argumentLayouts, ByteArena arena) {
        Layout valueLayout = argumentLayouts.get(0);
        int first = call.arguments().get(0);
        return switch (call.function()) {
            case MIN -> new PickAccumulator(call, first, valueLayout, valueLayout, Rule.LEAST, arena);
            case MAX -> new PickAccumulator(call, first, valueLayout, valueLayout, Rule.GREATEST, arena);
            case ANY_VALUE, SINGLE_VALUE ->
                new PickAccumulator(call, first, valueLayout, valueLayout, Rule.FIRST, arena);
            case MIN_BY ->
                new PickAccumulator(
                        call, call.arguments().get(1), valueLayout, argumentLayouts.get(1), Rule.LEAST, arena);
            case MAX_BY ->
                new PickAccumulator(
                        call, call.arguments().get(1), valueLayout, argumentLayouts.get(1), Rule.GREATEST, arena);
            default -> throw new IllegalArgumentException(call.function() + " does not pick a row");
        };
    }

    @Override
    int stateBytes() {
        return 8 + value.bytes() + (ownKey ? key.bytes() : 0);
    }

    @Override
    boolean countsMissing() {
        return false;
    }

    @Override
    boolean skipsNulls() {
        return function != AggregateFunction.SINGLE_VALUE;
    }

    private int keyOffset() {
        return ownKey ? 8 + value.bytes() : 8;
    }

    @Override
    void accumulate(Batch batch, int[] positions, int count, long[] records, boolean single) {
        Column values = batch.column(valueColumn);
        ensure(count);
        markNulls(values, positions, count);
        value.load(values, positions, count);
        if (ownKey) {
            key.load(batch.column(keyColumn), positions, count);
        }
        for (int k = 0; k < count; k++) {
            long state = records[k] + offset();
            boolean take = RawMemory.getLong(state) == 0
                    || rule != Rule.FIRST && key.isBetter(k, state + keyOffset(), rule == Rule.LEAST);
            if (take) {
                RawMemory.putLong(state, valueIsNull[k] ? NULL_VALUE : VALUE);
                if (!valueIsNull[k]) {
                    value.store(k, state + 8);
                }
                if (ownKey) {
                    key.store(k, state + keyOffset());
                }
            }
        }
    }

    private void ensure(int count) {
        if (split.length < count) {
            split = new int[count];
            present = new boolean[count];
            valueIsNull = new boolean[count];
        }
    }

    private void markNulls(Column values, int[] positions, int count) {
        Arrays.fill(valueIsNull, 0, count, false);
        if (values.mayHaveNulls()) {
            int valid = LoadKernels.notNull(values, positions, count, split);
            for (int j = valid; j < count; j++) {
                valueIsNull[split[j]] = true;
            }
        }
    }

    @Override
    void combine(long[] targets, long[] sources, int count) {
        for (int k = 0; k < count; k++) {
            long target = targets[k] + offset();
            long source = sources[k] + offset();
            if (RawMemory.getLong(source) == 0) {
                continue;
            }
            boolean take = RawMemory.getLong(target) == 0
                    || rule != Rule.FIRST
                            && key.isBetter(source + keyOffset(), target + keyOffset(), rule == Rule.LEAST);
            if (take) {
                RawMemory.putLong(target, RawMemory.getLong(source));
                value.move(source + 8, target + 8);
                if (ownKey) {
                    key.move(source + keyOffset(), target + keyOffset());
                }
            }
        }
    }

    @Override
    Column output(AggregateCall call, ColumnBuffer out, long[] records, int count) {
        start(out, count);
        ensure(count);
        boolean hasNulls = false;
        for (int k = 0; k < count; k++) {
            if (function == AggregateFunction.SINGLE_VALUE && rows(records[k]) > 1) {
                throw new TarnException(
                        ErrorCode.SUBQUERY_MULTIPLE_ROWS,
                        "a subquery that stands for one value gave " + rows(records[k]) + " rows");
            }
            present[k] = RawMemory.getLong(records[k] + offset()) == VALUE;
            if (!present[k]) {
                Bitmap.clear(out.validityAddress(), k);
                hasNulls = true;
            }
        }
        value.write(out, records, offset() + 8, present, count);
        return out.column(count, hasNulls);
    }
}
