package dev.tarn.query;

import java.util.List;
import java.util.function.Supplier;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/** The result of EXPLAIN ANALYZE: runs the query when it is first asked for, drops its rows, and tells what was counted. */
final class PlanResults implements ResultStream {
    private final ResultStream query;
    private final BufferAllocator allocator;
    private final List<OutputColumn> columns;
    private final Supplier<String> plan;
    private boolean told;

    /**
     * Makes the result.
     *
     * @param query the query that runs
     * @param columns one VARCHAR column
     * @param plan tells the plan with what was counted, once the query has ended
     */
    PlanResults(ResultStream query, BufferAllocator allocator, List<OutputColumn> columns, Supplier<String> plan) {
        this.query = query;
        this.allocator = allocator;
        this.columns = columns;
        this.plan = plan;
    }

    @Override
    public VectorSchemaRoot next() {
        if (told) {
            return null;
        }
        for (VectorSchemaRoot batch = query.next(); batch != null; batch = query.next()) {
            batch.close();
        }
        told = true;
        List<List<String>> lines = plan.get().lines().map(List::of).toList();
        return new TextRows(allocator, columns, lines.iterator(), true).next();
    }

    @Override
    public void cancel() {
        query.cancel();
    }

    @Override
    public void close() {
        query.close();
    }
}
