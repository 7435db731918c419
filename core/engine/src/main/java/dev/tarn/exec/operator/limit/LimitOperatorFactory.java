package dev.tarn.exec.operator.limit;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.pipeline.OperatorFactory;
import java.util.concurrent.atomic.AtomicLong;

/** Skips and limits rows, counted over all drivers; ends its pipelines when the limit is reached. */
public final class LimitOperatorFactory implements OperatorFactory {
    /** The limit of an OFFSET without one. */
    public static final long NO_LIMIT = Long.MAX_VALUE;

    private final long offset;
    private final long limit;
    private final AtomicLong rowsSeen = new AtomicLong();

    /**
     * Sets up a limit. Where the order of rows matters, the pipeline has one driver.
     *
     * @param offset rows to skip, at least 0
     * @param limit rows to pass after them, or {@link #NO_LIMIT}
     */
    public LimitOperatorFactory(long offset, long limit) {
        this.offset = offset;
        this.limit = limit;
    }

    @Override
    public String name() {
        return "Limit";
    }

    @Override
    public Operator create(DriverContext context) {
        return new LimitOperator(offset, limit, rowsSeen);
    }
}
