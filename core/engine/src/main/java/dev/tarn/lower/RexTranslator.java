package dev.tarn.lower;

import dev.tarn.expr.ir.Expr;
import dev.tarn.expr.ir.Expr.And;
import dev.tarn.expr.ir.Expr.Case;
import dev.tarn.expr.ir.Expr.Coalesce;
import dev.tarn.expr.ir.Expr.In;
import dev.tarn.expr.ir.Expr.IsNull;
import dev.tarn.expr.ir.Expr.Literal;
import dev.tarn.expr.ir.Expr.Not;
import dev.tarn.expr.ir.Expr.Or;
import dev.tarn.expr.ir.ScalarFunction;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import dev.tarn.spi.type.TypeKind;
import dev.tarn.sql.function.KernelOperator;
import dev.tarn.sql.function.LambdaFunction;
import dev.tarn.sql.function.LambdaParameter;
import dev.tarn.sql.function.NestedCast;
import dev.tarn.sql.function.RowField;
import dev.tarn.sql.function.RowKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.Sarg;

/**
 * Translates Calcite's row expressions: types and layouts become explicit, DECIMALs get the narrowest layout that value
 * ranges allow, and each call keeps its place in the statement. Not thread-safe.
 */
public final class RexTranslator {
    private final RexBuilder rexBuilder;
    private final List<RangedExpr> inputs;
    private final Map<String, RangedExpr> lambdaParameters;

    /**
     * Makes a translator.
     *
     * @param inputs what each input field is: usually an {@link Expr.InputRef} with the range of its values
     */
    public RexTranslator(RexBuilder rexBuilder, List<RangedExpr> inputs) {
        this(rexBuilder, inputs, Map.of());
    }

    /** Makes a translator for the body of a lambda, given what the parameters are that it sees. */
    RexTranslator(RexBuilder rexBuilder, List<RangedExpr> inputs, Map<String, RangedExpr> lambdaParameters) {
        this.rexBuilder = rexBuilder;
        this.inputs = List.copyOf(inputs);
        this.lambdaParameters = lambdaParameters;
    }

    /**
     * Translates an expression.
     *
     * @throws TarnException NOT_SUPPORTED for an operator that no kernel computes, with its place
     */
    public RangedExpr translate(RexNode node) {
        if (node instanceof RexInputRef reference) {
            return inputs.get(reference.getIndex());
        }
        if (node instanceof RexLiteral literal) {
            return LiteralTranslator.translate(literal, type(node));
        }
        if (node instanceof RexCall call) {
            return translateCall(call);
        }
        throw new TarnException(ErrorCode.NOT_SUPPORTED, "expressions such as " + node);
    }

    private static Type type(RexNode node) {
        return RelTypes.type(node.getType());
    }

    private List<RangedExpr> operands(RexCall call) {
        return call.getOperands().stream().map(this::translate).toList();
    }

    private List<Expr> exprs(List<RexNode> nodes) {
        return nodes.stream().map(node -> translate(node).expr()).toList();
    }

