package dev.tarn.exec.operator.sort;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.pipeline.OperatorFactory;
import dev.tarn.exec.store.ColumnShape;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.util.List;

/**
 * Keeps the first rows in an order: the sink of a pipeline of any number of drivers. {@link #source} is the source of the
 * pipeline that depends on it, which has one driver and delivers the rows in order.
 */
public final class TopNOperatorFactory implements OperatorFactory {
    private final List<ColumnShape> shapes;
    private final List<SortKey> keys;
    private final long limit;

    /**
     * Sets up a top-N.
     *
     * @param limit how many rows to keep; rows to be skipped by an OFFSET afterwards count
     */
    public TopNOperatorFactory(List<ColumnShape> shapes, List<SortKey> keys, long limit) {
        this.shapes = List.copyOf(shapes);
        this.keys = List.copyOf(keys);
        this.limit = limit;
    }

    /** Returns the source that delivers the rows in order, the same at each call. */
    public OperatorFactory source() {
        throw new TarnException(ErrorCode.NOT_SUPPORTED, "TopN does not run yet");
    }

    @Override
    public String name() {
        return "TopN";
    }

    @Override
    public Operator create(DriverContext context) {
        throw new TarnException(ErrorCode.NOT_SUPPORTED, "TopN does not run yet");
    }
}
