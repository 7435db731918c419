package dev.tarn.exec.operator.sort;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.pipeline.OperatorFactory;
import dev.tarn.exec.store.ColumnShape;
import java.util.List;

/**
 * Sorts rows: the sink of a pipeline of any number of drivers. {@link #source} is the source of the pipeline that depends
 * on it, which has one driver and delivers the rows in order.
 */
public final class SortOperatorFactory implements OperatorFactory {
    private final List<ColumnShape> shapes;
    private final KeyLayout layout;
    private final SortedRows result;

    /** Sets up a sort of rows of these columns. */
    public SortOperatorFactory(List<ColumnShape> shapes, List<SortKey> keys) {
        this.shapes = List.copyOf(shapes);
        this.layout = new KeyLayout(shapes, keys);
        this.result = new SortedRows(layout, Long.MAX_VALUE);
    }

    /** Returns the source that delivers the sorted rows, the same at each call. */
    public OperatorFactory source() {
        return result;
    }

    @Override
    public String name() {
        return "Sort";
    }

    @Override
    public Operator create(DriverContext context) {
        result.register(context.query());
        return new SortOperator(context, shapes, layout, result);
    }

    @Override
    public void pipelineFinished() {
        result.unite();
    }
}
