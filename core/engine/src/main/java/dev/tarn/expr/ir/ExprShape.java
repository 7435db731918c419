package dev.tarn.expr.ir;

import dev.tarn.expr.ir.Expr.And;
import dev.tarn.expr.ir.Expr.Apply;
import dev.tarn.expr.ir.Expr.Call;
import dev.tarn.expr.ir.Expr.Case;
import dev.tarn.expr.ir.Expr.Cast;
import dev.tarn.expr.ir.Expr.Coalesce;
import dev.tarn.expr.ir.Expr.In;
import dev.tarn.expr.ir.Expr.InputRef;
import dev.tarn.expr.ir.Expr.IsNull;
import dev.tarn.expr.ir.Expr.Lambda;
import dev.tarn.expr.ir.Expr.Literal;
import dev.tarn.expr.ir.Expr.Not;
import dev.tarn.expr.ir.Expr.Or;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Looks at expressions as trees. */
public final class ExprShape {
    private ExprShape() {}

    /** Returns the direct operands, in the order of evaluation. */
    public static List<Expr> operands(Expr expression) {
        if (expression instanceof Call call) {
            return call.operands();
        } else if (expression instanceof Cast cast) {
            return List.of(cast.operand());
        } else if (expression instanceof And and) {
            return and.operands();
        } else if (expression instanceof Or or) {
            return or.operands();
        } else if (expression instanceof Not not) {
            return List.of(not.operand());
        } else if (expression instanceof IsNull isNull) {
            return List.of(isNull.operand());
        } else if (expression instanceof In in) {
            return List.of(in.value());
        } else if (expression instanceof Case choice) {
            return Stream.of(choice.conditions(), choice.results(), List.of(choice.otherwise()))
                    .flatMap(List::stream)
                    .toList();
        } else if (expression instanceof Coalesce coalesce) {
            return coalesce.operands();
        } else if (expression instanceof Apply apply) {
            return Stream.concat(
                            apply.operands().stream(),
                            apply.lambdas().stream().flatMap(lambda -> lambda.captured().stream()))
                    .toList();
        }
        return List.of();
    }

    /** Returns those operands that are evaluated for every row the expression is evaluated for. */
    public static List<Expr> eagerOperands(Expr expression) {
        if (expression instanceof And || expression instanceof Or) {
            return safeFirst(operands(expression)).subList(0, 1);
        } else if (expression instanceof Coalesce) {
            return operands(expression).subList(0, 1);
        } else if (expression instanceof Case choice) {
            return choice.conditions().subList(0, 1);
        } else if (isTry(expression)) {
            return List.of();
        }
        return operands(expression);
    }

    /** Returns the columns that the expression reads. */
    public static Set<Integer> columns(Expr expression) {
        return collect(expression, new TreeMap<>()).keySet();
    }

    /** Returns one reference to each column that the expression reads, ascending. */
    public static List<InputRef> inputs(Expr expression) {
        return List.copyOf(collect(expression, new TreeMap<>()).values());
    }

    private static Map<Integer, InputRef> collect(Expr expression, Map<Integer, InputRef> found) {
        if (expression instanceof InputRef input) {
            found.put(input.columnIndex(), input);
        }
        operands(expression).forEach(operand -> collect(operand, found));
        return found;
    }

