package dev.tarn.sql.validate;

import dev.tarn.catalog.type.SqlTypes;
import dev.tarn.expr.ir.ElementFunction;
import dev.tarn.spi.type.Type;
import dev.tarn.sql.function.Lambda;
import dev.tarn.sql.function.LambdaFunction;
import dev.tarn.sql.function.LambdaParameter;
import dev.tarn.sql.function.RowField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLambda;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql2rel.SqlRexContext;

/** The parameters of the lambdas around an expression, by their names in lower case; an inner one hides an outer one. */
final class Lambdas {
    static final Lambdas NONE = new Lambdas(Map.of(), 0);

    private final Map<String, LambdaParameter> parameters;
    private final int depth;

    private Lambdas(Map<String, LambdaParameter> parameters, int depth) {
        this.parameters = parameters;
        this.depth = depth;
    }

    boolean isEmpty() {
        return depth == 0;
    }

    /** Returns what a name stands for, a parameter or the field of one, or null if it begins with no parameter. */
    SqlNode resolve(SqlIdentifier name) {
        if (isEmpty() || name.isStar()) {
            return null;
        }
        LambdaParameter parameter = parameters.get(name.names.get(0).toLowerCase(Locale.ROOT));
        if (parameter == null) {
            return null;
        }
        SqlParserPos position = name.getParserPosition();
        SqlNode node = parameter.createCall(position);
        for (String field : name.names.subList(1, name.names.size())) {
            node = new RowField(field).createCall(position, List.of(node));
        }
        return node;
    }

    /** How the body of a lambda is rewritten, given the parameters that it sees. */
    @FunctionalInterface
    interface BodyRewriter {
        SqlNode rewrite(SqlNode body, Lambdas visible);
    }

    /** Rewrites a lambda as the parser has it. */
    SqlNode rewrite(SqlLambda lambda, BodyRewriter rewriter) {
        SqlNodeList names = lambda.getParameters();
        List<LambdaParameter> own = new ArrayList<>();
        Map<String, LambdaParameter> visible = new HashMap<>(parameters);
        for (SqlNode node : names) {
            String name = ((SqlIdentifier) node).getSimple();
            LambdaParameter parameter = new LambdaParameter(name, depth, own.size());
            own.add(parameter);
            visible.put(name.toLowerCase(Locale.ROOT), parameter);
        }
        SqlNode body = rewriter.rewrite(lambda.getExpression(), new Lambdas(visible, depth + 1));
        refuseAggregates(body);
        return new Lambda(own).createCall(lambda.getParserPosition(), List.of(body));
    }

    private static void refuseAggregates(SqlNode body) {
        body.accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlCall call) {
                if (call.getOperator().isAggregator()) {
                    throw Unsupported.at(call, "an aggregate within a lambda");
                }
                return super.visit(call);
            }
        });
    }

    /** Converts a call of a function that takes lambdas, with the CASTs that its types ask for. */
    static RexNode convert(SqlRexContext context, SqlCall call) {
        LambdaFunction function = (LambdaFunction) call.getOperator();
        RexBuilder rex = context.getRexBuilder();
        List<RexNode> operands = new ArrayList<>();
        for (SqlNode operand : call.getOperandList()) {
            operands.add(context.convertExpression(operand));
        }
        switch (function.kernel()) {
            case FILTER, ANY_MATCH, ALL_MATCH, NONE_MATCH, MAP_FILTER -> castBody(context, operands, 1, Type.BOOLEAN);
            case REDUCE -> {
                Lambda input = (Lambda) ((SqlCall) call.operand(2)).getOperator();
                Type state = SqlTypes.fromCalcite(input.parameters().get(0).type());
                operands.set(1, TarnConvertlets.cast(context, operands.get(1), type(operands.get(1)), state));
                castBody(context, operands, 2, state);
            }
            default -> {}
        }
        castNulls(context, function.kernel(), operands);
        RelDataType result = context.getValidator().getValidatedNodeType(call);
        return rex.makeCall(call.getParserPosition(), result, function, operands);
    }

    /** A NULL in the place of an array or a map gets a type. */
    private static void castNulls(SqlRexContext context, ElementFunction function, List<RexNode> operands) {
        for (int i = 0; i < (function == ElementFunction.ZIP_WITH ? 2 : 1); i++) {
            if (type(operands.get(i)).equals(Type.UNKNOWN)) {
                Type nested =
                        switch (function) {
                            case MAP_FILTER, TRANSFORM_KEYS, TRANSFORM_VALUES -> Type.map(Type.UNKNOWN, Type.UNKNOWN);
                            default -> Type.array(Type.UNKNOWN);
                        };
                operands.set(i, TarnConvertlets.cast(context, operands.get(i), Type.UNKNOWN, nested));
            }
        }
    }

    private static Type type(RexNode node) {
        return SqlTypes.fromCalcite(node.getType());
    }

    private static void castBody(SqlRexContext context, List<RexNode> operands, int index, Type to) {
        RexCall lambda = (RexCall) operands.get(index);
        RexNode body = lambda.getOperands().get(0);
        RexNode cast = TarnConvertlets.cast(context, body, type(body), to);
        if (cast != body) {
            operands.set(index, context.getRexBuilder().makeCall(cast.getType(), lambda.getOperator(), List.of(cast)));
        }
    }
}
