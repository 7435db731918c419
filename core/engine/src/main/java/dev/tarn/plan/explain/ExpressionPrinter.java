package dev.tarn.plan.explain;

import com.google.common.collect.BoundType;
import com.google.common.collect.Range;
import dev.tarn.catalog.type.SqlTypes;
import dev.tarn.plan.stats.LiteralValues;
import dev.tarn.sql.function.Lambda;
import dev.tarn.sql.function.LambdaParameter;
import dev.tarn.sql.function.NestedCast;
import dev.tarn.sql.function.NestedFunctions;
import dev.tarn.sql.function.RowField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.Sarg;

/** Writes expressions as SQL would, with the names of columns. */
final class ExpressionPrinter {
    private final List<String> names;

    ExpressionPrinter(List<String> names) {
        this.names = names;
    }

    String print(RexNode node) {
        return print(node, 0);
    }

    String printAll(List<RexNode> conjuncts) {
        List<String> texts = new ArrayList<>();
        for (RexNode conjunct : conjuncts) {
            texts.add(print(conjunct, conjuncts.size() > 1 ? AND_LEVEL + 1 : 0));
        }
        return String.join(" and ", texts);
    }

    private static final int OR_LEVEL = 1;
    private static final int AND_LEVEL = 2;
    private static final int NOT_LEVEL = 3;
    private static final int COMPARE_LEVEL = 4;
    private static final int PLUS_LEVEL = 5;
    private static final int TIMES_LEVEL = 6;
    private static final int UNARY_LEVEL = 7;

    /** Prints {@code node}, in parentheses if it binds weaker than {@code level}. */
    private String print(RexNode node, int level) {
        if (node instanceof RexInputRef ref) {
            return names.get(ref.getIndex());
        }
        if (node instanceof RexLiteral literal) {
            return literal(literal);
        }
        if (!(node instanceof RexCall call)) {
            return node.toString();
        }
        List<RexNode> operands = call.getOperands();
        return switch (call.getKind()) {
            case OR -> infix(operands, " or ", OR_LEVEL, level);
            case AND -> infix(operands, " and ", AND_LEVEL, level);
            case NOT -> wrap("not " + print(operands.get(0), NOT_LEVEL), NOT_LEVEL, level);
            case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
                infix(operands, " " + call.getOperator().getName() + " ", COMPARE_LEVEL, level);
            case PLUS -> infix(operands, " + ", PLUS_LEVEL, level);
            case MINUS -> infix(operands, " - ", PLUS_LEVEL, level);
            case TIMES -> infix(operands, " * ", TIMES_LEVEL, level);
            case DIVIDE -> infix(operands, " / ", TIMES_LEVEL, level);
            case MINUS_PREFIX -> wrap("-" + print(operands.get(0), UNARY_LEVEL), UNARY_LEVEL, level);
            case IS_NULL, IS_NOT_NULL, IS_TRUE, IS_NOT_TRUE, IS_FALSE, IS_NOT_FALSE ->
                wrap(
                        print(operands.get(0), COMPARE_LEVEL + 1) + " "
                                + call.getKind().sql.toLowerCase(Locale.ROOT),
                        COMPARE_LEVEL,
                        level);
            case LIKE ->
                wrap(
                        print(operands.get(0), COMPARE_LEVEL + 1) + " "
                                + call.getOperator().getName().toLowerCase(Locale.ROOT) + " "
                                + print(operands.get(1), COMPARE_LEVEL + 1),
                        COMPARE_LEVEL,
                        level);
            case SEARCH -> search(call, level);
            case CASE -> caseText(operands);
            case CAST, SAFE_CAST ->
                (call.getKind() == SqlKind.CAST ? "cast(" : "try_cast(") + print(operands.get(0), 0) + " as "
                        + SqlTypes.find(call.getType()).map(Object::toString).orElse("?") + ")";
            default -> function(call);
        };
    }

    private String infix(List<RexNode> operands, String operator, int own, int level) {
        List<String> texts = new ArrayList<>();
        for (RexNode operand : operands) {
            texts.add(print(operand, own + 1));
        }
        if (own == PLUS_LEVEL || own == TIMES_LEVEL) {
            texts.set(0, print(operands.get(0), own));
        }
        return wrap(String.join(operator, texts), own, level);
    }

    private static String wrap(String text, int own, int level) {
        return own < level ? "(" + text + ")" : text;
    }

