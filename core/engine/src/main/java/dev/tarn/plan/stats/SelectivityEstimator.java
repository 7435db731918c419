package dev.tarn.plan.stats;

import com.google.common.collect.Range;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.Sarg;

/** Estimates which share of rows a condition keeps, and what it says about the columns of those rows. */
public final class SelectivityEstimator {
    private static final double UNKNOWN_CONDITION = 0.3;
    /** Such a column is mostly a sum or count, and HAVING is selective. */
    private static final double UNKNOWN_RANGE = 0.02;

    private static final double COMPUTED_ORDER = 0.3;
    private static final double COLUMN_ORDER = 0.5;
    private static final double PATTERN = 0.1;
    private static final double MINIMUM = 1e-9;

    private SelectivityEstimator() {}

    /** Returns the rows that all of {@code conjuncts} keep. */
    static RelationEstimate filter(RelationEstimate input, List<RexNode> conjuncts) {
        double rows = input.rows();
        RelationEstimate current = input;
        for (RexNode conjunct : conjuncts) {
            double share = selectivity(conjunct, current);
            rows = current.rows() * share;
            List<ColumnEstimate> columns = new ArrayList<>(current.thinned(rows).columns());
            narrow(conjunct, current, columns, share);
            current = new RelationEstimate(rows, columns);
        }
        return current;
    }

    private static void narrow(RexNode conjunct, RelationEstimate before, List<ColumnEstimate> columns, double share) {
        if (!(conjunct instanceof RexCall call) || call.getOperands().isEmpty()) {
            return;
        }
        if (!(withoutCast(call.getOperands().get(0)) instanceof RexInputRef ref)) {
            return;
        }
        ColumnEstimate old = before.column(ref.getIndex());
        ColumnEstimate narrowed = columns.get(ref.getIndex());
        boolean single = call.getOperands().size() == 2 && call.getOperands().get(1) instanceof RexLiteral;
        double value = single ? number((RexLiteral) call.getOperands().get(1)) : Double.NaN;
        switch (call.getKind()) {
            case EQUALS -> {
                if (single) {
                    narrowed = old.withDistinct(1).between(value, value);
                }
            }
            case LESS_THAN, LESS_THAN_OR_EQUAL -> {
                if (single) {
                    narrowed = old.withDistinct(old.distinct() * share).between(Double.NaN, value);
                }
            }
            case GREATER_THAN, GREATER_THAN_OR_EQUAL -> {
                if (single) {
                    narrowed = old.withDistinct(old.distinct() * share).between(value, Double.NaN);
                }
            }
            case SEARCH -> {
                Sarg<?> sarg = ((RexLiteral) call.getOperands().get(1)).getValueAs(Sarg.class);
                double low = sarg.rangeSet.isEmpty() || !sarg.rangeSet.span().hasLowerBound()
                        ? Double.NaN
                        : number(sarg.rangeSet.span().lowerEndpoint());
                double high = sarg.rangeSet.isEmpty() || !sarg.rangeSet.span().hasUpperBound()
                        ? Double.NaN
                        : number(sarg.rangeSet.span().upperEndpoint());
                narrowed = old.withDistinct(old.distinct() * share).between(low, high);
            }
            case LIKE, OR -> narrowed = old.withDistinct(old.distinct() * share);
            default -> {}
        }
        columns.set(ref.getIndex(), narrowed);
    }

    /** Returns the share of rows for which {@code condition} is TRUE. */
    public static double selectivity(RexNode condition, RelationEstimate input) {
        double share = raw(condition, input);
        return Math.max(MINIMUM, Math.min(1, share));
    }