    private RangedExpr translateCall(RexCall call) {
        InStatement position = position(call);
        // Calcite's own operators first, by kind; Tarn's by the id they carry.
        if (call.getOperator() instanceof NestedCast cast) {
            return Coercion.cast(translate(call.getOperands().get(0)), cast.target(), cast.isSafe(), position);
        }
        if (call.getOperator() instanceof LambdaParameter parameter) {
            return lambdaParameters.get(parameter.getName());
        }
        if (call.getOperator() instanceof LambdaFunction function) {
            return new LambdaTranslator(rexBuilder, inputs, lambdaParameters).translate(function, call, this, position);
        }
        if (call.getOperator() == RowKey.INSTANCE) {
            return rowKey(operands(call), position);
        }
        if (call.getOperator() instanceof RowField field) {
            return field(field, call, position);
        }
        if (call.getOperator() instanceof KernelOperator operator) {
            return function(operator.kernel(), call, position);
        }
        return switch (call.getKind()) {
            case AND -> RangedExpr.of(new And(exprs(call.getOperands())));
            case OR -> RangedExpr.of(new Or(exprs(call.getOperands())));
            case NOT -> RangedExpr.of(new Not(operand(call)));
            case IS_NULL -> RangedExpr.of(new IsNull(operand(call)));
            case IS_NOT_NULL -> RangedExpr.of(new Not(new IsNull(operand(call))));
            case IS_TRUE -> RangedExpr.of(orElse(operand(call), false));
            case IS_NOT_TRUE -> RangedExpr.of(new Not(orElse(operand(call), false)));
            case IS_FALSE -> RangedExpr.of(new Not(orElse(operand(call), true)));
            case IS_NOT_FALSE -> RangedExpr.of(orElse(operand(call), true));
            case EQUALS -> comparison(ScalarFunction.EQUAL, call, position);
            case NOT_EQUALS -> comparison(ScalarFunction.NOT_EQUAL, call, position);
            case LESS_THAN -> comparison(ScalarFunction.LESS_THAN, call, position);
            case LESS_THAN_OR_EQUAL -> comparison(ScalarFunction.LESS_THAN_OR_EQUAL, call, position);
            case GREATER_THAN -> comparison(ScalarFunction.GREATER_THAN, call, position);
            case GREATER_THAN_OR_EQUAL -> comparison(ScalarFunction.GREATER_THAN_OR_EQUAL, call, position);
            case IS_DISTINCT_FROM -> comparison(ScalarFunction.IS_DISTINCT_FROM, call, position);
            case IS_NOT_DISTINCT_FROM ->
                RangedExpr.of(new Not(comparison(ScalarFunction.IS_DISTINCT_FROM, call, position)
                        .expr()));
            case SEARCH -> search(call);
            case CASE -> searchedCase(call);
            case COALESCE -> coalesce(call);
            case CAST -> Coercion.cast(translate(call.getOperands().get(0)), type(call), false, position);
            case SAFE_CAST -> Coercion.cast(translate(call.getOperands().get(0)), type(call), true, position);
            case PLUS -> binary(ScalarFunction.ADD, call, position);
            case MINUS -> binary(ScalarFunction.SUBTRACT, call, position);
            case TIMES -> binary(ScalarFunction.MULTIPLY, call, position);
            case DIVIDE -> binary(ScalarFunction.DIVIDE, call, position);
            case MOD -> binary(ScalarFunction.MODULUS, call, position);
            case MINUS_PREFIX ->
                ArithmeticTranslator.rounding(ScalarFunction.NEGATE, operands(call), type(call), position);
            case PLUS_PREFIX -> translate(call.getOperands().get(0));
            case LIKE -> plain(ScalarFunction.LIKE, call, position);
            case EXTRACT -> extract(call, position);
            case REINTERPRET -> translate(call.getOperands().get(0));
            default -> throw notSupported(call, position);
        };
    }

    private Expr operand(RexCall call) {
        return translate(call.getOperands().get(0)).expr();
    }

    private static Expr orElse(Expr condition, boolean whenNull) {
        Literal literal = new Literal(whenNull ? 1L : 0L, Type.BOOLEAN, Layout.BYTE);
        return new Coalesce(List.of(condition, literal), Type.BOOLEAN, Layout.BYTE);
    }

    private RangedExpr binary(ScalarFunction function, RexCall call, InStatement position) {
        RangedExpr left = translate(call.getOperands().get(0));
        RangedExpr right = translate(call.getOperands().get(1));
        return ArithmeticTranslator.binary(function, left, right, type(call), position);
    }

    private RangedExpr comparison(ScalarFunction function, RexCall call, InStatement position) {
        List<RangedExpr> unified = Coercion.unify(operands(call));
        return ArithmeticTranslator.call(function, unified, Type.BOOLEAN, Layout.BYTE, false, position, null);
    }

    private RangedExpr plain(ScalarFunction function, RexCall call, InStatement position) {
        Type type = type(call);
        return ArithmeticTranslator.call(
                function, operands(call), type, type.defaultLayout(), true, position, ValueRange.ofType(type));
    }

