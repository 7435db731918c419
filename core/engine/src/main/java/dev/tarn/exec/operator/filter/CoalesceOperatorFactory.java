package dev.tarn.exec.operator.filter;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.pipeline.OperatorFactory;

/**
 * Merges sparse batches into full ones, in order, and passes dense ones through: to stand before a step that costs much
 * a batch (a join, an aggregate, a computation) where a filter or join before it drops most rows.
 */
public final class CoalesceOperatorFactory implements OperatorFactory {

    @Override
    public String name() {
        return "Coalesce";
    }

    @Override
    public Operator create(DriverContext context) {
        return new CoalesceOperator(context);
    }
}
