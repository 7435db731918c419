package dev.tarn.exec.operator.aggregate;

import dev.tarn.expr.ir.AggregateFunction;
import dev.tarn.kernel.AggregateKernels;
import dev.tarn.kernel.LoadKernels;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.RawMemory;

/** STDDEV and VAR, of a population or a sample. State: count, mean, sum of squared differences, as doubles. */
final class MomentsAccumulator extends Accumulator {
    private final int argument;
    private double[] values = new double[0];

    MomentsAccumulator(int argument, int filter) {
        super(argument, filter);
        this.argument = argument;
    }

    @Override
    int stateBytes() {
        return 24;
    }

    @Override
    boolean countsMissing() {
        return false;
    }

    @Override
    void accumulate(Batch batch, int[] positions, int count, long[] records, boolean single) {
        if (values.length < count) {
            values = new double[count];
        }
        LoadKernels.doubles(batch.column(argument), positions, count, values);
        AggregateKernels.moments(values, records, count, offset());
    }

    @Override
    void combine(long[] targets, long[] sources, int count) {
        AggregateKernels.mergeMoments(targets, sources, count, offset());
    }

    @Override
    Column output(AggregateCall call, ColumnBuffer out, long[] records, int count) {
        start(out, count);
        boolean sample =
                call.function() == AggregateFunction.STDDEV_SAMP || call.function() == AggregateFunction.VAR_SAMP;
        boolean root =
                call.function() == AggregateFunction.STDDEV_SAMP || call.function() == AggregateFunction.STDDEV_POP;
        boolean hasNulls = false;
        for (int k = 0; k < count; k++) {
            double n = RawMemory.getDouble(records[k] + offset());
            double divisor = sample ? n - 1 : n;
            if (divisor <= 0) {
                Bitmap.clear(out.validityAddress(), k);
                hasNulls = true;
            } else {
                double variance = RawMemory.getDouble(records[k] + offset() + 16) / divisor;
                RawMemory.putDouble(out.valuesAddress() + ((long) k << 3), root ? Math.sqrt(variance) : variance);
            }
        }
        return out.column(count, hasNulls);
    }
}
