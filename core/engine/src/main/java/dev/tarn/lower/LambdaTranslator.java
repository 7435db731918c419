package dev.tarn.lower;

import dev.tarn.expr.ir.Expr;
import dev.tarn.expr.ir.Expr.Lambda;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.type.Type;
import dev.tarn.sql.function.LambdaFunction;
import dev.tarn.sql.function.LambdaParameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexVisitorImpl;

/**
 * Translates calls of functions that take lambdas: finds what each lambda takes from around it, which becomes the first
 * columns of its own rows. Not thread-safe.
 */
final class LambdaTranslator {
    private final RexBuilder rexBuilder;
    private final List<RangedExpr> inputs;
    private final Map<String, RangedExpr> parameters;

    /**
     * Makes a translator.
     *
     * @param inputs what the fields around the call are
     * @param parameters what the parameters of the lambdas around the call are, by their operators' names
     */
    LambdaTranslator(RexBuilder rexBuilder, List<RangedExpr> inputs, Map<String, RangedExpr> parameters) {
        this.rexBuilder = rexBuilder;
        this.inputs = inputs;
        this.parameters = parameters;
    }

    RangedExpr translate(LambdaFunction function, RexCall call, RexTranslator around, InStatement position) {
        List<Expr> operands = new ArrayList<>();
        List<Lambda> lambdas = new ArrayList<>();
        Type type = RelTypes.type(call.getType());
        for (RexNode node : call.getOperands()) {
            if (node instanceof RexCall lambda && lambda.getOperator() instanceof dev.tarn.sql.function.Lambda head) {
                lambdas.add(lambda(head, lambda.getOperands().get(0), bodyType(function, lambda, type)));
            } else {
                RangedExpr operand = around.translate(node);
                operands.add(Coercion.withLayout(operand, operand.type().defaultLayout())
                        .expr());
            }
        }
        return RangedExpr.of(new Expr.Apply(function.kernel(), operands, lambdas, type, position));
    }

    /** Returns the type that a lambda's results have within the call's result, or else their own. */
    private static Type bodyType(LambdaFunction function, RexCall lambda, Type result) {
        return switch (function.kernel()) {
            case TRANSFORM, ZIP_WITH, TRANSFORM_KEYS -> result.fieldType(0);
            case TRANSFORM_VALUES -> result.fieldType(1);
            default -> RelTypes.type(lambda.getType());
        };
    }

    private Lambda lambda(dev.tarn.sql.function.Lambda head, RexNode body, Type type) {
        TreeSet<Integer> fields = new TreeSet<>();
        TreeSet<String> names = new TreeSet<>();
        body.accept(new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitInputRef(RexInputRef reference) {
                fields.add(reference.getIndex());
                return null;
            }

            @Override
            public Void visitCall(RexCall call) {
                if (call.getOperator() instanceof LambdaParameter && parameters.containsKey(call.op.getName())) {
                    names.add(call.op.getName());
                }
                return super.visitCall(call);
            }
        });
        List<Expr> captured = new ArrayList<>();
        List<RangedExpr> inner = new ArrayList<>(inputs);
        for (int field : fields) {
            inner.set(field, capture(inputs.get(field), captured));
        }
        Map<String, RangedExpr> visible = new HashMap<>();
        for (String name : names) {
            visible.put(name, capture(parameters.get(name), captured));
        }
        List<Type> types = new ArrayList<>();
        for (LambdaParameter parameter : head.parameters()) {
            Type own = RelTypes.type(parameter.type());
            Expr column = new Expr.InputRef(captured.size() + types.size(), own, own.defaultLayout());
            visible.put(parameter.getName(), RangedExpr.of(column));
            types.add(own);
        }
        RangedExpr result = new RexTranslator(rexBuilder, inner, visible).translate(body);
        RangedExpr typed = Coercion.to(type, List.of(result)).get(0);
        return new Lambda(
                captured,
                types,
                Coercion.withLayout(typed, type.defaultLayout()).expr());
    }

    private static RangedExpr capture(RangedExpr outer, List<Expr> captured) {
        captured.add(outer.expr());
        return new RangedExpr(new Expr.InputRef(captured.size() - 1, outer.type(), outer.layout()), outer.range());
    }
}
