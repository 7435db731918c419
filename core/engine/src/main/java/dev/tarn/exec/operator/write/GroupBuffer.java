package dev.tarn.exec.operator.write;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.store.ColumnShape;
import dev.tarn.exec.store.RowStore;
import dev.tarn.spi.batch.Column;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One driver's rows that wait, of any number of groups: in memory, and what is too much for it in a file. */
final class GroupBuffer implements AutoCloseable {
    private static final int FIRST_ROWS = 4_096;

    private final WriteContext context;
    private final DriverContext driver;
    private final List<ColumnShape> shapes;
    private RowStore store;
    private int[] groupOfRow = new int[0];
    private int count;
    private long reserved;
    private SpillFile file;
    private CompletableFuture<?> flushing = Operator.NOT_BLOCKED;

    GroupBuffer(WriteContext context, DriverContext driver, List<ColumnShape> shapes) {
        this.context = context;
        this.driver = driver;
        this.shapes = shapes;
    }

    /** Keeps rows; {@link #flushed} is done again before more may come. */
    void append(List<Column> columns, int[] positions, int[] groups, int rows) {
        if (store == null) {
            store = new RowStore(driver.allocator(), shapes);
        }
        ensureRoom(count + rows);
        store.append(columns, positions, rows);
        System.arraycopy(groups, 0, groupOfRow, count, rows);
        count += rows;
        if (store.sizeBytes() + (long) count * GroupOrder.BYTES_PER_ROW >= context.bufferBytes()) {
            flush();
        }
    }

    private void ensureRoom(int rows) {
        if (groupOfRow.length < rows) {
            int capacity = Math.max(rows, Math.max(FIRST_ROWS, groupOfRow.length * 2));
            // As much again, twice over, for what orders the rows.
            reserve((long) (capacity - groupOfRow.length) * (Integer.BYTES + 2 * GroupOrder.BYTES_PER_ROW));
            groupOfRow = Arrays.copyOf(groupOfRow, capacity);
        }
    }

    private void reserve(long bytes) {
        driver.query().memory().reserveHeap(bytes);
        reserved += bytes;
    }

    private void flush() {
        if (file == null) {
            file = SpillFile.create(context.spec().tempFolder());
            context.groups().add(file);
        }
        RowStore full = store;
        int rows = count;
        store = null;
        count = 0;
        flushing = context.async(() -> {
            try (full) {
                driver.query().throwIfCancelled();
                GroupOrder order = GroupOrder.of(groupOfRow, rows);
                context.groups().add(SpilledRows.write(driver.query().memory(), file, full, order, driver.batchSize()));
            }
            return null;
        });
    }

    /** Returns what to wait for before more rows come; throws what went wrong with writing the file. */
    CompletableFuture<?> flushed() {
        if (flushing.isDone() && flushing.isCompletedExceptionally()) {
            WriteContext.result(flushing);
        }
        return flushing;
    }

    /** Hands the rows that are left over, to be written by whoever turns to their group. */
    void finish() {
        if (store != null) {
            GroupOrder order = GroupOrder.of(groupOfRow, count);
            context.groups().add(new KeptRows(store, order));
            store = null;
        }
    }

    @Override
    public void close() {
        if (store != null) {
            store.close();
            store = null;
        }
        driver.query().memory().releaseHeap(reserved);
        reserved = 0;
    }
}
