package dev.tarn.exec.operator.sort;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.pipeline.OperatorFactory;
import dev.tarn.exec.store.ColumnShape;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.util.List;

/**
 * Sorts rows: the sink of a pipeline of any number of drivers. {@link #source} is the source of the pipeline that depends
 * on it, which has one driver and delivers the rows in order.
 */
public final class SortOperatorFactory implements OperatorFactory {
    private final List<ColumnShape> shapes;
    private final List<SortKey> keys;

    public SortOperatorFactory(List<ColumnShape> shapes, List<SortKey> keys) {
        this.shapes = List.copyOf(shapes);
        this.keys = List.copyOf(keys);
    }

    /** Returns the source that delivers the sorted rows, the same at each call. */
    public OperatorFactory source() {
        throw new TarnException(ErrorCode.NOT_SUPPORTED, "Sort does not run yet");
    }

    @Override
    public String name() {
        return "Sort";
    }

    @Override
    public Operator create(DriverContext context) {
        throw new TarnException(ErrorCode.NOT_SUPPORTED, "Sort does not run yet");
    }
}
