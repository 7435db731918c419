package dev.tarn.sql.function;

import dev.tarn.expr.ir.AggregateFunction;
import dev.tarn.expr.ir.ScalarFunction;
import java.util.Optional;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlOperator;

/** Joins operators of validated and planned expressions to kernels. */
public final class FunctionIds {
    private FunctionIds() {}

    /**
     * Returns the kernel of an operator that evaluates all its operands. Empty for those that are expressions of their own
     * (AND, OR, NOT, IN, CASE, CAST, COALESCE, IS NULL ...) and for sums of a date and an interval, whose kernel depends on
     * the interval.
     */
    public static Optional<ScalarFunction> scalar(SqlOperator operator) {
        if (operator instanceof TarnFunction function) {
            return function.id();
        }
        return Optional.ofNullable(
                switch (operator.getKind()) {
                    case EQUALS -> ScalarFunction.EQUAL;
                    case NOT_EQUALS -> ScalarFunction.NOT_EQUAL;
                    case LESS_THAN -> ScalarFunction.LESS_THAN;
                    case LESS_THAN_OR_EQUAL -> ScalarFunction.LESS_THAN_OR_EQUAL;
                    case GREATER_THAN -> ScalarFunction.GREATER_THAN;
                    case GREATER_THAN_OR_EQUAL -> ScalarFunction.GREATER_THAN_OR_EQUAL;
                    case IS_DISTINCT_FROM -> ScalarFunction.IS_DISTINCT_FROM;
                    case PLUS -> operator.getName().equals("+") ? ScalarFunction.ADD : null;
                    case MINUS -> operator.getName().equals("-") ? ScalarFunction.SUBTRACT : null;
                    case TIMES -> ScalarFunction.MULTIPLY;
                    case DIVIDE -> ScalarFunction.DIVIDE;
                    case MOD -> ScalarFunction.MODULUS;
                    case MINUS_PREFIX -> ScalarFunction.NEGATE;
                    case LIKE -> ScalarFunction.LIKE;
                    default -> operator.getName().equals("||") ? ScalarFunction.CONCAT : null;
                });
    }

    /** Returns the kernel of an aggregate; a COUNT without arguments is COUNT_ALL. */
    public static Optional<AggregateFunction> aggregate(SqlAggFunction function, int argumentCount) {
        if (function instanceof TarnAggregate aggregate) {
            return Optional.of(aggregate.id());
        }
        return Optional.ofNullable(
                switch (function.getKind()) {
                    case COUNT -> argumentCount == 0 ? AggregateFunction.COUNT_ALL : AggregateFunction.COUNT;
                    case SUM -> AggregateFunction.SUM;
                    case AVG -> AggregateFunction.AVG;
                    case MIN -> AggregateFunction.MIN;
                    case MAX -> AggregateFunction.MAX;
                    case SINGLE_VALUE -> AggregateFunction.SINGLE_VALUE;
                    case ANY_VALUE -> AggregateFunction.ANY_VALUE;
                    default -> null;
                });
    }
}
