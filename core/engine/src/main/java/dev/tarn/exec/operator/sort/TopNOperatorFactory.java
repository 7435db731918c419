package dev.tarn.exec.operator.sort;

import dev.tarn.exec.operator.scan.DynamicScanFilter;
import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.pipeline.OperatorFactory;
import dev.tarn.exec.store.ColumnShape;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Keeps the first rows in an order: the sink of a pipeline of any number of drivers. {@link #source} is the source of the
 * pipeline that depends on it, which has one driver and delivers the rows in order.
 */
public final class TopNOperatorFactory implements OperatorFactory {
    /** Where more rows are wanted, cutting back gains little over sorting all. */
    private static final long MAX_BOUNDED_ROWS = 100_000;

    private final List<ColumnShape> shapes;
    private final KeyLayout layout;
    private final long limit;
    private final SortedRows result;
    private final AtomicReference<TopNBound> bound = new AtomicReference<>();

    /**
     * Sets up a top-N.
     *
     * @param limit how many rows to keep, at least 1; rows to be skipped by an OFFSET afterwards count
     */
    public TopNOperatorFactory(List<ColumnShape> shapes, List<SortKey> keys, long limit) {
        this.shapes = List.copyOf(shapes);
        this.layout = new KeyLayout(shapes, keys);
        this.limit = limit;
        this.result = new SortedRows(layout, limit);
    }

    /** Returns the source that delivers the rows in order, the same at each call. */
    public OperatorFactory source() {
        return result;
    }

    /**
     * Returns a filter that drops rows which the rows kept so far rule out, for the scan whose column the first key is:
     * where each row that reaches this step comes of one row of the scan and has its value in the first key.
     */
    public DynamicScanFilter scanFilter() {
        return new TopNScanFilter(shapes.get(layout.key(0).columnIndex()), layout.key(0), bound);
    }

    @Override
    public String name() {
        return "TopN";
    }

    @Override
    public Operator create(DriverContext context) {
        result.register(context.query());
        return limit >= 1 && limit <= MAX_BOUNDED_ROWS
                ? new TopNOperator(context, shapes, layout, (int) limit, bound, result)
                : new SortOperator(context, shapes, layout, result);
    }

    @Override
    public void pipelineFinished() {
        result.unite();
    }
}
