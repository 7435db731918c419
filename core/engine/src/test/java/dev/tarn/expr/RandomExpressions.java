package dev.tarn.expr;

import dev.tarn.expr.ir.Expr;
import dev.tarn.expr.ir.Expr.And;
import dev.tarn.expr.ir.Expr.Call;
import dev.tarn.expr.ir.Expr.Case;
import dev.tarn.expr.ir.Expr.Cast;
import dev.tarn.expr.ir.Expr.Coalesce;
import dev.tarn.expr.ir.Expr.In;
import dev.tarn.expr.ir.Expr.InputRef;
import dev.tarn.expr.ir.Expr.IsNull;
import dev.tarn.expr.ir.Expr.Literal;
import dev.tarn.expr.ir.Expr.Not;
import dev.tarn.expr.ir.Expr.Or;
import dev.tarn.expr.ir.ScalarFunction;
import dev.tarn.spi.predicate.Domain.ByteText;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import dev.tarn.testkit.Randomness;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Makes random well-typed expressions over {@link #COLUMNS}, each type twice. */
final class RandomExpressions {
    static final Type SHORT_DECIMAL = Type.decimal(10, 2);
    static final Type LONG_DECIMAL = Type.decimal(30, 4);
    static final List<Type> COLUMNS = List.of(
            Type.BOOLEAN,
            Type.TINYINT,
            Type.INTEGER,
            Type.BIGINT,
            Type.REAL,
            Type.DOUBLE,
            SHORT_DECIMAL,
            LONG_DECIMAL,
            Type.VARCHAR,
            Type.charType(8),
            Type.DATE,
            Type.TIMESTAMP);

    private final Randomness random;

    RandomExpressions(Randomness random) {
        this.random = random;
    }

    /** Returns an expression of a type of {@link #COLUMNS}. */
    Expr of(Type type, int depth) {
        if (depth == 0 || random.chance(0.15)) {
            return leaf(type);
        }
        if (random.chance(0.15)) {
            return new Case(
                    List.of(of(Type.BOOLEAN, depth - 1), of(Type.BOOLEAN, depth - 1)),
                    List.of(of(type, depth - 1), of(type, depth - 1)),
                    of(type, depth - 1),
                    type,
                    type.defaultLayout());
        }
        if (random.chance(0.1)) {
            return new Coalesce(List.of(of(type, depth - 1), of(type, depth - 1)), type, type.defaultLayout());
        }
        return switch (type.kind()) {
            case BOOLEAN -> condition(depth - 1);
            case TINYINT, INTEGER, BIGINT -> integer(type, depth - 1);
            case REAL, DOUBLE -> floating(type, depth - 1);
            case DECIMAL -> decimal(type, depth - 1);
            case DATE, TIMESTAMP -> temporal(type, depth - 1);
            default -> text(type, depth - 1);
        };
    }

    private Expr leaf(Type type) {
        if (random.chance(0.25)) {
            return literal(type);
        }
        int index = COLUMNS.indexOf(type) + (random.nextBoolean() ? COLUMNS.size() : 0);
        return new InputRef(index, type, type.defaultLayout());
    }

    Literal literal(Type type) {
        Object value = random.chance(0.1) ? null : TestColumns.value(random, type);
        return new Literal(value, type, type.defaultLayout());
    }

    static Literal text(String text) {
        return new Literal(new ByteText(text.getBytes(StandardCharsets.UTF_8)), Type.VARCHAR, Layout.BYTES);
    }

    static Literal bigint(long value) {
        return new Literal(value, Type.BIGINT, Layout.LONG);
    }

    static Call call(ScalarFunction function, Type type, Expr... operands) {
        return new Call(function, List.of(operands), type, type.defaultLayout(), true, null);
    }

    static Cast cast(Expr operand, Type type, boolean safe) {
        return new Cast(operand, type, type.defaultLayout(), safe, true, null);
    }

    private Expr condition(int depth) {
        return switch (random.nextInt(9)) {
            case 0 -> new And(List.of(of(Type.BOOLEAN, depth), of(Type.BOOLEAN, depth), of(Type.BOOLEAN, depth)));
            case 1 -> new Or(List.of(of(Type.BOOLEAN, depth), of(Type.BOOLEAN, depth)));
            case 2 -> new Not(of(Type.BOOLEAN, depth));
            case 3 -> new IsNull(of(random.pick(COLUMNS), depth));
            case 4 -> {
                Type type = random.pick(COLUMNS);
                List<Literal> literals = new ArrayList<>();
                int count = random.between(1, 12);
                for (int i = 0; i < count; i++) {
                    literals.add(literal(type));
                }
                yield new In(of(type, depth), literals);
            }
            case 5 ->
                call(
                        ScalarFunction.LIKE,
                        Type.BOOLEAN,
                        of(Type.VARCHAR, depth),
                        random.chance(0.9)
                                ? text(random.pick(
                                        "%green%",
                                        "%special%requests%",
                                        "green%",
                                        "%n",
                                        "_%",
                                        "%e_n%",
                                        "a",
                                        "",
                                        "%",
                                        "s%l%s",
                                        "%re%n",
                                        "__",
                                        "%\u00e9%"))
                                : of(Type.VARCHAR, 0));
            case 6 ->
                call(
                        ScalarFunction.STARTS_WITH,
                        Type.BOOLEAN,
                        of(Type.VARCHAR, depth),
                        random.nextBoolean() ? text(random.pick("g", "special", "")) : of(Type.VARCHAR, 0));
            default -> {
                Type type = random.pick(COLUMNS);
                yield call(
                        random.pick(
                                ScalarFunction.EQUAL,
                                ScalarFunction.NOT_EQUAL,
                                ScalarFunction.LESS_THAN,
                                ScalarFunction.LESS_THAN_OR_EQUAL,
                                ScalarFunction.GREATER_THAN,
                                ScalarFunction.GREATER_THAN_OR_EQUAL,
                                ScalarFunction.IS_DISTINCT_FROM),
                        Type.BOOLEAN,
                        of(type, depth),
                        random.nextBoolean() ? literal(type) : of(type, depth));
            }
        };
    }

    private Expr integer(Type type, int depth) {
        if (type.equals(Type.BIGINT) && random.nextBoolean()) {
            return random.nextBoolean()
                    ? call(
                            random.pick(
                                    ScalarFunction.YEAR,
                                    ScalarFunction.MONTH,
                                    ScalarFunction.DAY_OF_MONTH,
                                    ScalarFunction.WEEK,
                                    ScalarFunction.YEAR_OF_WEEK,
                                    ScalarFunction.QUARTER,
                                    ScalarFunction.DAY_OF_WEEK,
                                    ScalarFunction.DAY_OF_YEAR),
                            type,
                            of(random.pick(Type.DATE, Type.TIMESTAMP), depth))
                    : call(ScalarFunction.LENGTH, type, of(random.pick(Type.VARCHAR, Type.charType(8)), depth));
        }
        return switch (random.nextInt(5)) {
            case 0 ->
                cast(
                        of(
                                random.pick(
                                        Type.BOOLEAN,
                                        Type.TINYINT,
                                        Type.INTEGER,
                                        Type.BIGINT,
                                        Type.REAL,
                                        Type.DOUBLE,
                                        SHORT_DECIMAL,
                                        LONG_DECIMAL,
                                        Type.VARCHAR),
                                depth),
                        type,
                        random.chance(0.8));
            case 1 ->
                call(
                        random.pick(ScalarFunction.NEGATE, ScalarFunction.ABS, ScalarFunction.SIGN),
                        type,
                        of(type, depth));
            case 2 ->
                call(
                        random.pick(ScalarFunction.GREATEST, ScalarFunction.LEAST),
                        type,
                        of(type, depth),
                        of(type, depth));
            default -> arithmetic(type, depth);
        };
    }

    private Expr arithmetic(Type type, int depth) {
        return call(
                random.pick(
                        ScalarFunction.ADD,
                        ScalarFunction.SUBTRACT,
                        ScalarFunction.MULTIPLY,
                        ScalarFunction.DIVIDE,
                        ScalarFunction.MODULUS),
                type,
                of(type, depth),
                of(type, depth));
    }

    private Expr floating(Type type, int depth) {
        boolean isDouble = type.equals(Type.DOUBLE);
        return switch (random.nextInt(isDouble ? 5 : 2)) {
            case 0 ->
                cast(
                        of(
                                random.pick(
                                        Type.BOOLEAN, Type.TINYINT, Type.INTEGER, isDouble ? Type.REAL : Type.DOUBLE),
                                depth),
                        type,
                        false);
            case 1 ->
                random.nextBoolean()
                        ? arithmetic(type, depth)
                        : call(random.pick(ScalarFunction.NEGATE, ScalarFunction.ABS), type, of(type, depth));
            case 2 -> cast(of(random.pick(SHORT_DECIMAL, LONG_DECIMAL), depth), type, false);
            default ->
                call(
                        random.pick(
                                ScalarFunction.FLOOR,
                                ScalarFunction.CEILING,
                                ScalarFunction.ROUND,
                                ScalarFunction.TRUNCATE,
                                ScalarFunction.SQRT),
                        type,
                        of(type, depth));
        };
    }

    private Expr decimal(Type type, int depth) {
        Layout layout = type.defaultLayout();
        return switch (random.nextInt(6)) {
            case 0 ->
                cast(
                        of(
                                random.pick(
                                        Type.BOOLEAN,
                                        Type.TINYINT,
                                        Type.INTEGER,
                                        Type.BIGINT,
                                        Type.DOUBLE,
                                        SHORT_DECIMAL,
                                        LONG_DECIMAL,
                                        Type.VARCHAR),
                                depth),
                        type,
                        random.chance(0.7));
            case 1 -> call(random.pick(ScalarFunction.NEGATE, ScalarFunction.ABS), type, of(type, depth));
            case 2 ->
                call(
                        ScalarFunction.DIVIDE,
                        type,
                        of(SHORT_DECIMAL, depth),
                        of(random.pick(SHORT_DECIMAL, layout == Layout.LONG ? SHORT_DECIMAL : LONG_DECIMAL), depth));
            case 3 ->
                layout == Layout.LONG
                        ? call(ScalarFunction.ADD, type, of(type, depth), of(type, depth))
                        : call(ScalarFunction.MULTIPLY, type, of(SHORT_DECIMAL, depth), of(SHORT_DECIMAL, depth));
            case 4 -> {
                Type wide = Type.decimal(38, type.scale());
                Type whole = Type.decimal(38, 0);
                Call rounded = new Call(
                        random.pick(
                                ScalarFunction.ROUND,
                                ScalarFunction.FLOOR,
                                ScalarFunction.CEILING,
                                ScalarFunction.TRUNCATE),
                        List.of(of(type, depth)),
                        whole,
                        Layout.INT128,
                        true,
                        null);
                yield cast(cast(rounded, wide, false), type, true);
            }
            default ->
                call(
                        random.pick(ScalarFunction.ADD, ScalarFunction.SUBTRACT, ScalarFunction.MODULUS),
                        type,
                        of(type, depth),
                        of(type, depth));
        };
    }

    private Expr temporal(Type type, int depth) {
        Type months = Type.INTERVAL_YEAR_MONTH;
        Type seconds = Type.INTERVAL_DAY_SECOND;
        return switch (random.nextInt(5)) {
            case 0 -> call(ScalarFunction.ADD_MONTHS, type, of(type, depth), literal(months));
            case 1 -> call(ScalarFunction.ADD_MICROSECONDS, type, of(type, depth), literal(seconds));
            case 2 ->
                call(
                        ScalarFunction.DATE_TRUNC,
                        type,
                        text(random.pick("day", "week", "month", "quarter", "year")),
                        of(type, depth));
            case 3 ->
                call(
                        ScalarFunction.DATE_ADD,
                        type,
                        text(random.pick("day", "week", "month", "quarter", "year")),
                        bigint(random.between(-50L, 50L)),
                        of(type, depth));
            default -> cast(of(type.equals(Type.DATE) ? Type.TIMESTAMP : Type.DATE, depth), type, false);
        };
    }

    private Expr text(Type type, int depth) {
        if (!type.equals(Type.VARCHAR)) {
            return cast(of(Type.VARCHAR, depth), type, false);
        }
        Expr value = of(type, depth);
        return switch (random.nextInt(10)) {
            case 0 -> call(ScalarFunction.CONCAT, type, value, of(type, depth), text("x"));
            case 1 ->
                call(random.pick(ScalarFunction.LOWER, ScalarFunction.UPPER, ScalarFunction.REVERSE), type, value);
            case 2 ->
                call(
                        ScalarFunction.SUBSTRING,
                        type,
                        value,
                        bigint(random.between(-5L, 8L)),
                        bigint(random.between(-1L, 6L)));
            case 3 -> call(ScalarFunction.SUBSTRING, type, value, cast(of(Type.TINYINT, depth), Type.BIGINT, false));
            case 4 -> call(random.pick(ScalarFunction.TRIM, ScalarFunction.LTRIM, ScalarFunction.RTRIM), type, value);
            case 5 -> call(ScalarFunction.REPLACE, type, value, text(random.pick("e", "re", "")), text("\u00e9!"));
            case 6 ->
                call(
                        random.pick(ScalarFunction.LPAD, ScalarFunction.RPAD),
                        type,
                        value,
                        bigint(random.between(0L, 20L)),
                        text(random.pick("-", "ab\u00e9")));
            case 7 ->
                call(
                        ScalarFunction.SPLIT_PART,
                        type,
                        value,
                        text(random.pick("e", " ")),
                        bigint(random.between(1L, 3L)));
            case 8 -> cast(of(Type.charType(8), depth), type, false);
            default ->
                cast(
                        of(
                                random.pick(
                                        Type.BOOLEAN,
                                        Type.TINYINT,
                                        Type.BIGINT,
                                        SHORT_DECIMAL,
                                        LONG_DECIMAL,
                                        Type.DATE,
                                        Type.TIMESTAMP),
                                depth),
                        type,
                        false);
        };
    }
}
