package dev.tarn.exec.operator.aggregate;

import dev.tarn.kernel.AggregateKernels;
import dev.tarn.kernel.LoadKernels;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.RawMemory;

/** MIN and MAX of BYTE, INT and LONG values, BOOL_AND and BOOL_OR. State: 1 once there is a value, and the value. */
final class LongExtremeAccumulator extends Accumulator {
    private final int argument;
    private final boolean least;
    private long[] values = new long[0];
    private long[] present = new long[0];

    LongExtremeAccumulator(int argument, int filter, boolean least) {
        super(argument, filter);
        this.argument = argument;
        this.least = least;
    }

    @Override
    int stateBytes() {
        return 16;
    }

    @Override
    boolean countsMissing() {
        return false;
    }

    @Override
    void accumulate(Batch batch, int[] positions, int count, long[] records, boolean single) {
        ensure(count);
        LoadKernels.longs(batch.column(argument), positions, count, values);
        bringIn(records, count);
    }

    private void ensure(int count) {
        if (values.length < count) {
            values = new long[count];
            present = new long[count];
        }
    }

    private void bringIn(long[] records, int count) {
        if (least) {
            AggregateKernels.min(values, records, count, offset());
        } else {
            AggregateKernels.max(values, records, count, offset());
        }
    }

    @Override
    void combine(long[] targets, long[] sources, int count) {
        ensure(count);
        int kept = 0;
        for (int k = 0; k < count; k++) {
            if (RawMemory.getLong(sources[k] + offset()) != 0) {
                values[kept] = RawMemory.getLong(sources[k] + offset() + 8);
                present[kept++] = targets[k];
            }
        }
        bringIn(present, kept);
    }

    @Override
    Column output(AggregateCall call, ColumnBuffer out, long[] records, int count) {
        start(out, count);
        boolean hasNulls = false;
        long to = out.valuesAddress();
        int width = call.layout().width();
        for (int k = 0; k < count; k++) {
            if (RawMemory.getLong(records[k] + offset()) == 0) {
                Bitmap.clear(out.validityAddress(), k);
                hasNulls = true;
            }
            long value = RawMemory.getLong(records[k] + offset() + 8);
            switch (width) {
                case 1 -> RawMemory.putByte(to + k, (byte) value);
                case 4 -> RawMemory.putInt(to + ((long) k << 2), (int) value);
                default -> RawMemory.putLong(to + ((long) k << 3), value);
            }
        }
        return out.column(count, hasNulls);
    }
}
