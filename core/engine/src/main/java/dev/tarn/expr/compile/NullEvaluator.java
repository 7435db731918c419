package dev.tarn.expr.compile;

import dev.tarn.expr.ir.Expr.Literal;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import org.apache.arrow.memory.BufferAllocator;

/** Gives NULL, of a type, whatever its operand, which has no other value. */
final class NullEvaluator implements ColumnEvaluator {
    private final ColumnEvaluator operand;
    private final LiteralEvaluator nothing;

    NullEvaluator(ColumnEvaluator operand, Type type, Layout layout, BufferAllocator allocator) {
        this.operand = operand;
        this.nothing = new LiteralEvaluator(new Literal(null, type, layout), allocator);
    }

    @Override
    public Column evaluate(Batch batch) {
        return nothing.evaluate(batch);
    }

    @Override
    public void close() {
        operand.close();
        nothing.close();
    }
}
