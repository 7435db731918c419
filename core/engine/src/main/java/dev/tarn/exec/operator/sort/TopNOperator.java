package dev.tarn.exec.operator.sort;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.store.ColumnShape;
import dev.tarn.exec.store.RowGatherer;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.SelectionVector;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.arrow.memory.ArrowBuf;

/**
 * The top-N of one driver: keeps some more rows than wanted, and cuts them back to the wanted ones when they are many.
 * From then on rows that cannot be among them are dropped as they come, by a bound that all drivers share.
 */
final class TopNOperator implements Operator {
    private static final int MIN_KEPT_ROWS = 4_096;

    private final DriverContext context;
    private final List<ColumnShape> shapes;
    private final KeyLayout layout;
    private final int limit;
    private final AtomicReference<TopNBound> bound;
    private final SortedRows result;
    private final KeyEncoder encoder;
    private final SelectionVector selection;
    private RunBuilder builder;
    private ArrowBuf batchKeys;
    private boolean finished;

    TopNOperator(
            DriverContext context,
            List<ColumnShape> shapes,
            KeyLayout layout,
            int limit,
            AtomicReference<TopNBound> bound,
            SortedRows result) {
        this.context = context;
        this.shapes = shapes;
        this.layout = layout;
        this.limit = limit;
        this.bound = bound;
        this.result = result;
        this.encoder = new KeyEncoder(layout);
        this.selection = new SelectionVector(context.batchSize());
        this.builder = new RunBuilder(context, shapes, layout);
    }

    @Override
    public boolean needsInput() {
        return !finished;
    }

    @Override
    public void addInput(Batch batch) {
        TopNBound current = bound.get();
        Batch wanted = current == null ? batch : select(current, batch);
        if (wanted == null) {
            return;
        }
        builder.add(wanted);
        if (builder.count() >= Math.max(2L * limit, limit + MIN_KEPT_ROWS)) {
            cutBack();
        }
    }

    /** Returns the batch without rows that are not wanted, or null if none is. */
    private Batch select(TopNBound current, Batch batch) {
        int count = batch.selectedCount();
        long bytes = (long) count * layout.rowWidth();
        if (batchKeys == null || batchKeys.capacity() < bytes) {
            if (batchKeys != null) {
                batchKeys.close();
                batchKeys = null;
            }
            batchKeys = context.allocator().buffer(bytes);
        }
        encoder.encode(batch, batchKeys.memoryAddress(), 0);
        selection.ensureCapacity(count);
        int[] kept = selection.positions();
        int[] positions = batch.selection() == null ? null : batch.selection().positions();
        int keptCount = current.select(layout, batchKeys.memoryAddress(), count, positions, kept);
        if (keptCount == 0) {
            return null;
        }
        selection.setCount(keptCount);
        return new Batch(batch.rowCount(), batch.columns(), selection);
    }

    /** Keeps the wanted rows only, in a new store. */
    private void cutBack() {
        RunBuilder fresh = new RunBuilder(context, shapes, layout);
        try (SortedRun run = builder.sortRun();
                RowGatherer gatherer = new RowGatherer(context.allocator(), builder.store())) {
            int wanted = Math.min(limit, run.count());
            int[] rows = new int[Math.min(wanted, context.batchSize())];
            for (int from = 0; from < wanted; from += rows.length) {
                int count = Math.min(rows.length, wanted - from);
                for (int k = 0; k < count; k++) {
                    rows[k] = run.row(from + k);
                }
                fresh.add(gatherer.gather(rows, count));
            }
            if (run.count() >= limit) {
                bound.accumulateAndGet(TopNBound.of(layout, run.key(limit - 1)), TopNBound::stricter);
            }
        } catch (Throwable e) {
            fresh.close();
            throw e;
        }
        builder.close();
        builder = fresh;
    }

    @Override
    public Batch output() {
        return null;
    }

    @Override
    public void finish() {
        if (finished) {
            return;
        }
        SortedRun run = builder.sortRun();
        result.add(builder, List.of(run));
        finished = true;
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    @Override
    public void close() {
        builder.close();
        if (batchKeys != null) {
            batchKeys.close();
            batchKeys = null;
        }
    }
}
