package dev.tarn.expr.compile;

import dev.tarn.expr.ir.Expr;
import dev.tarn.expr.ir.Expr.InputRef;
import dev.tarn.expr.ir.ExprShape;
import dev.tarn.kernel.ColumnGatherer;
import dev.tarn.kernel.nested.ValueReader;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.error.TarnException;
import java.util.ArrayList;
import java.util.List;

/**
 * Evaluates TRY: for all rows at once, and where that fails for the two halves of them, down to the rows that fail, which
 * become NULL. What is evaluated again is brought together first, so that a few rows cost what a few rows cost.
 */
final class TryEvaluator implements ColumnEvaluator {
    /** Of so many rows, one of which fails, each is tried by itself. */
    private static final int FEW = 8;

    private final Expr expression;
    private final ExpressionContext context;
    private final ColumnEvaluator ofAll;
    /** The columns that the expression reads: all that a batch of some rows has. */
    private final List<InputRef> inputs;

    private final List<ColumnGatherer> gatherers = new ArrayList<>();
    private final RowOutput out;
    private final ValueReader values = new ValueReader();
    /** The expression over such a batch; null until a row fails. */
    private ColumnEvaluator ofSome;

    private int[] rows = new int[0];

    TryEvaluator(Expr expression, ExpressionContext context) {
        this.expression = expression;
        this.context = context;
        this.inputs = ExprShape.inputs(expression);
        this.out = new RowOutput(context.allocator(), expression.type(), expression.layout());
        this.ofAll = ExpressionCompiler.compile(expression, context);
    }

    @Override
    public Column evaluate(Batch batch) {
        Column all = attempt(ofAll, batch);
        if (all != null) {
            return all;
        }
        begin(batch);
        divide(batch, 0, batch.selectedCount());
        return out.finish();
    }

    private void begin(Batch batch) {
        out.begin(batch.rowCount());
        if (rows.length < batch.selectedCount()) {
            rows = new int[batch.selectedCount()];
        }
        if (ofSome == null) {
            int[] places =
                    new int[inputs.isEmpty() ? 0 : inputs.get(inputs.size() - 1).columnIndex() + 1];
            for (int i = 0; i < inputs.size(); i++) {
                InputRef input = inputs.get(i);
                places[input.columnIndex()] = i;
                gatherers.add(new ColumnGatherer(context.allocator(), input.type(), input.layout()));
            }
            ofSome = ExpressionCompiler.compile(ExprShape.overColumns(expression, places), context);
        }
    }

    /** Evaluates the parts of rows that cannot be evaluated together. */
    private void divide(Batch batch, int from, int to) {
        if (to - from > FEW) {
            int middle = from + to >>> 1;
            evaluate(batch, from, middle);
            evaluate(batch, middle, to);
        } else if (to - from > 1) {
            for (int k = from; k < to; k++) {
                evaluate(batch, k, k + 1);
            }
        }
    }

    private void evaluate(Batch batch, int from, int to) {
        int[] positions = Selections.positions(batch);
        int count = to - from;
        for (int k = 0; k < count; k++) {
            rows[k] = positions == null ? from + k : positions[from + k];
        }
        List<Column> columns = new ArrayList<>(inputs.size());
        for (int i = 0; i < inputs.size(); i++) {
            columns.add(gatherers.get(i).gather(batch.column(inputs.get(i).columnIndex()), rows, count));
        }
        Column column = attempt(ofSome, Batch.of(count, columns));
        if (column == null) {
            divide(batch, from, to);
            return;
        }
        values.reset(column);
        for (int k = 0; k < count; k++) {
            out.put(rows[k], values, k);
        }
    }

    /** Returns the values, or null if there was an error of values. */
    private static Column attempt(ColumnEvaluator evaluator, Batch batch) {
        try {
            return evaluator.evaluate(batch);
        } catch (TarnException e) {
            return switch (e.code()) {
                case DIVISION_BY_ZERO, INVALID_CAST_ARGUMENT, INVALID_FUNCTION_ARGUMENT, NUMERIC_VALUE_OUT_OF_RANGE ->
                    null;
                default -> throw e;
            };
        }
    }

    @Override
    public void close() {
        ofAll.close();
        if (ofSome != null) {
            ofSome.close();
        }
        gatherers.forEach(ColumnGatherer::close);
        out.close();
    }
}
