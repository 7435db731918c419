package dev.tarn.exec.operator.sort;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.store.ColumnShape;
import dev.tarn.exec.store.RowGatherer;
import dev.tarn.spi.batch.Batch;
import java.util.List;
import java.util.function.Consumer;

/** Keeps rows and gives them back in order: a sort within memory, for a step that is no sort itself. One thread. */
public final class RowSorter implements AutoCloseable {
    private final DriverContext context;
    private final RunBuilder builder;

    public RowSorter(DriverContext context, List<ColumnShape> shapes, List<SortKey> keys) {
        this.context = context;
        this.builder = new RunBuilder(context, shapes, new KeyLayout(shapes, keys));
    }

    /** Keeps a batch's selected rows. */
    public void add(Batch batch) {
        builder.add(batch);
    }

    /** Returns the bytes of memory that the rows take. */
    public long sizeBytes() {
        return builder.store().sizeBytes() + builder.keyBytes();
    }

    /** Gives all rows in order, batch by batch, each valid until the next; nothing can be added any more. */
    public void forEach(Consumer<Batch> consumer) {
        try (SortedRun run = builder.sortRun();
                RowGatherer gatherer = new RowGatherer(context.allocator(), builder.store())) {
            int[] rows = new int[context.batchSize()];
            for (int from = 0; from < run.count(); from += rows.length) {
                int count = Math.min(rows.length, run.count() - from);
                for (int k = 0; k < count; k++) {
                    rows[k] = run.row(from + k);
                }
                consumer.accept(gatherer.gather(rows, count));
            }
        }
    }

    @Override
    public void close() {
        builder.close();
    }
}