    private static double raw(RexNode condition, RelationEstimate input) {
        if (condition.isAlwaysTrue()) {
            return 1;
        }
        if (condition.isAlwaysFalse()) {
            return 0;
        }
        if (!(condition instanceof RexCall call)) {
            return 0.5;
        }
        List<RexNode> operands = call.getOperands();
        switch (call.getKind()) {
            case AND: {
                double share = 1;
                for (RexNode operand : operands) {
                    share *= selectivity(operand, input);
                }
                return share;
            }
            case OR: {
                double none = 1;
                for (RexNode operand : operands) {
                    none *= 1 - selectivity(operand, input);
                }
                return 1 - none;
            }
            case NOT:
                return 1 - selectivity(operands.get(0), input);
            case IS_NULL:
                return column(operands.get(0), input).nullFraction();
            case IS_NOT_NULL:
                return 1 - column(operands.get(0), input).nullFraction();
            case LIKE:
                return PATTERN;
            case SEARCH:
                return search(call, input);
            case EQUALS, IS_NOT_DISTINCT_FROM:
                return equal(operands.get(0), operands.get(1), input);
            case NOT_EQUALS, IS_DISTINCT_FROM:
                return 1 - equal(operands.get(0), operands.get(1), input);
            case LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL:
                return order(call, input);
            case IS_TRUE, IS_NOT_FALSE, CAST:
                return selectivity(operands.get(0), input);
            default:
                return UNKNOWN_CONDITION;
        }
    }

    private static double equal(RexNode left, RexNode right, RelationEstimate input) {
        if (right instanceof RexLiteral literal) {
            ColumnEstimate column = column(left, input);
            double value = number(literal);
            return outside(column, value) ? MINIMUM : (1 - column.nullFraction()) / column.distinct();
        }
        if (left instanceof RexLiteral) {
            return equal(right, left, input);
        }
        return 1 / Math.max(column(left, input).distinct(), column(right, input).distinct());
    }

    private static boolean outside(ColumnEstimate column, double value) {
        return !Double.isNaN(value) && (value < column.min() || value > column.max());
    }

    private static double order(RexCall call, RelationEstimate input) {
        RexNode left = call.getOperands().get(0);
        RexNode right = call.getOperands().get(1);
        boolean less = call.getKind() == SqlKind.LESS_THAN || call.getKind() == SqlKind.LESS_THAN_OR_EQUAL;
        if (left instanceof RexLiteral literal) {
            double value = number(literal);
            return less
                    ? range(column(right, input), value, Double.NaN)
                    : range(column(right, input), Double.NaN, value);
        }
        if (right instanceof RexLiteral literal) {
            double value = number(literal);
            return less ? range(column(left, input), Double.NaN, value) : range(column(left, input), value, Double.NaN);
        }
        boolean computed = !(withoutCast(left) instanceof RexInputRef) || !(withoutCast(right) instanceof RexInputRef);
        return computed ? COMPUTED_ORDER : COLUMN_ORDER;
    }

    private static double range(ColumnEstimate column, double low, double high) {
        double min = column.min();
        double max = column.max();
        if (Double.isNaN(min) || Double.isNaN(max) || Double.isNaN(low) && Double.isNaN(high)) {
            return UNKNOWN_RANGE;
        }
        double from = Double.isNaN(low) ? min : Math.max(min, low);
        double to = Double.isNaN(high) ? max : Math.min(max, high);
        if (to < from) {
            return MINIMUM;
        }
        double share = max == min ? 1 : (to - from) / (max - min);
        return (1 - column.nullFraction()) * Math.max(share, 1 / Math.max(1, column.distinct()));
    }

    private static double search(RexCall call, RelationEstimate input) {
        ColumnEstimate column = column(call.getOperands().get(0), input);
        Sarg<?> sarg = ((RexLiteral) call.getOperands().get(1)).getValueAs(Sarg.class);
        double share = sarg.nullAs == RexUnknownAs.TRUE ? column.nullFraction() : 0;
        if (sarg.isComplementedPoints()) {
            return 1 - Math.min(1, sarg.rangeSet.complement().asRanges().size() / column.distinct());
        }
        for (Range<?> range : sarg.rangeSet.asRanges()) {
            double low = range.hasLowerBound() ? number(range.lowerEndpoint()) : Double.NaN;
            double high = range.hasUpperBound() ? number(range.upperEndpoint()) : Double.NaN;
            boolean point = range.hasLowerBound()
                    && range.hasUpperBound()
                    && range.lowerEndpoint().equals(range.upperEndpoint());
            share += point ? outside(column, low) ? MINIMUM : 1 / column.distinct() : range(column, low, high);
        }
        return share;
    }

