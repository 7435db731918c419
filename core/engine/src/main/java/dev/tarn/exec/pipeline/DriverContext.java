package dev.tarn.exec.pipeline;

import dev.tarn.expr.compile.ExpressionContext;
import org.apache.arrow.memory.BufferAllocator;

/**
 * What the operators of one driver work with.
 *
 * @param query what belongs to the whole query
 * @param driverIndex the driver's number in its pipeline, from 0
 */
public record DriverContext(QueryContext query, int driverIndex) {
    /** Returns where the operators' memory comes from. */
    public BufferAllocator allocator() {
        return query.memory().allocator();
    }

    /** Returns the most rows of a batch that an operator makes. */
    public int batchSize() {
        return query.batchSize();
    }

    public ExpressionContext expressionContext() {
        return new ExpressionContext(allocator(), batchSize());
    }
}
