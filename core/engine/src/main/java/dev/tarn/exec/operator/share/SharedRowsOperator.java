package dev.tarn.exec.operator.share;

import dev.tarn.exec.operator.share.SharedRowsFactory.SharedRows;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.store.RowStore;
import dev.tarn.spi.batch.Batch;

/** The sink of one driver. */
final class SharedRowsOperator implements Operator {
    private final SharedRows rows;
    private RowStore store;
    private boolean finished;

    SharedRowsOperator(RowStore store, SharedRows rows) {
        this.store = store;
        this.rows = rows;
    }

    @Override
    public boolean needsInput() {
        return !finished;
    }

    @Override
    public void addInput(Batch batch) {
        store.append(batch);
    }

    @Override
    public Batch output() {
        return null;
    }

    @Override
    public void finish() {
        if (!finished) {
            finished = true;
            rows.add(store);
            store = null;
        }
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    @Override
    public void close() {
        if (store != null) {
            store.close();
        }
    }
}