    private static ColumnEstimate column(RexNode node, RelationEstimate input) {
        RexNode inner = withoutCast(node);
        return inner instanceof RexInputRef ref ? input.column(ref.getIndex()) : expression(inner, input);
    }

    /** Returns what is thought of the values of an expression. */
    public static ColumnEstimate expression(RexNode node, RelationEstimate input) {
        RexNode inner = withoutCast(node);
        if (inner instanceof RexInputRef ref) {
            return input.column(ref.getIndex());
        }
        if (inner instanceof RexLiteral literal) {
            double value = number(literal);
            return new ColumnEstimate(1, 1, literal.isNull() ? 1 : 0, value, value, ColumnEstimate.NO_TABLE);
        }
        String name =
                inner instanceof RexCall call ? call.getOperator().getName().toUpperCase(java.util.Locale.ROOT) : "";
        if (name.equals("EXTRACT") || name.equals("YEAR")) {
            RexCall call = (RexCall) inner;
            ColumnEstimate date =
                    column(call.getOperands().get(call.getOperands().size() - 1), input);
            boolean year =
                    name.equals("YEAR") || call.getOperands().get(0).toString().contains("YEAR");
            double years = year ? Math.max(1, (date.max() - date.min()) / 365.25 + 1) : 31;
            double distinct = Double.isNaN(years) ? 20 : Math.min(years, date.distinct());
            return new ColumnEstimate(
                    distinct, distinct, date.nullFraction(), Double.NaN, Double.NaN, ColumnEstimate.NO_TABLE);
        }
        if (name.startsWith("SUBSTR")
                && inner instanceof RexCall call
                && call.getOperands().size() == 3) {
            return substring(call, input);
        }
        double distinct = 1;
        for (int column : org.apache.calcite.plan.RelOptUtil.InputFinder.bits(inner)) {
            distinct *= input.column(column).distinct();
        }
        distinct = Math.max(1, Math.min(distinct, input.rows()));
        if (inner.getType().getSqlTypeName() == org.apache.calcite.sql.type.SqlTypeName.BOOLEAN) {
            distinct = Math.min(2, distinct);
        }
        return new ColumnEstimate(distinct, distinct, 0, Double.NaN, Double.NaN, ColumnEstimate.NO_TABLE);
    }

    /** A short piece of text has few values. */
    private static ColumnEstimate substring(RexCall call, RelationEstimate input) {
        double length = withoutCast(call.getOperands().get(2)) instanceof RexLiteral literal ? number(literal) : 4;
        double distinct = Math.min(column(call.getOperands().get(0), input).distinct(), Math.pow(5, length));
        return new ColumnEstimate(distinct, distinct, 0, Double.NaN, Double.NaN, ColumnEstimate.NO_TABLE);
    }

    static RexNode withoutCast(RexNode node) {
        RexNode inner = node;
        while (inner.getKind() == SqlKind.CAST) {
            inner = ((RexCall) inner).getOperands().get(0);
        }
        return inner;
    }

    private static double number(RexLiteral literal) {
        return literal.isNull() ? Double.NaN : number(literal.getValueAs(Comparable.class));
    }

    /** Returns a number that orders as the column's do, or NaN. */
    private static double number(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof org.apache.calcite.util.DateString date) {
            return date.getDaysSinceEpoch();
        }
        if (value instanceof org.apache.calcite.util.TimestampString timestamp) {
            return LiteralValues.micros(timestamp);
        }
        if (value instanceof NlsString || value instanceof String) {
            return LiteralValues.toNumber(
                    LiteralValues.toDomain(value, dev.tarn.spi.type.Type.VARCHAR), dev.tarn.spi.type.Type.VARCHAR);
        }
        return Double.NaN;
    }
}