    /** Translates a call of one of Tarn's own functions. */
    private RangedExpr function(ScalarFunction function, RexCall call, InStatement position) {
        Type type = type(call);
        if (function.isNested()) {
            return nested(function, operands(call), type, position);
        }
        return switch (function) {
            case SUBTRACT -> plain(function, call, position);
            case ADD, MULTIPLY, DIVIDE, MODULUS -> binary(function, call, position);
            case EQUAL,
                    NOT_EQUAL,
                    LESS_THAN,
                    LESS_THAN_OR_EQUAL,
                    GREATER_THAN,
                    GREATER_THAN_OR_EQUAL,
                    IS_DISTINCT_FROM -> comparison(function, call, position);
            case NEGATE, ABS, SIGN, ROUND, FLOOR, CEILING, TRUNCATE ->
                ArithmeticTranslator.rounding(function, operands(call), type, position);
            case GREATEST, LEAST -> extreme(function, call, type, position);
            case TRY -> {
                RangedExpr tried = translate(call.getOperands().get(0));
                yield ArithmeticTranslator.call(
                        function, List.of(tried), tried.type(), tried.layout(), true, position, tried.range());
            }
            case CONCAT, REVERSE ->
                type.kind() == TypeKind.ARRAY
                        ? nested(
                                function == ScalarFunction.CONCAT
                                        ? ScalarFunction.ARRAY_CONCAT
                                        : ScalarFunction.ARRAY_REVERSE,
                                operands(call),
                                type,
                                position)
                        : plain(function, call, position);
            default -> plain(function, call, position);
        };
    }

    private static RangedExpr rowKey(List<RangedExpr> values, InStatement position) {
        List<TypeField> fields =
                values.stream().map(value -> new TypeField(null, value.type())).toList();
        RangedExpr row = nested(ScalarFunction.ROW, values, Type.row(fields), position);
        return nested(ScalarFunction.CANONICAL, List.of(row), Type.VARBINARY, position);
    }

    private RangedExpr field(RowField field, RexCall call, InStatement position) {
        RangedExpr row = translate(call.getOperands().get(0));
        int index = row.type().fieldIndex(field.field());
        Literal place = new Literal((long) index, Type.BIGINT, Layout.LONG);
        return nested(
                ScalarFunction.FIELD,
                List.of(row, new RangedExpr(place, null)),
                row.type().fieldType(index),
                position);
    }

    /** Translates a call whose operands and result have their types' default layouts. */
    private static RangedExpr nested(
            ScalarFunction function, List<RangedExpr> operands, Type type, InStatement position) {
        List<RangedExpr> laidOut = operands.stream()
                .map(operand -> Coercion.withLayout(operand, operand.type().defaultLayout()))
                .toList();
        return ArithmeticTranslator.call(
                function, laidOut, type, type.defaultLayout(), true, position, ValueRange.ofType(type));
    }

    private RangedExpr extreme(ScalarFunction function, RexCall call, Type type, InStatement position) {
        List<RangedExpr> unified = Coercion.to(type, operands(call));
        return ArithmeticTranslator.call(
                function, unified, type, layoutOf(type, unified), false, position, unionOf(type, unified));
    }

    private static Layout layoutOf(Type type, List<RangedExpr> operands) {
        return type.isDecimal() ? operands.get(0).layout() : type.defaultLayout();
    }

    private static ValueRange unionOf(Type type, List<RangedExpr> operands) {
        if (ValueRange.ofType(type) == null) {
            return null;
        }
        return operands.stream()
                .map(RangedExpr::range)
                .reduce(ValueRange::union)
                .orElse(ValueRange.ofType(type));
    }

    private RangedExpr searchedCase(RexCall call) {
        List<RexNode> parts = call.getOperands();
        List<Expr> conditions = new ArrayList<>();
        List<RangedExpr> results = new ArrayList<>();
        for (int i = 0; i + 1 < parts.size(); i += 2) {
            conditions.add(translate(parts.get(i)).expr());
            results.add(translate(parts.get(i + 1)));
        }
        results.add(translate(parts.get(parts.size() - 1)));
        Type type = type(call);
        List<RangedExpr> unified = Coercion.to(type, results);
        List<Expr> exprs = unified.stream().map(RangedExpr::expr).toList();
        Expr searched = new Case(
                conditions,
                exprs.subList(0, conditions.size()),
                exprs.get(conditions.size()),
                type,
                layoutOf(type, unified));
        return new RangedExpr(searched, unionOf(type, unified));
    }

