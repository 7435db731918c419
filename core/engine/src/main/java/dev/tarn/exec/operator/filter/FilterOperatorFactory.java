package dev.tarn.exec.operator.filter;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.pipeline.OperatorFactory;
import dev.tarn.expr.ir.Expr;
import java.util.List;

/** Keeps the rows for which every conjunct is TRUE, by a selection: nothing is copied. */
public final class FilterOperatorFactory implements OperatorFactory {
    private final List<Expr> conjuncts;

    /** Sets up a filter; a later conjunct sees only the rows that earlier ones keep. */
    public FilterOperatorFactory(List<Expr> conjuncts) {
        this.conjuncts = List.copyOf(conjuncts);
    }

    @Override
    public String name() {
        return "Filter";
    }

    @Override
    public Operator create(DriverContext context) {
        return new FilterOperator(conjuncts, context);
    }
}
