package dev.tarn.exec.operator.join;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.split.ScanFilter;

/** Drops rows in the scan that can find no match in a join. It stops where it has dropped too little to be worth it. */
final class JoinScanFilter implements ScanFilter {
    /** Rows after which the share of dropped ones decides. */
    private static final long TRIAL_ROWS = 1 << 16;
    /** Above this share of kept rows the test costs more than it saves. */
    private static final double USELESS_SHARE = 0.85;

    private final JoinKeyFilter filter;
    private final int[] columnIndexes;
    private JoinKeyTest test;
    private long rowsSeen;
    private long rowsKept;
    private boolean useless;

    JoinScanFilter(JoinKeyFilter filter, int columnIndex) {
        this.filter = filter;
        this.columnIndexes = new int[] {columnIndex};
    }

    @Override
    public int[] columnIndexes() {
        return columnIndexes;
    }

    @Override
    public boolean isActive() {
        if (useless) {
            return false;
        }
        if (test == null) {
            test = filter.test();
        }
        return test != null;
    }

    @Override
    public void select(Batch batch, SelectionVector out) {
        int count = batch.selectedCount();
        int[] positions = batch.selection() == null ? null : batch.selection().positions();
        if (out != batch.selection()) {
            out.ensureCapacity(count);
        }
        if (!isActive()) {
            keepAll(positions, count, out);
            return;
        }
        int kept = test.select(batch.column(0), positions, count, out.positions());
        out.setCount(kept);
        rowsSeen += count;
        rowsKept += kept;
        if (rowsSeen >= TRIAL_ROWS) {
            useless = rowsKept > rowsSeen * USELESS_SHARE;
            rowsSeen = 0;
            rowsKept = 0;
        }
    }

    private static void keepAll(int[] positions, int count, SelectionVector out) {
        int[] target = out.positions();
        for (int k = 0; k < count; k++) {
            target[k] = positions == null ? k : positions[k];
        }
        out.setCount(count);
    }
}