    private RangedExpr coalesce(RexCall call) {
        Type type = type(call);
        List<RangedExpr> unified = Coercion.to(type, operands(call));
        List<Expr> exprs = unified.stream().map(RangedExpr::expr).toList();
        return new RangedExpr(new Coalesce(exprs, type, layoutOf(type, unified)), unionOf(type, unified));
    }

    /** Translates a value's membership in a set of points and intervals. */
    private RangedExpr search(RexCall call) {
        RexNode value = call.getOperands().get(0);
        RexLiteral set = (RexLiteral) call.getOperands().get(1);
        Sarg<?> sarg = set.getValueAs(Sarg.class);
        if (sarg.nullAs == RexUnknownAs.UNKNOWN && sarg.isPoints() && sarg.pointCount > 1) {
            return RangedExpr.of(in(value, points(sarg, set.getType())));
        }
        if (sarg.nullAs == RexUnknownAs.UNKNOWN && sarg.isComplementedPoints() && sarg.pointCount > 1) {
            return RangedExpr.of(new Not(in(value, points(sarg.negate(), set.getType()))));
        }
        return translate(RexUtil.expandSearch(rexBuilder, null, call));
    }

    private List<RexNode> points(Sarg<?> sarg, RelDataType type) {
        List<RexNode> points = new ArrayList<>();
        sarg.rangeSet
                .asRanges()
                .forEach(range -> points.add(rexBuilder.makeLiteral(range.lowerEndpoint(), type, true, true)));
        return points;
    }

    private Expr in(RexNode value, List<RexNode> points) {
        List<RangedExpr> all = new ArrayList<>();
        all.add(translate(value));
        points.forEach(point -> all.add(translate(point)));
        List<RangedExpr> unified = Coercion.unify(all);
        List<Literal> literals = new ArrayList<>();
        for (RangedExpr point : unified.subList(1, unified.size())) {
            if (!(point.expr() instanceof Literal literal)) {
                throw new TarnException(ErrorCode.INTERNAL_ERROR, "an IN list of " + point.expr());
            }
            literals.add(literal);
        }
        return new In(unified.get(0).expr(), literals);
    }

    private RangedExpr extract(RexCall call, InStatement position) {
        RexLiteral unit = (RexLiteral) call.getOperands().get(0);
        RangedExpr from = translate(call.getOperands().get(1));
        TimeUnitRange field = unit.getValueAs(TimeUnitRange.class);
        ScalarFunction function =
                switch (field) {
                    case YEAR -> ScalarFunction.YEAR;
                    case QUARTER -> ScalarFunction.QUARTER;
                    case MONTH -> ScalarFunction.MONTH;
                    case WEEK -> ScalarFunction.WEEK;
                    case DAY -> ScalarFunction.DAY_OF_MONTH;
                    case DOW, ISODOW -> ScalarFunction.DAY_OF_WEEK;
                    case DOY -> ScalarFunction.DAY_OF_YEAR;
                    case ISOYEAR -> ScalarFunction.YEAR_OF_WEEK;
                    case HOUR -> ScalarFunction.HOUR;
                    case MINUTE -> ScalarFunction.MINUTE;
                    case SECOND -> ScalarFunction.SECOND;
                    default -> throw new TarnException(ErrorCode.NOT_SUPPORTED, position, "EXTRACT(" + field + " ...)");
                };
        if (from.type().kind() == TypeKind.INTERVAL_YEAR_MONTH || from.type().kind() == TypeKind.INTERVAL_DAY_SECOND) {
            throw new TarnException(ErrorCode.NOT_SUPPORTED, position, "EXTRACT from an interval");
        }
        Type type = type(call);
        return ArithmeticTranslator.call(
                function, List.of(from), type, type.defaultLayout(), false, position, ValueRange.ofType(type));
    }

    private static TarnException notSupported(RexCall call, InStatement position) {
        String name = call.getOperator().getName();
        String what = call.getKind() == SqlKind.OTHER_FUNCTION ? "the function " + name : "the operator " + name;
        return new TarnException(ErrorCode.NOT_SUPPORTED, position, what);
    }

    private static InStatement position(RexCall call) {
        SqlParserPos place = call.getParserPosition();
        return place == null || place.getLineNum() == 0
                ? null
                : new InStatement(
                        place.getLineNum(), place.getColumnNum(), place.getEndLineNum(), place.getEndColumnNum());
    }
}
