package dev.tarn.exec.operator.project;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.pipeline.OperatorFactory;
import dev.tarn.expr.ir.Expr;
import java.util.List;

/** Computes columns from columns; a bare reference passes its column through. */
public final class ProjectOperatorFactory implements OperatorFactory {
    private final List<Expr> expressions;

    /** Sets up a projection to these columns; what they have in common is evaluated once. */
    public ProjectOperatorFactory(List<Expr> expressions) {
        this.expressions = List.copyOf(expressions);
    }

    @Override
    public String name() {
        return "Project";
    }

    @Override
    public Operator create(DriverContext context) {
        return new ProjectOperator(expressions, context);
    }
}
