package dev.tarn.exec.operator.aggregate;

import dev.tarn.expr.ir.AggregateFunction;
import dev.tarn.kernel.AggregateKernels;
import dev.tarn.kernel.LoadKernels;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Layout;

/**
 * Sums as doubles, for SUM and AVG of REAL and DOUBLE and AVG of integers. State: missing rows, then the sum. The order
 * of the rows, which is not fixed with several drivers, may show in the last digits.
 */
final class DoubleSumAccumulator extends Accumulator {
    private final int argument;
    private double[] values = new double[0];

    DoubleSumAccumulator(int argument, int filter) {
        super(argument, filter);
        this.argument = argument;
    }

    @Override
    int stateBytes() {
        return 16;
    }

    @Override
    boolean countsMissing() {
        return true;
    }

    @Override
    void accumulate(Batch batch, int[] positions, int count, long[] records, boolean single) {
        if (values.length < count) {
            values = new double[count];
        }
        LoadKernels.doubles(batch.column(argument), positions, count, values);
        if (single) {
            AggregateKernels.singleDouble(values, count, records[0] + offset() + 8);
        } else {
            AggregateKernels.sumDouble(values, records, count, offset() + 8);
        }
    }

    @Override
    void combine(long[] targets, long[] sources, int count) {
        AggregateKernels.addWords(targets, sources, count, offset());
        int sumOffset = offset() + 8;
        for (int k = 0; k < count; k++) {
            long at = targets[k] + sumOffset;
            RawMemory.putDouble(at, RawMemory.getDouble(at) + RawMemory.getDouble(sources[k] + sumOffset));
        }
    }

    @Override
    Column output(AggregateCall call, ColumnBuffer out, long[] records, int count) {
        start(out, count);
        boolean hasNulls = nullWhereEmpty(out, records, count);
        boolean average = call.function() == AggregateFunction.AVG;
        for (int k = 0; k < count; k++) {
            double sum = RawMemory.getDouble(records[k] + offset() + 8);
            double result = average ? sum / rows(records[k]) : sum;
            if (call.layout() == Layout.FLOAT) {
                RawMemory.putFloat(out.valuesAddress() + ((long) k << 2), (float) result);
            } else {
                RawMemory.putDouble(out.valuesAddress() + ((long) k << 3), result);
            }
        }
        return out.column(count, hasNulls);
    }
}
