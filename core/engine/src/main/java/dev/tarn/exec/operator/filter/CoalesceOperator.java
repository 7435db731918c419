package dev.tarn.exec.operator.filter;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.kernel.GatherKernels;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.batch.SelectionVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The merging of one driver. */
final class CoalesceOperator implements Operator {
    /** A batch passes if it has at least this share of a full one; copying a row costs about what a few empty ones do. */
    private static final int DENSE_SHARE = 4;

    private final DriverContext context;
    private final int targetRows;
    private final List<ColumnBuffer> buffers = new ArrayList<>();
    private boolean[] hasNulls = new boolean[0];
    private int rowCount;
    private Batch passing;
    private boolean handedOut;
    private boolean finishing;

    CoalesceOperator(DriverContext context) {
        this.context = context;
        this.targetRows = Math.max(1, context.batchSize() / 2);
    }

    @Override
    public boolean needsInput() {
        return passing == null && (rowCount < targetRows || handedOut) && !finishing;
    }

    @Override
    public void addInput(Batch batch) {
        if (handedOut) {
            rowCount = 0;
            handedOut = false;
        }
        if (batch.columns().isEmpty() || batch.selectedCount() >= context.batchSize() / DENSE_SHARE) {
            passing = batch;
        } else {
            append(batch);
        }
    }

    private void append(Batch batch) {
        if (buffers.isEmpty()) {
            for (Column column : batch.columns()) {
                buffers.add(new ColumnBuffer(context.allocator(), column.type(), column.layout()));
            }
            hasNulls = new boolean[buffers.size()];
        }
        if (rowCount == 0) {
            Arrays.fill(hasNulls, false);
        }
        SelectionVector selection = batch.selection();
        int[] positions = selection == null ? null : selection.positions();
        int count = batch.selectedCount();
        for (int i = 0; i < hasNulls.length; i++) {
            hasNulls[i] =
                    GatherKernels.append(batch.column(i), positions, count, buffers.get(i), rowCount, hasNulls[i]);
        }
        rowCount += count;
    }

    @Override
    public Batch output() {
        if (handedOut) {
            rowCount = 0;
            handedOut = false;
        }
        if (rowCount > 0 && (rowCount >= targetRows || passing != null || finishing)) {
            handedOut = true;
            return merged();
        }
        Batch batch = passing;
        passing = null;
        return batch;
    }

    private Batch merged() {
        List<Column> columns = new ArrayList<>(hasNulls.length);
        for (int i = 0; i < hasNulls.length; i++) {
            columns.add(buffers.get(i).column(rowCount, hasNulls[i]));
        }
        return Batch.of(rowCount, columns);
    }

    @Override
    public void finish() {
        finishing = true;
    }

    @Override
    public boolean isFinished() {
        return finishing && passing == null && (rowCount == 0 || handedOut);
    }

    @Override
    public void close() {
        buffers.forEach(ColumnBuffer::close);
        buffers.clear();
    }
}
