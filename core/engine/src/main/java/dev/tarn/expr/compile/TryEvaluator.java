package dev.tarn.expr.compile;

import dev.tarn.expr.ir.Expr;
import dev.tarn.kernel.nested.ValueReader;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.error.TarnException;

/**
 * Evaluates TRY: for all rows at once, and where that fails for the two halves of them, down to the rows that fail, which
 * become NULL.
 */
final class TryEvaluator implements ColumnEvaluator {
    private final Expr expression;
    private final ExpressionContext context;
    private final RowOutput out;
    private final ValueReader values = new ValueReader();
    private final SelectionVector some = new SelectionVector(0);
    private ColumnEvaluator operand;

    TryEvaluator(Expr expression, ExpressionContext context) {
        this.expression = expression;
        this.context = context;
        this.out = new RowOutput(context.allocator(), expression.type(), expression.layout());
        this.operand = ExpressionCompiler.compile(expression, context);
    }

    @Override
    public Column evaluate(Batch batch) {
        Column all = evaluateAll(batch);
        if (all != null) {
            return all;
        }
        out.begin(batch.rowCount());
        int[] positions = Selections.positions(batch);
        int count = batch.selectedCount();
        if (count > 1) {
            int middle = count >>> 1;
            evaluate(batch, positions, 0, middle);
            evaluate(batch, positions, middle, count);
        }
        return out.finish();
    }

    private void evaluate(Batch batch, int[] positions, int from, int to) {
        some.ensureCapacity(to - from);
        for (int k = from; k < to; k++) {
            some.positions()[k - from] = positions == null ? k : positions[k];
        }
        some.setCount(to - from);
        Column column = evaluateAll(Selections.narrow(batch, some));
        if (column != null) {
            values.reset(column);
            for (int k = from; k < to; k++) {
                int row = positions == null ? k : positions[k];
                out.put(row, values, row);
            }
        } else if (to - from > 1) {
            int middle = from + to >>> 1;
            evaluate(batch, positions, from, middle);
            evaluate(batch, positions, middle, to);
        }
    }

    /** Returns the values, or null if there was an error of values; then the evaluator starts anew. */
    private Column evaluateAll(Batch batch) {
        try {
            return operand.evaluate(batch);
        } catch (TarnException e) {
            switch (e.code()) {
                case DIVISION_BY_ZERO, INVALID_CAST_ARGUMENT, INVALID_FUNCTION_ARGUMENT, NUMERIC_VALUE_OUT_OF_RANGE -> {
                    operand.close();
                    operand = ExpressionCompiler.compile(expression, context);
                    return null;
                }
                default -> throw e;
            }
        }
    }

    @Override
    public void close() {
        operand.close();
        out.close();
    }
}