    /** Returns the first column reference in an expression that has one. */
    public static InputRef firstInput(Expr expression) {
        if (expression instanceof InputRef input) {
            return input;
        }
        for (Expr operand : operands(expression)) {
            InputRef found = firstInput(operand);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Returns whether the expression is NULL wherever its one column is. */
    public static boolean isNullOnNull(Expr expression) {
        if (expression instanceof Call call) {
            return !seesNulls(call.function()) && call.operands().stream().anyMatch(ExprShape::isNullOnNull);
        } else if (expression instanceof Cast cast) {
            return isNullOnNull(cast.operand());
        } else if (expression instanceof Not not) {
            return isNullOnNull(not.operand());
        } else if (expression instanceof In in) {
            return isNullOnNull(in.value());
        }
        return expression instanceof InputRef;
    }

    /** Returns whether a function may give something else than NULL where an operand is NULL. */
    public static boolean seesNulls(ScalarFunction function) {
        return switch (function) {
            case IS_DISTINCT_FROM, ARRAY, ROW, REPEAT, ARRAY_CONCAT -> true;
            default -> false;
        };
    }

    /** Returns the expression with every column it reads replaced by column 0. */
    public static Expr overFirstColumn(Expr expression) {
        return expression instanceof InputRef input
                ? new InputRef(0, input.type(), input.layout())
                : mapOperands(expression, ExprShape::overFirstColumn);
    }

    /** Returns the expression over other columns: column i is column {@code columnMap[i]} there. */
    public static Expr overColumns(Expr expression, int[] columnMap) {
        return expression instanceof InputRef input
                ? new InputRef(columnMap[input.columnIndex()], input.type(), input.layout())
                : mapOperands(expression, operand -> overColumns(operand, columnMap));
    }

    private static Expr mapOperands(Expr expression, UnaryOperator<Expr> map) {
        if (expression instanceof Call call) {
            return new Call(
                    call.function(),
                    map(call.operands(), map),
                    call.type(),
                    call.layout(),
                    call.checked(),
                    call.position());
        } else if (expression instanceof Cast cast) {
            return new Cast(
                    map.apply(cast.operand()),
                    cast.type(),
                    cast.layout(),
                    cast.safe(),
                    cast.checked(),
                    cast.position());
        } else if (expression instanceof And and) {
            return new And(map(and.operands(), map));
        } else if (expression instanceof Or or) {
            return new Or(map(or.operands(), map));
        } else if (expression instanceof Not not) {
            return new Not(map.apply(not.operand()));
        } else if (expression instanceof IsNull isNull) {
            return new IsNull(map.apply(isNull.operand()));
        } else if (expression instanceof In in) {
            return new In(map.apply(in.value()), in.literals());
        } else if (expression instanceof Case choice) {
            return new Case(
                    map(choice.conditions(), map),
                    map(choice.results(), map),
                    map.apply(choice.otherwise()),
                    choice.type(),
                    choice.layout());
        } else if (expression instanceof Coalesce coalesce) {
            return new Coalesce(map(coalesce.operands(), map), coalesce.type(), coalesce.layout());
        } else if (expression instanceof Apply apply) {
            List<Lambda> lambdas = apply.lambdas().stream()
                    .map(lambda -> new Lambda(map(lambda.captured(), map), lambda.parameters(), lambda.body()))
                    .toList();
            return new Apply(apply.function(), map(apply.operands(), map), lambdas, apply.type(), apply.position());
        }
        return expression;
    }

    private static List<Expr> map(List<Expr> expressions, UnaryOperator<Expr> map) {
        return expressions.stream().map(map).toList();
    }

    /** Returns whether the expression is a literal that is not NULL. */
    public static boolean isValue(Expr expression) {
        return expression instanceof Literal literal && literal.value() != null;
    }

    /**
     * Returns the operands of an AND or OR with those that cannot fail before the others, each group in its order: that
     * changes no result, and spares the others the rows that are settled.
     */
    public static List<Expr> safeFirst(List<Expr> operands) {
        return Stream.concat(
                        operands.stream().filter(operand -> !canFail(operand)),
                        operands.stream().filter(ExprShape::canFail))
                .toList();
    }

    /** Returns whether evaluating the expression may raise an error; at times true although it cannot. */
    public static boolean canFail(Expr expression) {
        if (isTry(expression)) {
            return false;
        }
        boolean self = false;
        if (expression instanceof Call call) {
            self = canFail(call);
        } else if (expression instanceof Cast cast) {
            self = !cast.safe() && !isWidening(cast);
        } else if (expression instanceof Apply apply) {
            self = apply.function() == ElementFunction.TRANSFORM_KEYS
                    || apply.lambdas().stream().anyMatch(lambda -> canFail(lambda.body()));
        }
        return self || operands(expression).stream().anyMatch(ExprShape::canFail);
    }

    private static boolean isTry(Expr expression) {
        return expression instanceof Call call && call.function() == ScalarFunction.TRY;
    }

    private static boolean canFail(Call call) {
        boolean isFloating = call.layout() == Layout.FLOAT || call.layout() == Layout.DOUBLE;
        return switch (call.function()) {
            case EQUAL,
                    NOT_EQUAL,
                    LESS_THAN,
                    LESS_THAN_OR_EQUAL,
                    GREATER_THAN,
                    GREATER_THAN_OR_EQUAL,
                    IS_DISTINCT_FROM,
                    LENGTH,
                    LOWER,
                    UPPER,
                    SUBSTRING,
                    TRIM,
                    LTRIM,
                    RTRIM,
                    STRPOS,
                    STARTS_WITH,
                    REVERSE,
                    YEAR,
                    QUARTER,
                    MONTH,
                    WEEK,
                    DAY_OF_MONTH,
                    DAY_OF_WEEK,
                    DAY_OF_YEAR,
                    YEAR_OF_WEEK,
                    HOUR,
                    MINUTE,
                    SECOND,
                    MILLISECOND,
                    GREATEST,
                    LEAST,
                    ARRAY,
                    ROW,
                    FIELD,
                    CARDINALITY,
                    ARRAY_REVERSE,
                    CANONICAL,
                    ORDER_KEY,
                    ORDER_KEY_UNKNOWNS_FIRST,
                    FLATTEN,
                    MAP_KEYS,
                    MAP_VALUES,
                    MAP_ENTRIES -> false;
            case LIKE -> !call.operands().stream().skip(1).allMatch(ExprShape::isValue);
            case ADD, SUBTRACT, MULTIPLY -> call.checked() && !isFloating;
            default -> !isFloating;
        };
    }

    private static boolean isWidening(Cast cast) {
        Type from = cast.operand().type();
        return switch (cast.type().kind()) {
            case DOUBLE, BIGINT -> from.isInteger();
            case VARCHAR -> from.isText() || cast.type().precision() == Type.UNBOUNDED_LENGTH;
            case TIMESTAMP -> from.kind() == TypeKind.DATE;
            case DECIMAL -> !cast.checked();
            default -> false;
        };
    }
}
