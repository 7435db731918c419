package dev.tarn.exec.operator.aggregate;

import dev.tarn.expr.ir.AggregateFunction;
import dev.tarn.kernel.AggregateKernels;
import dev.tarn.kernel.LoadKernels;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.memory.RawMemory;

/**
 * Sums BYTE, INT and LONG values, for SUM of integers, SUM and AVG of DECIMAL, and COUNT_IF. State: missing rows, then the
 * sum in 64 bits, which cannot overflow, or in 128.
 */
final class LongSumAccumulator extends Accumulator {
    private final int argument;
    private final boolean wide;
    private long[] values = new long[0];

    LongSumAccumulator(int argument, int filter, boolean wide) {
        super(argument, filter);
        this.argument = argument;
        this.wide = wide;
    }

    @Override
    int stateBytes() {
        return wide ? 24 : 16;
    }

    @Override
    boolean countsMissing() {
        return true;
    }

    @Override
    void accumulate(Batch batch, int[] positions, int count, long[] records, boolean single) {
        if (values.length < count) {
            values = new long[count];
        }
        LoadKernels.longs(batch.column(argument), positions, count, values);
        int sumOffset = offset() + 8;
        if (single) {
            if (wide) {
                AggregateKernels.single128(values, count, records[0] + sumOffset);
            } else {
                AggregateKernels.single64(values, count, records[0] + sumOffset);
            }
        } else if (wide) {
            AggregateKernels.sum128(values, records, count, sumOffset);
        } else {
            AggregateKernels.sum64(values, records, count, sumOffset);
        }
    }

    @Override
    void combine(long[] targets, long[] sources, int count) {
        AggregateKernels.addWords(targets, sources, count, offset());
        if (!wide) {
            AggregateKernels.addWords(targets, sources, count, offset() + 8);
            return;
        }
        for (int k = 0; k < count; k++) {
            long from = sources[k] + offset() + 8;
            AggregateKernels.add128(targets[k] + offset() + 8, RawMemory.getLong(from), RawMemory.getLong(from + 8));
        }
    }

    @Override
    Column output(AggregateCall call, ColumnBuffer out, long[] records, int count) {
        start(out, count);
        boolean countsTrue = call.function() == AggregateFunction.COUNT_IF;
        boolean hasNulls = !countsTrue && nullWhereEmpty(out, records, count);
        SumResults results = new SumResults(call, out.valuesAddress());
        for (int k = 0; k < count; k++) {
            long at = records[k] + offset() + 8;
            long low = RawMemory.getLong(at);
            long high = wide ? RawMemory.getLong(at + 8) : low >> 63;
            long rows = countsTrue ? 1 : rows(records[k]);
            if (rows != 0) {
                results.put(k, low, high, high >> 63, rows);
            }
        }
        return out.column(count, hasNulls);
    }
}
