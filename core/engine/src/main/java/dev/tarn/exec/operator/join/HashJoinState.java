package dev.tarn.exec.operator.join;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.pipeline.QueryContext;
import dev.tarn.exec.store.ColumnShape;
import dev.tarn.exec.store.RowStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.memory.BufferAllocator;

/** What the pipelines of one hash join share: the build rows, their table, and the filters of its keys. Thread-safe. */
final class HashJoinState implements AutoCloseable {
    private static final long ALWAYS_DIRECT_DOMAIN = 1 << 16;
    private static final long DIRECT_DOMAIN_PER_ROW = 12;
    private static final long LARGEST_DIRECT_DOMAIN = 1L << 30;
    private static final long ROWS_WORTH_A_TASK = 1 << 15;
    private static final int MOST_PARTS = 8;

    private final JoinSpec spec;
    private final BuildSide build;
    private final List<JoinKeyFilter> filters = new ArrayList<>();
    private final boolean[] filterWanted;
    private final List<KeyRange[]> driverRanges = new ArrayList<>();
    private final List<KeyRange> ranges = new ArrayList<>();
    private final List<KeyMembership> memberships = new ArrayList<>();
    private final List<Runnable> tasks = new ArrayList<>();
    private final AtomicInteger nextTask = new AtomicInteger();
    private boolean registered;
    private QueryContext query;
    private JoinTable table;

    HashJoinState(JoinSpec spec) {
        this.spec = spec;
        this.build = new BuildSide(spec.build());
        this.filterWanted = new boolean[spec.buildKeys().size()];
        for (int key : spec.buildKeys()) {
            filters.add(new JoinKeyFilter(spec.build().get(key)));
            ranges.add(new KeyRange());
        }
    }

    JoinSpec spec() {
        return spec;
    }

    BuildSide build() {
        return build;
    }

    /** Returns the filter of a key, which is then made. */
    synchronized JoinKeyFilter keyFilter(int keyIndex) {
        filterWanted[keyIndex] = true;
        return filters.get(keyIndex);
    }

    synchronized Operator newBuildOperator(DriverContext context) {
        RowStore store = build.newStore(context);
        if (!registered) {
            // After the build side, so that it is closed before that.
            context.query().register(this);
            registered = true;
        }
        query = context.query();
        KeyRange[] own = new KeyRange[filters.size()];
        for (int i = 0; i < own.length; i++) {
            own[i] = new KeyRange();
        }
        driverRanges.add(own);
        return new HashJoinBuildOperator(spec.buildKeys(), store, own);
    }

    /** Puts the drivers' rows together, picks the kind of table, and prepares the tasks that fill it. */
    synchronized void buildFinished() {
        build.complete(spec.type().tracksBuild());
        for (KeyRange[] own : driverRanges) {
            for (int i = 0; i < own.length; i++) {
                ranges.get(i).add(own[i]);
            }
        }
        RowStore rows = build.rows();
        if (rows.rowCount() > 0) {
            BufferAllocator allocator = build.allocator();
            int parts = parts(rows.rowCount());
            table = newTable(allocator, rows, parts);
            tasks.addAll(table.tasks());
            for (int i = 0; i < filters.size(); i++) {
                addMembership(allocator, rows, i, parts);
            }
        }
    }

    private int parts(long rows) {
        long useful = Math.min(Math.min(query.threads(), MOST_PARTS), rows / ROWS_WORTH_A_TASK);
        return useful <= 1 ? 1 : (int) Long.highestOneBit(useful);
    }

    private JoinTable newTable(BufferAllocator allocator, RowStore rows, int parts) {
        boolean integers = spec.buildKeys().stream()
                .allMatch(key ->
                        HashJoinBuildOperator.isInteger(spec.build().get(key).layout()));
        PackedKeys packing = integers ? PackedKeys.of(ranges) : null;
        List<Integer> keys = spec.buildKeys();
        long numbers = build.rowNumbers();
        Runnable check = query::throwIfCancelled;
        if (packing == null) {
            return new EncodedJoinTable(allocator, rows, keys, numbers, check);
        }
        long domain = packing.domain();
        boolean direct = domain <= ALWAYS_DIRECT_DOMAIN
                || domain <= LARGEST_DIRECT_DOMAIN && domain <= rows.rowCount() * DIRECT_DOMAIN_PER_ROW;
        return direct
                ? new DirectJoinTable(allocator, rows, keys, numbers, check, packing, parts)
                : new PackedJoinTable(allocator, rows, keys, numbers, check, packing, parts);
    }

    private void addMembership(BufferAllocator allocator, RowStore rows, int keyIndex, int parts) {
        int column = spec.buildKeys().get(keyIndex);
        ColumnShape shape = spec.build().get(column);
        PackedKeys packing =
                HashJoinBuildOperator.isInteger(shape.layout()) ? PackedKeys.of(List.of(ranges.get(keyIndex))) : null;
        if (packing == null || !filterWanted[keyIndex]) {
            memberships.add(null);
            return;
        }
        KeyMembership membership = new KeyMembership(allocator, rows, column, packing);
        memberships.add(membership);
        tasks.addAll(membership.tasks(parts));
    }

    /** Does a task that nobody has taken; returns false if there is none. */
    boolean runTask() {
        int task = nextTask.getAndIncrement();
        if (task >= tasks.size()) {
            return false;
        }
        tasks.get(task).run();
        return true;
    }

    /** Makes the filters known; all tasks are done. */
    synchronized void tableFinished() {
        boolean empty = build.rows().rowCount() == 0;
        for (int i = 0; i < filters.size(); i++) {
            boolean integer = HashJoinBuildOperator.isInteger(
                    spec.build().get(spec.buildKeys().get(i)).layout());
            boolean noKey = empty || integer && !ranges.get(i).isKnown();
            KeyMembership membership = empty ? null : memberships.get(i);
            filters.get(i).publish(new JoinKeyFilter.Content(noKey, integer ? ranges.get(i) : null, membership));
        }
    }

    /** Returns the table, or null if there is no build row. */
    JoinTable table() {
        return table;
    }

    /** Returns whether a build key is NULL; only for joins of one key. */
    boolean hasNullKey() {
        return ranges.get(0).hasNull();
    }

    @Override
    public synchronized void close() {
        if (table != null) {
            table.close();
            table = null;
        }
        memberships.forEach(membership -> {
            if (membership != null) {
                membership.close();
            }
        });
        memberships.clear();
    }
}
