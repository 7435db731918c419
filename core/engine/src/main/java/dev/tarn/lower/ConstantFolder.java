package dev.tarn.lower;

import dev.tarn.expr.compile.ConstantEvaluator;
import dev.tarn.expr.ir.Expr.Literal;
import dev.tarn.plan.PlannerContext;
import dev.tarn.spi.error.TarnException;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexExecutor;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/** Evaluates constant expressions by the kernels that queries run. What fails stays as it is, and fails when it is run. */
public final class ConstantFolder implements RexExecutor {
    private static final PlannerContext CONTEXT = new PlannerContext(new ConstantFolder());

    private ConstantFolder() {}

    /** Returns what the planner needs. */
    public static PlannerContext context() {
        return CONTEXT;
    }

    @Override
    public void reduce(RexBuilder rexBuilder, List<RexNode> constants, List<RexNode> reduced) {
        RexTranslator translator = new RexTranslator(rexBuilder, List.of());
        for (RexNode constant : constants) {
            reduced.add(constant instanceof RexLiteral ? constant : fold(constant, translator, rexBuilder));
        }
    }

    private static RexNode fold(RexNode constant, RexTranslator translator, RexBuilder rexBuilder) {
        try {
            Literal value =
                    ConstantEvaluator.evaluate(translator.translate(constant).expr());
            RexNode literal = RexLiterals.of(value, constant.getType(), rexBuilder);
            return literal == null ? constant : literal;
        } catch (TarnException e) {
            return constant;
        }
    }
}
