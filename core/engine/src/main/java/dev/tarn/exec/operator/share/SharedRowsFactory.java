package dev.tarn.exec.operator.share;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.pipeline.OperatorFactory;
import dev.tarn.exec.store.ColumnShape;
import dev.tarn.exec.store.RowStore;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps rows that are read more than once: the sink of the pipelines that make them, with any number of drivers. Each
 * {@link #newSource} is the source of a pipeline that depends on those, with any number of drivers, and delivers all the
 * rows, in no order. The rows are freed when all sources have been read.
 */
public final class SharedRowsFactory implements OperatorFactory {
    private final List<ColumnShape> shapes;
    private final SharedRows rows = new SharedRows();
    private boolean registered;

    public SharedRowsFactory(List<ColumnShape> shapes) {
        this.shapes = List.copyOf(shapes);
    }

    /** Makes a source of all rows; to be called before any pipeline starts. */
    public OperatorFactory newSource() {
        return new SharedRowsSourceFactory(rows);
    }

    @Override
    public String name() {
        return "SharedRows";
    }

    @Override
    public Operator create(DriverContext context) {
        synchronized (this) {
            if (!registered) {
                registered = true;
                context.query().register(rows);
            }
        }
        return new SharedRowsOperator(new RowStore(context.allocator(), shapes), rows);
    }

    /** The rows of all drivers. Thread-safe. */
    static final class SharedRows implements AutoCloseable {
        private final List<RowStore> stores = new ArrayList<>();
        private int openSources;

        synchronized void add(RowStore store) {
            stores.add(store);
        }

        synchronized List<RowStore> stores() {
            return List.copyOf(stores);
        }

        synchronized void sourceOpened() {
            openSources++;
        }

        synchronized void sourceFinished() {
            if (--openSources == 0) {
                close();
            }
        }

        @Override
        public synchronized void close() {
            stores.forEach(RowStore::close);
            stores.clear();
        }
    }
}
