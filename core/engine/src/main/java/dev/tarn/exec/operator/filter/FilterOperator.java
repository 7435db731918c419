package dev.tarn.exec.operator.filter;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.expr.compile.ExpressionCompiler;
import dev.tarn.expr.compile.PredicateEvaluator;
import dev.tarn.expr.ir.Expr;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.SelectionVector;
import java.util.ArrayList;
import java.util.List;

/** The filter of one driver. */
final class FilterOperator implements Operator {
    private final List<PredicateEvaluator> predicates = new ArrayList<>();
    private final SelectionVector selection;
    private Batch input;
    private boolean finishing;

    FilterOperator(List<Expr> conjuncts, DriverContext context) {
        this.selection = new SelectionVector(context.batchSize());
        try {
            for (Expr conjunct : conjuncts) {
                predicates.add(ExpressionCompiler.compilePredicate(conjunct, context.expressionContext()));
            }
        } catch (Throwable e) {
            close();
            throw e;
        }
    }

    @Override
    public boolean needsInput() {
        return input == null && !finishing;
    }

    @Override
    public void addInput(Batch batch) {
        input = batch;
    }

    @Override
    public Batch output() {
        Batch batch = input;
        input = null;
        if (batch == null) {
            return null;
        }
        Batch kept = batch;
        for (PredicateEvaluator predicate : predicates) {
            predicate.select(kept, selection);
            if (selection.count() == 0) {
                return null;
            }
            kept = new Batch(batch.rowCount(), batch.columns(), selection);
        }
        return kept.selectedCount() == batch.selectedCount() ? batch : kept;
    }

    @Override
    public void finish() {
        finishing = true;
    }

    @Override
    public boolean isFinished() {
        return finishing && input == null;
    }

    @Override
    public void close() {
        predicates.forEach(PredicateEvaluator::close);
        predicates.clear();
    }
}
