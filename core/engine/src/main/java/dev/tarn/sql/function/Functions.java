package dev.tarn.sql.function;

import static dev.tarn.sql.function.Signatures.common;
import static dev.tarn.sql.function.Signatures.fixed;
import static dev.tarn.sql.function.Signatures.number;
import static dev.tarn.sql.function.Signatures.ofDay;
import static dev.tarn.sql.function.Signatures.ofTime;
import static dev.tarn.sql.function.Signatures.textLikeFirst;
import static dev.tarn.sql.function.Signatures.unitAndDay;
import static dev.tarn.sql.function.Signatures.unitAndTwoDays;

import dev.tarn.expr.ir.AggregateFunction;
import dev.tarn.expr.ir.ScalarFunction;
import dev.tarn.spi.type.Type;
import dev.tarn.sql.function.TarnFunction.Nulls;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** The functions by name, in lower case. */
public final class Functions {
    private static final Set<String> UNITS =
            Set.of("millisecond", "second", "minute", "hour", "day", "week", "month", "quarter", "year");
    private static final Map<String, SqlOperator> BY_NAME = new TreeMap<>();

    /** COALESCE, which evaluates an argument only where those before it are NULL. */
    public static final TarnFunction COALESCE =
            new TarnFunction("coalesce", SqlKind.COALESCE, null, common(1), "coalesce(T, ...)", Nulls.OF_ALL_ARGUMENTS);

    /** The time from one moment back to another, {@code -} between two of DATE and TIMESTAMP. */
    public static final TarnFunction TIME_BETWEEN = new TarnFunction(
            "-",
            SqlKind.OTHER_FUNCTION,
            ScalarFunction.SUBTRACT,
            Signatures.twoMoments(Type.INTERVAL_DAY_SECOND),
            "date - date",
            Nulls.OF_ARGUMENTS);

    /** The name of the argument's type, a constant. */
    public static final TarnFunction TYPEOF = new TarnFunction(
            "typeof",
            SqlKind.OTHER_FUNCTION,
            null,
            arguments -> arguments.size() == 1 ? new Signature.Choice(arguments, Type.VARCHAR) : null,
            "typeof(T)",
            Nulls.NEVER);

    /** The remainder, {@code %} and {@code mod}, which has the sign of the dividend. */
    public static final TarnFunction MODULUS = new TarnFunction(
            "mod",
            SqlKind.MOD,
            ScalarFunction.MODULUS,
            Signatures.remainder(),
            "mod(number, number)",
            Nulls.OF_ARGUMENTS);

    static {
        BY_NAME.put("mod", MODULUS);
        BY_NAME.put("coalesce", COALESCE);
        BY_NAME.put("typeof", TYPEOF);
        add("try", ScalarFunction.TRY, common(1), "try(T)", Nulls.ALWAYS);
        LambdaFunction.addTo(BY_NAME);
        addMathematics();
        addText();
        addTime();
        NestedFunctions.addTo(BY_NAME);
        addAggregates();
        NestedFunctions.addAggregates(BY_NAME);
    }

    private Functions() {}

