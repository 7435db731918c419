package dev.tarn.exec.operator.sort;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.store.ColumnShape;
import dev.tarn.exec.store.RowStore;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.memory.RawMemory;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;

/** Keeps rows and their key rows, and sorts the key rows run by run. One thread. */
final class RunBuilder implements AutoCloseable {
    private static final int INITIAL_ROWS = 256;

    private final DriverContext context;
    private final KeyLayout layout;
    private final KeyEncoder encoder;
    private final RunSorter sorter;
    private RowStore store;
    private ArrowBuf keys;
    private int count;
    private long reservedHeap;

    RunBuilder(DriverContext context, List<ColumnShape> shapes, KeyLayout layout) {
        this.context = context;
        this.layout = layout;
        this.encoder = new KeyEncoder(layout);
        this.sorter = new RunSorter(context.query()::throwIfCancelled);
        this.store = new RowStore(context.allocator(), shapes);
    }

    /** Returns how many rows wait to be sorted. */
    int count() {
        return count;
    }

    /** Returns the bytes of memory that the key rows take. */
    long keyBytes() {
        return keys == null ? 0 : keys.capacity();
    }

    RowStore store() {
        return store;
    }

    boolean sawLongText() {
        return encoder.sawLongText();
    }

    boolean sawNullInFirstKey() {
        return encoder.sawNullInFirstKey();
    }

    /** Keeps a batch's selected rows. */
    void add(Batch batch) {
        int added = batch.selectedCount();
        ensureRoom(count + added);
        int firstRow = store.append(batch);
        encoder.encode(batch, key(count), firstRow);
        count += added;
    }

    /** Returns the address of the key row that was added as number {@code index} since the last sort. */
    long key(int index) {
        return keys.memoryAddress() + (long) index * layout.rowWidth();
    }

    private void ensureRoom(int rows) {
        long bytes = (long) rows * layout.rowWidth();
        if (keys != null && keys.capacity() >= bytes) {
            return;
        }
        long capacity = keys == null ? (long) INITIAL_ROWS * layout.rowWidth() : keys.capacity() * 2;
        ArrowBuf larger = context.allocator().buffer(Math.max(bytes, capacity));
        if (keys != null) {
            RawMemory.copy(keys.memoryAddress(), larger.memoryAddress(), (long) count * layout.rowWidth());
            keys.close();
        }
        keys = larger;
    }

    /** Sorts what was added since the last sort; the caller owns the result. */
    SortedRun sortRun() {
        reserveHeap();
        ArrowBuf target = context.allocator().buffer(Math.max(8, (long) count * layout.rowWidth()));
        try {
            if (count > 0) {
                sorter.sort(
                        keys.memoryAddress(),
                        target.memoryAddress(),
                        count,
                        layout,
                        encoder.sawNullInFirstKey() ? 0 : 1,
                        new KeyComparator(layout, store, encoder.sawLongText()));
            }
        } catch (Throwable e) {
            target.close();
            throw e;
        }
        SortedRun run = new SortedRun(layout, target, count);
        count = 0;
        return run;
    }

    private void reserveHeap() {
        if (count > sorter.capacity()) {
            long bytes = (long) (count - sorter.capacity()) * RunSorter.BYTES_PER_ROW;
            context.query().memory().reserveHeap(bytes);
            reservedHeap += bytes;
        }
    }

    /** Hands the store over to the caller, which closes it; nothing can be added any more. */
    RowStore takeStore() {
        RowStore taken = store;
        store = null;
        return taken;
    }

    @Override
    public void close() {
        if (store != null) {
            store.close();
            store = null;
        }
        if (keys != null) {
            keys.close();
            keys = null;
        }
        context.query().memory().releaseHeap(reservedHeap);
        reservedHeap = 0;
    }
}
