package dev.tarn.expr.compile;

import dev.tarn.expr.ir.Expr;
import dev.tarn.expr.ir.Expr.Lambda;
import dev.tarn.kernel.ColumnGatherer;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import java.util.ArrayList;
import java.util.List;

/**
 * Evaluates the body of a lambda for rows of its own, each of which belongs to a row of the batch around it. One thread.
 */
final class LambdaEvaluator implements AutoCloseable {
    private final List<ColumnEvaluator> captured;
    private final List<ColumnGatherer> gatherers = new ArrayList<>();
    private final Column[] around;
    private final ColumnEvaluator body;

    /** @param captured the evaluators of what the lambda takes from the batch around it */
    LambdaEvaluator(Lambda lambda, List<ColumnEvaluator> captured, ExpressionContext context) {
        this.captured = captured;
        this.around = new Column[captured.size()];
        for (Expr expression : lambda.captured()) {
            gatherers.add(new ColumnGatherer(context.allocator(), expression.type(), expression.layout()));
        }
        this.body = ExpressionCompiler.compile(lambda.body(), context);
    }

    /** Turns to a batch, for the rows that it selects. */
    void begin(Batch batch) {
        for (int i = 0; i < around.length; i++) {
            around[i] = captured.get(i).evaluate(batch);
        }
    }

    /**
     * Evaluates the body.
     *
     * @param rows for each row of the body's the row of the batch around it, which that selects
     * @param parameters columns of {@code count} rows
     * @return a column of {@code count} rows, valid until the next call
     */
    Column evaluate(int[] rows, int count, Column... parameters) {
        List<Column> columns = new ArrayList<>(around.length + parameters.length);
        for (int i = 0; i < around.length; i++) {
            columns.add(gatherers.get(i).gather(around[i], rows, count));
        }
        columns.addAll(List.of(parameters));
        return body.evaluate(Batch.of(count, columns));
    }

    @Override
    public void close() {
        Closing.closeAll(captured);
        gatherers.forEach(ColumnGatherer::close);
        body.close();
    }
}