    /** Returns the function or aggregate of a name, in any case. */
    public static Optional<SqlOperator> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }

    /**
     * Returns a function that is known to exist.
     *
     * @throws IllegalArgumentException if it does not
     */
    public static SqlOperator get(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException(name));
    }

    /** Returns all names. */
    public static Collection<String> names() {
        return Collections.unmodifiableSet(BY_NAME.keySet());
    }

    /** Returns whether a function that exists makes one value of many rows. */
    public static boolean isAggregate(String name) {
        return get(name) instanceof SqlAggFunction;
    }

    /** Returns how a function that exists is called, as in {@code substr(varchar, bigint[, bigint])}. */
    public static String usage(String name) {
        SqlOperator function = get(name);
        if (function instanceof TarnFunction scalar) {
            return scalar.usage();
        }
        if (function instanceof TarnAggregate aggregate) {
            return aggregate.usage();
        }
        if (function instanceof LambdaFunction lambda) {
            return lambda.usage();
        }
        return switch (name) {
            case "count" -> "count(*) or count(T)";
            case "sum", "avg" -> name + "(number)";
            case "min", "max" -> name + "(T)";
            case "grouping" -> "grouping(column, ...)";
            default -> name + "(...)";
        };
    }

    private static void addMathematics() {
        add("abs", ScalarFunction.ABS, number(type -> type), "abs(number)");
        add("sign", ScalarFunction.SIGN, number(type -> Type.decimal(1, 0)), "sign(number)");
        Signature whole = number(Functions::wholeDecimal);
        add("floor", ScalarFunction.FLOOR, whole, "floor(number)");
        add("ceil", ScalarFunction.CEILING, whole, "ceil(number)");
        add("ceiling", ScalarFunction.CEILING, whole, "ceiling(number)");
        add(
                "round",
                ScalarFunction.ROUND,
                whole.or(number(Functions::oneDigitMore, Type.INTEGER)),
                "round(number[, integer])");
        add(
                "truncate",
                ScalarFunction.TRUNCATE,
                number(type -> Type.decimal(Math.max(1, type.precision() - type.scale()), 0))
                        .or(number(type -> type, Type.INTEGER)),
                "truncate(number[, integer])");
        for (String name : new String[] {"power", "pow"}) {
            add(name, ScalarFunction.POWER, fixed(Type.DOUBLE, Type.DOUBLE, Type.DOUBLE), name + "(double, double)");
        }
        Signature real = fixed(Type.DOUBLE, Type.DOUBLE);
        add("sqrt", ScalarFunction.SQRT, real, "sqrt(double)");
        add("cbrt", ScalarFunction.CBRT, real, "cbrt(double)");
        add("exp", ScalarFunction.EXP, real, "exp(double)");
        add("ln", ScalarFunction.LN, real, "ln(double)");
        add("log2", ScalarFunction.LOG2, real, "log2(double)");
        add("log10", ScalarFunction.LOG10, real, "log10(double)");
        Signature test = fixed(Type.BOOLEAN, Type.DOUBLE);
        add("is_nan", ScalarFunction.IS_NAN, test, "is_nan(double)");
        add("is_finite", ScalarFunction.IS_FINITE, test, "is_finite(double)");
        add("is_infinite", ScalarFunction.IS_INFINITE, test, "is_infinite(double)");
        add("greatest", ScalarFunction.GREATEST, common(1), "greatest(T, ...)");
        add("least", ScalarFunction.LEAST, common(1), "least(T, ...)");
    }

    private static Type wholeDecimal(Type type) {
        return Type.decimal(Math.max(1, type.precision() - type.scale() + Math.min(type.scale(), 1)), 0);
    }

    private static Type oneDigitMore(Type type) {
        return Type.decimal(Math.min(Type.MAX_DECIMAL_PRECISION, type.precision() + 1), type.scale());
    }

    private static void addText() {
        Type text = Type.VARCHAR;
        add("length", ScalarFunction.LENGTH, fixed(Type.BIGINT, text), "length(varchar)");
        add("lower", ScalarFunction.LOWER, textLikeFirst(), "lower(varchar)");
        add("upper", ScalarFunction.UPPER, textLikeFirst(), "upper(varchar)");
        add(
                "reverse",
                ScalarFunction.REVERSE,
                textLikeFirst().or(NestedFunctions.sameArray()),
                "reverse(varchar) and reverse(array(T))");
        for (String name : new String[] {"substr", "substring"}) {
            add(
                    name,
                    ScalarFunction.SUBSTRING,
                    textLikeFirst(Type.BIGINT).or(textLikeFirst(Type.BIGINT, Type.BIGINT)),
                    name + "(varchar, bigint[, bigint])");
        }
        Signature trim = textLikeFirst().or(textLikeFirst(text));
        add("trim", ScalarFunction.TRIM, trim, "trim(varchar[, varchar])");
        add("ltrim", ScalarFunction.LTRIM, trim, "ltrim(varchar[, varchar])");
        add("rtrim", ScalarFunction.RTRIM, trim, "rtrim(varchar[, varchar])");
        add(
                "concat",
                ScalarFunction.CONCAT,
                NestedFunctions.concat().or(Signatures.texts(2)),
                "concat(varchar, varchar, ...) and concat(array(T), array(T), ...)");
        add("replace", ScalarFunction.REPLACE, fixed(text, text, text, text), "replace(varchar, varchar[, varchar])");
        add("strpos", ScalarFunction.STRPOS, fixed(Type.BIGINT, text, text), "strpos(varchar, varchar)");
        add(
                "split_part",
                ScalarFunction.SPLIT_PART,
                fixed(text, text, text, Type.BIGINT),
                "split_part(varchar, varchar, bigint)",
                Nulls.ALWAYS);
        add(
                "starts_with",
                ScalarFunction.STARTS_WITH,
                fixed(Type.BOOLEAN, text, text),
                "starts_with(varchar, varchar)");
        add("lpad", ScalarFunction.LPAD, fixed(text, text, Type.BIGINT, text), "lpad(varchar, bigint, varchar)");
        add("rpad", ScalarFunction.RPAD, fixed(text, text, Type.BIGINT, text), "rpad(varchar, bigint, varchar)");
        add(
                "regexp_like",
                ScalarFunction.REGEXP_LIKE,
                fixed(Type.BOOLEAN, text, text),
                "regexp_like(varchar, varchar)");
        add(
                "regexp_replace",
                ScalarFunction.REGEXP_REPLACE,
                fixed(text, text, text, text),
                "regexp_replace(varchar, varchar[, varchar])");
        add(
                "regexp_extract",
                ScalarFunction.REGEXP_EXTRACT,
                fixed(text, text, text).or(fixed(text, text, text, Type.BIGINT)),
                "regexp_extract(varchar, varchar[, bigint])",
                Nulls.ALWAYS);
    }

    private static void addTime() {
        BY_NAME.put(
                "date_trunc",
                scalar("date_trunc", ScalarFunction.DATE_TRUNC, unitAndDay(), "date_trunc(unit, date or timestamp)")
                        .withUnits(UNITS));
        BY_NAME.put(
                "date_add",
                scalar(
                                "date_add",
                                ScalarFunction.DATE_ADD,
                                unitAndDay(Type.BIGINT),
                                "date_add(unit, bigint, date or timestamp)")
                        .withUnits(UNITS));
        BY_NAME.put(
                "date_diff",
                scalar("date_diff", ScalarFunction.DATE_DIFF, unitAndTwoDays(Type.BIGINT), "date_diff(unit, from, to)")
                        .withUnits(UNITS));
        addPart(ScalarFunction.YEAR, "year");
        addPart(ScalarFunction.QUARTER, "quarter");
        addPart(ScalarFunction.MONTH, "month");
        addPart(ScalarFunction.WEEK, "week", "week_of_year");
        addPart(ScalarFunction.DAY_OF_MONTH, "day", "day_of_month");
        addPart(ScalarFunction.DAY_OF_WEEK, "day_of_week", "dow");
        addPart(ScalarFunction.DAY_OF_YEAR, "day_of_year", "doy");
        addPart(ScalarFunction.YEAR_OF_WEEK, "year_of_week", "yow");
        add("hour", ScalarFunction.HOUR, ofTime(Type.BIGINT), "hour(timestamp)");
        add("minute", ScalarFunction.MINUTE, ofTime(Type.BIGINT), "minute(timestamp)");
        add("second", ScalarFunction.SECOND, ofTime(Type.BIGINT), "second(timestamp)");
        add("millisecond", ScalarFunction.MILLISECOND, ofTime(Type.BIGINT), "millisecond(timestamp)");
    }

    private static void addPart(ScalarFunction id, String... names) {
        for (String name : names) {
            add(name, id, ofDay(Type.BIGINT), name + "(date or timestamp)");
        }
    }

    private static void addAggregates() {
        BY_NAME.put("count", SqlStdOperatorTable.COUNT);
        BY_NAME.put("sum", SqlStdOperatorTable.SUM);
        BY_NAME.put("avg", SqlStdOperatorTable.AVG);
        BY_NAME.put("min", SqlStdOperatorTable.MIN);
        BY_NAME.put("max", SqlStdOperatorTable.MAX);
        BY_NAME.put("grouping", SqlStdOperatorTable.GROUPING);
        Signature bool = fixed(Type.BOOLEAN, Type.BOOLEAN);
        aggregate(AggregateFunction.COUNT_IF, fixed(Type.BIGINT, Type.BOOLEAN), "(boolean)", "count_if");
        aggregate(AggregateFunction.BOOL_AND, bool, "(boolean)", "bool_and", "every");
        aggregate(AggregateFunction.BOOL_OR, bool, "(boolean)", "bool_or");
        Signature moments = fixed(Type.DOUBLE, Type.DOUBLE);
        aggregate(AggregateFunction.STDDEV_SAMP, moments, "(double)", "stddev", "stddev_samp");
        aggregate(AggregateFunction.STDDEV_POP, moments, "(double)", "stddev_pop");
        aggregate(AggregateFunction.VAR_SAMP, moments, "(double)", "variance", "var_samp");
        aggregate(AggregateFunction.VAR_POP, moments, "(double)", "var_pop");
        Signature any = types -> types.size() == 1 ? new Signature.Choice(types, types.get(0)) : null;
        aggregate(AggregateFunction.ANY_VALUE, any, "(T)", "any_value", "arbitrary");
        Signature by = types -> types.size() == 2 ? new Signature.Choice(types, types.get(0)) : null;
        aggregate(AggregateFunction.MIN_BY, by, "(T, key)", "min_by");
        aggregate(AggregateFunction.MAX_BY, by, "(T, key)", "max_by");
    }

    private static void aggregate(AggregateFunction id, Signature signature, String arguments, String... names) {
        for (String name : names) {
            BY_NAME.put(name, new TarnAggregate(name, id, signature, name + arguments));
        }
    }

    private static TarnFunction scalar(String name, ScalarFunction id, Signature signature, String usage) {
        return new TarnFunction(name, SqlKind.OTHER_FUNCTION, id, signature, usage, Nulls.OF_ARGUMENTS);
    }

    private static void add(String name, ScalarFunction id, Signature signature, String usage) {
        BY_NAME.put(name, scalar(name, id, signature, usage));
    }

    private static void add(String name, ScalarFunction id, Signature signature, String usage, Nulls nulls) {
        BY_NAME.put(name, new TarnFunction(name, SqlKind.OTHER_FUNCTION, id, signature, usage, nulls));
    }
}
