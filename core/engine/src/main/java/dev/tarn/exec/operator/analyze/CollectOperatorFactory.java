package dev.tarn.exec.operator.analyze;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.pipeline.OperatorFactory;
import dev.tarn.spi.type.Type;
import java.util.List;

/** Counts and sketches the rows of a query: the sink of pipelines of any number of drivers. */
public final class CollectOperatorFactory implements OperatorFactory {
    private final List<Type> types;
    private final CollectedValues values = new CollectedValues();

    /** @param types those of the first columns, which are looked at; of further ones only the rows count */
    public CollectOperatorFactory(List<Type> types) {
        this.types = List.copyOf(types);
    }

    /** Returns where the result is when the pipelines have ended without an error. */
    public CollectedValues values() {
        return values;
    }

    @Override
    public String name() {
        return "Collect";
    }

    @Override
    public Operator create(DriverContext context) {
        return new CollectOperator(types, values);
    }
}