    private String function(RexCall call) {
        if (call.getOperator() instanceof RowField field) {
            return print(call.getOperands().get(0), UNARY_LEVEL) + "." + field.field();
        }
        if (call.getOperator() instanceof LambdaParameter parameter) {
            return parameter.parameter();
        }
        if (call.getOperator() instanceof Lambda lambda) {
            return lambda.head() + " -> " + print(call.getOperands().get(0), 0);
        }
        if (call.getOperator() instanceof NestedCast cast) {
            return (cast.isSafe() ? "try_cast(" : "cast(")
                    + print(call.getOperands().get(0), 0) + " as " + cast.target() + ")";
        }
        if (call.getOperator() == NestedFunctions.SUBSCRIPT) {
            return print(call.getOperands().get(0), UNARY_LEVEL) + "["
                    + print(call.getOperands().get(1), 0) + "]";
        }
        List<String> texts = new ArrayList<>();
        for (RexNode operand : call.getOperands()) {
            texts.add(print(operand, 0));
        }
        return call.getOperator().getName().toLowerCase(Locale.ROOT) + "(" + String.join(", ", texts) + ")";
    }

    private String caseText(List<RexNode> operands) {
        StringBuilder text = new StringBuilder("case");
        for (int i = 0; i + 1 < operands.size(); i += 2) {
            text.append(" when ").append(print(operands.get(i), 0));
            text.append(" then ").append(print(operands.get(i + 1), 0));
        }
        return text.append(" else ")
                .append(print(operands.get(operands.size() - 1), 0))
                .append(" end")
                .toString();
    }

    private String literal(RexLiteral literal) {
        if (literal.isNull()) {
            return "null";
        }
        if (SqlTypeName.INTERVAL_TYPES.contains(literal.getType().getSqlTypeName())) {
            return literal.toString();
        }
        Object value = literal.getValueAs(Comparable.class);
        if (literal.getTypeName() == SqlTypeName.SYMBOL) {
            return value.toString().toLowerCase(Locale.ROOT);
        }
        return value(value, literal.getType().getSqlTypeName());
    }

    private static String value(Object value, SqlTypeName type) {
        if (value instanceof NlsString text) {
            String shown = type == SqlTypeName.CHAR ? LiteralValues.withoutPadding(text.getValue()) : text.getValue();
            return "'" + shown.replace("'", "''") + "'";
        }
        return switch (type) {
            case DATE -> "date '" + value + "'";
            case TIMESTAMP -> "timestamp '" + value + "'";
            case TIME -> "time '" + value + "'";
            case BOOLEAN -> value.toString();
            default -> value instanceof java.math.BigDecimal number ? number.toPlainString() : value.toString();
        };
    }

    private String search(RexCall call, int level) {
        String operand = print(call.getOperands().get(0), COMPARE_LEVEL + 1);
        RexLiteral literal = (RexLiteral) call.getOperands().get(1);
        SqlTypeName type = literal.getType().getSqlTypeName();
        Sarg<?> sarg = literal.getValueAs(Sarg.class);
        List<String> parts = new ArrayList<>();
        if (sarg.isPoints() || sarg.isComplementedPoints()) {
            boolean not = sarg.isComplementedPoints() && !sarg.isPoints();
            List<String> values = new ArrayList<>();
            for (Range<?> range : (not ? sarg.rangeSet.complement() : sarg.rangeSet).asRanges()) {
                values.add(value(range.lowerEndpoint(), type));
            }
            parts.add(
                    values.size() == 1
                            ? operand + (not ? " <> " : " = ") + values.get(0)
                            : operand + (not ? " not in (" : " in (") + String.join(", ", values) + ")");
        } else {
            for (Range<?> range : sarg.rangeSet.asRanges()) {
                parts.add(range(operand, range, type));
            }
        }
        if (sarg.nullAs == RexUnknownAs.TRUE) {
            parts.add(operand + " is null");
        } else if (sarg.nullAs == RexUnknownAs.FALSE && parts.isEmpty()) {
            parts.add(operand + " is not null");
        }
        String text = String.join(" or ", parts);
        int own = parts.size() > 1 ? OR_LEVEL : text.contains(" and ") ? AND_LEVEL : COMPARE_LEVEL;
        return wrap(text, own, level);
    }

    private static String range(String operand, Range<?> range, SqlTypeName type) {
        List<String> bounds = new ArrayList<>();
        if (range.hasLowerBound()
                && range.hasUpperBound()
                && range.lowerEndpoint().equals(range.upperEndpoint())) {
            return operand + " = " + value(range.lowerEndpoint(), type);
        }
        if (range.hasLowerBound()) {
            bounds.add(operand
                    + (range.lowerBoundType() == BoundType.CLOSED ? " >= " : " > ")
                    + value(range.lowerEndpoint(), type));
        }
        if (range.hasUpperBound()) {
            bounds.add(operand
                    + (range.upperBoundType() == BoundType.CLOSED ? " <= " : " < ")
                    + value(range.upperEndpoint(), type));
        }
        return bounds.isEmpty() ? operand + " is not null" : String.join(" and ", bounds);
    }
}
