package dev.tarn.exec.operator.sort;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.pipeline.OperatorFactory;
import dev.tarn.exec.pipeline.QueryContext;
import dev.tarn.exec.store.RowStore;
import java.util.ArrayList;
import java.util.List;

/** The sorted runs of all drivers of a sort, and the source that merges them. Thread-safe. */
final class SortedRows implements AutoCloseable, OperatorFactory {
    private final KeyLayout layout;
    private final long limit;
    private final List<RowStore> stores = new ArrayList<>();
    private final List<List<SortedRun>> runsByStore = new ArrayList<>();
    private final List<SortedRun> runs = new ArrayList<>();
    private boolean registered;
    private boolean longTexts;
    private boolean nullsInFirstKey;

    /** Makes an empty set of which the first {@code limit} rows count. */
    SortedRows(KeyLayout layout, long limit) {
        this.layout = layout;
        this.limit = limit;
    }

    synchronized void register(QueryContext query) {
        if (!registered) {
            registered = true;
            query.register(this);
        }
    }

    /** Takes over the rows of one driver: its store and {@code sorted} runs of them. */
    synchronized void add(RunBuilder builder, List<SortedRun> sorted) {
        longTexts |= builder.sawLongText();
        nullsInFirstKey |= builder.sawNullInFirstKey();
        stores.add(builder.takeStore());
        runsByStore.add(new ArrayList<>(sorted));
    }

    /** Brings all rows into one store. */
    synchronized void unite() {
        for (int i = 0; i < stores.size(); i++) {
            int base = i == 0 ? 0 : stores.get(0).absorb(stores.get(i));
            for (SortedRun run : runsByStore.get(i)) {
                run.moveRows(base);
                if (run.count() > 0) {
                    runs.add(run);
                }
            }
        }
    }

    @Override
    public String name() {
        return "SortOutput";
    }

    @Override
    public synchronized Operator create(DriverContext context) {
        if (runs.isEmpty()) {
            return new MergeOperator(context, null, null, List.of(), layout, 0, 0, this);
        }
        return new MergeOperator(
                context,
                stores.get(0),
                new KeyComparator(layout, stores.get(0), longTexts),
                List.copyOf(runs),
                layout,
                nullsInFirstKey ? 0 : 1,
                limit,
                this);
    }

    @Override
    public synchronized void close() {
        stores.forEach(RowStore::close);
        runsByStore.forEach(list -> list.forEach(SortedRun::close));
        stores.clear();
        runsByStore.clear();
        runs.clear();
    }
}
