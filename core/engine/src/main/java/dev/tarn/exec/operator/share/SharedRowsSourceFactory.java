package dev.tarn.exec.operator.share;

import dev.tarn.exec.operator.share.SharedRowsFactory.SharedRows;
import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.pipeline.OperatorFactory;
import dev.tarn.exec.store.RowGatherer;
import dev.tarn.exec.store.RowStore;
import dev.tarn.spi.batch.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads shared rows once: its drivers take chunk after chunk. */
final class SharedRowsSourceFactory implements OperatorFactory {
    private final SharedRows rows;
    private final AtomicInteger nextChunk = new AtomicInteger();

    SharedRowsSourceFactory(SharedRows rows) {
        this.rows = rows;
        rows.sourceOpened();
    }

    @Override
    public String name() {
        return "SharedRowsSource";
    }

    @Override
    public Operator create(DriverContext context) {
        return new Source(context, rows.stores());
    }

    @Override
    public void pipelineFinished() {
        rows.sourceFinished();
    }

    /** The source of one driver. */
    private final class Source implements Operator {
        private final List<RowStore> stores;
        private final List<RowGatherer> gatherers = new ArrayList<>();
        private final int[] batchRows;
        private RowGatherer gatherer;
        private int nextRow;
        private int endRow;
        private boolean finished;

        Source(DriverContext context, List<RowStore> stores) {
            this.stores = stores;
            this.batchRows = new int[context.batchSize()];
            for (RowStore store : stores) {
                gatherers.add(new RowGatherer(context.allocator(), store));
            }
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
            while (!finished && nextRow == endRow) {
                takeChunk();
            }
            if (finished) {
                return null;
            }
            int count = Math.min(batchRows.length, endRow - nextRow);
            for (int k = 0; k < count; k++) {
                batchRows[k] = nextRow + k;
            }
            nextRow += count;
            return gatherer.gather(batchRows, count);
        }

        private void takeChunk() {
            int chunk = nextChunk.getAndIncrement();
            for (int i = 0; i < stores.size(); i++) {
                RowStore store = stores.get(i);
                if (chunk < store.chunkCount()) {
                    gatherer = gatherers.get(i);
                    nextRow = chunk << RowStore.CHUNK_SHIFT;
                    endRow = nextRow + store.chunkRows(chunk);
                    return;
                }
                chunk -= store.chunkCount();
            }
            finished = true;
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
            finished = true;
            gatherers.forEach(RowGatherer::close);
        }
    }
}
