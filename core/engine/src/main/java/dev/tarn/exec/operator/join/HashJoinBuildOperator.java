package dev.tarn.exec.operator.join;

import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.store.RowStore;
import dev.tarn.kernel.LoadKernels;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.type.Layout;
import java.util.List;

/** Keeps the build rows of one driver, and looks at the ranges of their keys meanwhile. */
final class HashJoinBuildOperator implements Operator {
    private final List<Integer> keys;
    private final RowStore store;
    private final KeyRange[] ranges;
    private long[] values = new long[0];
    private int[] split = new int[0];
    private boolean finished;

    /**
     * @param store where rows go; closed by its owner
     * @param ranges one a key, of this driver alone
     */
    HashJoinBuildOperator(List<Integer> keys, RowStore store, KeyRange[] ranges) {
        this.keys = keys;
        this.store = store;
        this.ranges = ranges;
    }

    static boolean isInteger(Layout layout) {
        return layout == Layout.LONG || layout == Layout.INT || layout == Layout.BYTE;
    }

    @Override
    public boolean needsInput() {
        return !finished;
    }

    @Override
    public void addInput(Batch batch) {
        int count = batch.selectedCount();
        int[] positions = batch.selection() == null ? null : batch.selection().positions();
        if (values.length < count) {
            values = new long[count];
            split = new int[count];
        }
        for (int i = 0; i < ranges.length; i++) {
            Column column = batch.column(keys.get(i));
            int valid = count;
            int[] indexes = null;
            if (column.mayHaveNulls()) {
                valid = LoadKernels.notNull(column, positions, count, split);
                indexes = split;
                if (valid < count) {
                    ranges[i].addNull();
                }
            }
            if (isInteger(column.layout())) {
                LoadKernels.longs(column, positions, count, values);
                ranges[i].add(values, indexes, valid);
            }
        }
        store.append(batch);
    }

    @Override
    public Batch output() {
        return null;
    }

    @Override
    public void finish() {
        finished = true;
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    @Override
    public void close() {
        // The rows belong to the build side.
    }
}
