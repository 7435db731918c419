package dev.tarn.exec.operator.aggregate;

import dev.tarn.kernel.AggregateKernels;
import dev.tarn.kernel.LoadKernels;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.memory.RawMemory;

/** Sums INT128 values exactly, for SUM and AVG of DECIMAL. State: missing rows, then the sum in 192 bits. */
final class Int128SumAccumulator extends Accumulator {
    private final int argument;
    private long[] low = new long[0];
    private long[] high = new long[0];

    Int128SumAccumulator(int argument, int filter) {
        super(argument, filter);
        this.argument = argument;
    }

    @Override
    int stateBytes() {
        return 32;
    }

    @Override
    boolean countsMissing() {
        return true;
    }

    @Override
    void accumulate(Batch batch, int[] positions, int count, long[] records, boolean single) {
        if (low.length < count) {
            low = new long[count];
            high = new long[count];
        }
        LoadKernels.int128s(batch.column(argument), positions, count, low, high);
        AggregateKernels.sum192(low, high, records, count, offset() + 8);
    }

    @Override
    void combine(long[] targets, long[] sources, int count) {
        AggregateKernels.addWords(targets, sources, count, offset());
        for (int k = 0; k < count; k++) {
            long from = sources[k] + offset() + 8;
            AggregateKernels.add192(
                    targets[k] + offset() + 8,
                    RawMemory.getLong(from),
                    RawMemory.getLong(from + 8),
                    RawMemory.getLong(from + 16));
        }
    }

    @Override
    Column output(AggregateCall call, ColumnBuffer out, long[] records, int count) {
        start(out, count);
        boolean hasNulls = nullWhereEmpty(out, records, count);
        SumResults results = new SumResults(call, out.valuesAddress());
        for (int k = 0; k < count; k++) {
            long at = records[k] + offset() + 8;
            long rows = rows(records[k]);
            if (rows != 0) {
                results.put(k, RawMemory.getLong(at), RawMemory.getLong(at + 8), RawMemory.getLong(at + 16), rows);
            }
        }
        return out.column(count, hasNulls);
    }
}
