package dev.tarn.exec.operator.aggregate;

import dev.tarn.kernel.AggregateKernels;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.memory.RawMemory;

/** COUNT of all rows or of those that are not NULL: the record's rows without the missing ones. */
final class CountAccumulator extends Accumulator {
    private final boolean countsMissing;

    CountAccumulator(int argument, int filter) {
        super(argument, filter);
        this.countsMissing = argument >= 0 || filter >= 0;
    }

    @Override
    int stateBytes() {
        return countsMissing ? 8 : 0;
    }

    @Override
    boolean countsMissing() {
        return countsMissing;
    }

    @Override
    void accumulate(Batch batch, int[] positions, int count, long[] records, boolean single) {
        // The record counts its rows.
    }

    @Override
    void combine(long[] targets, long[] sources, int count) {
        if (countsMissing) {
            AggregateKernels.addWords(targets, sources, count, offset());
        }
    }

    @Override
    Column output(AggregateCall call, ColumnBuffer out, long[] records, int count) {
        start(out, count);
        for (int k = 0; k < count; k++) {
            RawMemory.putLong(out.valuesAddress() + ((long) k << 3), rows(records[k]));
        }
        return out.column(count, false);
    }
}
