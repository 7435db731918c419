package dev.tarn.exec.operator.join;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.expr.compile.ExpressionCompiler;
import dev.tarn.expr.compile.PredicateEvaluator;
import dev.tarn.expr.ir.ExprShape;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.SelectionVector;
import java.util.ArrayList;
import java.util.List;

/** Evaluates a join's residual condition on pairs, whose columns it gathers as far as the condition reads them. */
final class ResidualCondition implements AutoCloseable {
    private final int probeColumns;
    private final List<Integer> columns;
    private final PairOutput output;
    private final PredicateEvaluator predicate;
    private final SelectionVector accepted = new SelectionVector(0);

    ResidualCondition(DriverContext context, JoinSpec spec, PairOutput output) {
        this.probeColumns = spec.probe().size();
        this.columns = List.copyOf(ExprShape.columns(spec.residual()));
        this.output = output;
        int[] map = new int[probeColumns + spec.build().size()];
        for (int i = 0; i < columns.size(); i++) {
            map[columns.get(i)] = i;
        }
        this.predicate = ExpressionCompiler.compilePredicate(
                ExprShape.overColumns(spec.residual(), map), context.expressionContext());
    }

    /** Returns those k, ascending, whose pair of {@code positions[k]} and {@code rows[k]} passes. */
    SelectionVector select(Batch probe, int[] positions, int[] rows, int count) {
        List<Column> pairColumns = new ArrayList<>();
        for (int column : columns) {
            pairColumns.add(
                    column < probeColumns
                            ? output.probeColumn(column, probe, positions, count)
                            : output.buildColumn(column - probeColumns, rows, count));
        }
        predicate.select(Batch.of(count, pairColumns), accepted);
        return accepted;
    }

    @Override
    public void close() {
        predicate.close();
    }
}
