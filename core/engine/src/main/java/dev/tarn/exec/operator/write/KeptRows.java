package dev.tarn.exec.operator.write;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.store.RowGatherer;
import dev.tarn.exec.store.RowStore;
import dev.tarn.spi.batch.Batch;
import java.util.Arrays;

/** Rows in memory. */
final class KeptRows implements GroupedRows {
    private final RowStore store;
    private final GroupOrder order;

    /** Takes the store over. */
    KeptRows(RowStore store, GroupOrder order) {
        this.store = store;
        this.order = order;
    }

    @Override
    public Reader reader(DriverContext context) {
        return new KeptReader(context);
    }

    @Override
    public void close() {
        store.close();
    }

    private final class KeptReader implements Reader {
        private final RowGatherer gatherer;
        private final int[] rows;
        private int next;
        private int end;

        KeptReader(DriverContext context) {
            this.gatherer = new RowGatherer(context.allocator(), store);
            this.rows = new int[context.batchSize()];
        }

        @Override
        public void select(int group) {
            int index = Arrays.binarySearch(order.groups(), group);
            next = index < 0 ? 0 : order.start(index);
            end = index < 0 ? 0 : order.start(index + 1);
        }

        @Override
        public Batch next() {
            if (next == end) {
                return null;
            }
            int count = Math.min(rows.length, end - next);
            order.rows(next, count, rows);
            next += count;
            return gatherer.gather(rows, count);
        }

        @Override
        public void close() {
            gatherer.close();
        }
    }
}
