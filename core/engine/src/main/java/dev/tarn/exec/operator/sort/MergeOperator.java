package dev.tarn.exec.operator.sort;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.store.RowGatherer;
import dev.tarn.exec.store.RowStore;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.memory.RawMemory;
import java.util.List;

/** Merges sorted runs by a heap of their next rows, and gathers the rows batch by batch. */
final class MergeOperator implements Operator {
    private final RowGatherer gatherer;
    private final KeyComparator comparator;
    private final SortedRun[] runs;
    private final int rowWidth;
    private final int rowNumberOffset;
    private final int prefixOffset;
    private final SortedRows owner;
    private final int[] rows;
    /** The runs that have rows left, as a heap: the one with the first row on top. */
    private final int[] heap;

    private final long[] nextKeys;
    private final long[] endKeys;
    private final long[] prefixes;
    private int heapSize;
    private long rowsLeft;

    /** Makes a source of the first {@code limit} rows of {@code runs}; {@code owner} is closed with it. */
    MergeOperator(
            DriverContext context,
            RowStore store,
            KeyComparator comparator,
            List<SortedRun> runs,
            KeyLayout layout,
            int prefixOffset,
            long limit,
            SortedRows owner) {
        this.gatherer = store == null ? null : new RowGatherer(context.allocator(), store);
        this.comparator = comparator;
        this.runs = runs.toArray(SortedRun[]::new);
        this.rowWidth = layout.rowWidth();
        this.rowNumberOffset = layout.rowNumberOffset();
        this.prefixOffset = prefixOffset;
        this.owner = owner;
        this.rowsLeft = limit;
        this.rows = new int[context.batchSize()];
        this.heap = new int[this.runs.length];
        this.nextKeys = new long[heap.length];
        this.endKeys = new long[heap.length];
        this.prefixes = new long[heap.length];
        for (int run = 0; run < heap.length; run++) {
            nextKeys[run] = this.runs[run].key(0);
            endKeys[run] = this.runs[run].key(this.runs[run].count());
            heap[run] = run;
            loadPrefix(run);
        }
        heapSize = heap.length;
        for (int i = heapSize / 2 - 1; i >= 0; i--) {
            siftDown(i);
        }
    }

    private void loadPrefix(int run) {
        prefixes[run] = Long.reverseBytes(RawMemory.getLong(nextKeys[run] + prefixOffset)) ^ Long.MIN_VALUE;
    }

    private boolean isBefore(int run, int other) {
        long prefix = prefixes[run];
        long otherPrefix = prefixes[other];
        return prefix < otherPrefix || prefix == otherPrefix && comparator.compare(nextKeys[run], nextKeys[other]) < 0;
    }

    private void siftDown(int place) {
        int run = heap[place];
        int child;
        while ((child = 2 * place + 1) < heapSize) {
            if (child + 1 < heapSize && isBefore(heap[child + 1], heap[child])) {
                child++;
            }
            if (!isBefore(heap[child], run)) {
                break;
            }
            heap[place] = heap[child];
            place = child;
        }
        heap[place] = run;
    }

    @Override
    public boolean needsInput() {
        return false;
    }

    @Override
    public void addInput(Batch batch) {
        throw new IllegalStateException("a source takes no input");
    }

    @Override
    public Batch output() {
        int count = 0;
        int target = (int) Math.min(rows.length, rowsLeft);
        while (count < target && heapSize > 0) {
            int run = heap[0];
            rows[count++] = (int) RawMemory.getLong(nextKeys[run] + rowNumberOffset);
            advance(run);
        }
        rowsLeft -= count;
        return count == 0 ? null : gatherer.gather(rows, count);
    }

    private void advance(int run) {
        nextKeys[run] += rowWidth;
        if (nextKeys[run] < endKeys[run]) {
            loadPrefix(run);
        } else {
            heap[0] = heap[--heapSize];
        }
        if (heapSize > 1) {
            siftDown(0);
        }
    }

    @Override
    public void finish() {
        rowsLeft = 0;
    }

    @Override
    public boolean isFinished() {
        return heapSize == 0 || rowsLeft == 0;
    }

    @Override
    public void close() {
        if (gatherer != null) {
            gatherer.close();
        }
        owner.close();
    }
}
