package dev.tarn.exec.pipeline;

import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** What the operators of one plan node did, summed over drivers. Thread-safe; counted once a batch. */
public final class OperatorStatistics {
    private final LongAdder rowsIn = new LongAdder();
    private final LongAdder rowsOut = new LongAdder();
    private final LongAdder batchesIn = new LongAdder();
    private final LongAdder batchesOut = new LongAdder();
    private final LongAdder busyNanos = new LongAdder();
    private final LongAccumulator peakQueryBytes = new LongAccumulator(Math::max, 0);

    void addInput(long rows, long nanos) {
        rowsIn.add(rows);
        batchesIn.increment();
        busyNanos.add(nanos);
    }

    void addOutput(long rows, long nanos) {
        rowsOut.add(rows);
        batchesOut.increment();
        busyNanos.add(nanos);
    }

    void addTime(long nanos) {
        busyNanos.add(nanos);
    }

    void sawMemory(long bytes) {
        peakQueryBytes.accumulate(bytes);
    }

    /** Returns the selected rows that came in. */
    public long rowsIn() {
        return rowsIn.sum();
    }

    /** Returns the selected rows that went out. */
    public long rowsOut() {
        return rowsOut.sum();
    }

    public long batchesIn() {
        return batchesIn.sum();
    }

    public long batchesOut() {
        return batchesOut.sum();
    }

    /** Returns the nanoseconds that workers spent in the operators, waiting excluded. */
    public long busyNanos() {
        return busyNanos.sum();
    }

    /** Returns the most bytes that the whole query held while these operators ran. */
    public long peakQueryBytes() {
        return peakQueryBytes.get();
    }
}
