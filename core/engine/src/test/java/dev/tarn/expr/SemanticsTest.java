package dev.tarn.expr;

import static dev.tarn.expr.RandomExpressions.bigint;
import static dev.tarn.expr.RandomExpressions.call;
import static dev.tarn.expr.RandomExpressions.cast;
import static dev.tarn.expr.RandomExpressions.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.expr.compile.ColumnEvaluator;
import dev.tarn.expr.compile.ConstantEvaluator;
import dev.tarn.expr.compile.ExpressionCompiler;
import dev.tarn.expr.compile.ExpressionContext;
import dev.tarn.expr.compile.PredicateEvaluator;
import dev.tarn.expr.ir.Expr;
import dev.tarn.expr.ir.Expr.And;
import dev.tarn.expr.ir.Expr.Call;
import dev.tarn.expr.ir.Expr.Case;
import dev.tarn.expr.ir.Expr.InputRef;
import dev.tarn.expr.ir.Expr.Literal;
import dev.tarn.expr.ir.ScalarFunction;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import dev.tarn.testkit.AllocatorExtension;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What expressions mean, by example: results as Trino gives them, errors by code, text and position. */
@ExtendWith(AllocatorExtension.class)
class SemanticsTest {
    private static final InStatement PLACE = InStatement.at(3, 14);

    private static Object value(Expr expression) {
        Object value = ConstantEvaluator.evaluate(expression).value();
        return value instanceof dev.tarn.spi.predicate.Domain.ByteText text ? text.toString() : value;
    }

    private static TarnException error(Expr expression) {
        return assertThrows(TarnException.class, () -> value(expression));
    }

    private static Literal of(long value, Type type) {
        return new Literal(value, type, type.defaultLayout());
    }

    private static Literal decimal(String unscaled, Type type) {
        return new Literal(new BigInteger(unscaled), type, type.defaultLayout());
    }

    private static Literal number(double value) {
        return new Literal(value, Type.DOUBLE, Layout.DOUBLE);
    }

    private static Call placed(ScalarFunction function, Type type, Expr... operands) {
        return new Call(function, List.of(operands), type, type.defaultLayout(), true, PLACE);
    }

    private static void assertError(ErrorCode code, String detail, Expr expression) {
        TarnException error = error(expression);
        assertEquals(code, error.code());
        assertEquals(detail, error.detail());
        assertEquals(PLACE, error.position().orElseThrow());
    }

    @Test
    void namesOperandsOfAnOverflow() {
        assertError(
                ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE,
                "integer addition overflow: 2147483647 + 1",
                placed(ScalarFunction.ADD, Type.INTEGER, of(Integer.MAX_VALUE, Type.INTEGER), of(1, Type.INTEGER)));
        assertError(
                ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE,
                "bigint multiplication overflow: 9223372036854775807 * 2",
                placed(ScalarFunction.MULTIPLY, Type.BIGINT, bigint(Long.MAX_VALUE), bigint(2)));
        assertError(
                ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE,
                "tinyint subtraction overflow: -128 - 1",
                placed(ScalarFunction.SUBTRACT, Type.TINYINT, of(-128, Type.TINYINT), of(1, Type.TINYINT)));
        assertError(
                ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE,
                "bigint negation overflow: -9223372036854775808",
                placed(ScalarFunction.NEGATE, Type.BIGINT, bigint(Long.MIN_VALUE)));
        Type wide = Type.decimal(38, 0);
        assertError(
                ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE,
                "decimal(38,0) addition overflow: " + "9".repeat(38) + " + 1",
                placed(ScalarFunction.ADD, wide, decimal("9".repeat(38), wide), decimal("1", wide)));
    }

    @Test
    void refusesToDivideByZero() {
        assertError(
                ErrorCode.DIVISION_BY_ZERO,
                "Division by zero",
                placed(ScalarFunction.DIVIDE, Type.BIGINT, bigint(1), bigint(0)));
        assertError(
                ErrorCode.DIVISION_BY_ZERO,
                "Division by zero",
                placed(ScalarFunction.MODULUS, Type.INTEGER, of(1, Type.INTEGER), of(0, Type.INTEGER)));
        Type type = Type.decimal(10, 2);
        assertError(
                ErrorCode.DIVISION_BY_ZERO,
                "Division by zero",
                placed(ScalarFunction.DIVIDE, type, decimal("1", type), decimal("0", type)));
        assertEquals(Double.POSITIVE_INFINITY, value(call(ScalarFunction.DIVIDE, Type.DOUBLE, number(1), number(0))));
    }

    @Test
    void roundsDecimalQuotientsHalfUp() {
        Type two = Type.decimal(10, 2);
        Type result = Type.decimal(22, 12);
        assertEquals(
                new BigInteger("666666666667"),
                value(call(ScalarFunction.DIVIDE, result, decimal("200", two), decimal("300", two))));
        assertEquals(
                new BigInteger("-666666666667"),
                value(call(ScalarFunction.DIVIDE, result, decimal("-200", two), decimal("300", two))));
    }

    @ParameterizedTest
    @CsvSource({
        "12, integer, 12",
        "' 12 ', integer, 12",
        "-9223372036854775808, bigint, -9223372036854775808",
        "TRUE, boolean, 1",
        "f, boolean, 0",
        "2020-2-9, date, 18301",
        "' 1969-12-31 ', date, -1",
        "-0001-01-01, date, -719893",
        "2020-01-01 00:00:01.5, timestamp, 1577836801500000",
        "2020-01-01 1:02, timestamp, 1577840520000000",
        "2020-01-01, timestamp, 1577836800000000",
        "2020-01-01 00:00:00.0006, timestamp, 1577836800001000",
        "23:59:59.999, time, 86399999000",
        "-12.345, decimal, -1235",
        "1e2, decimal, 10000",
        ".5, decimal, 50",
        "1e-400, double, 0.0",
        "-Infinity, double, -Infinity",
        "NaN, double, NaN"
    })
    void parsesText(String text, String type, String expected) {
        assertEquals(expected, String.valueOf(value(cast(text(text), type(type), false))));
    }

    private static Type type(String name) {
        return switch (name) {
            case "boolean" -> Type.BOOLEAN;
            case "tinyint" -> Type.TINYINT;
            case "integer" -> Type.INTEGER;
            case "bigint" -> Type.BIGINT;
            case "date" -> Type.DATE;
            case "timestamp" -> Type.TIMESTAMP;
            case "time" -> Type.TIME;
            case "decimal" -> Type.decimal(6, 2);
            case "real" -> Type.REAL;
            default -> Type.DOUBLE;
        };
    }

    @ParameterizedTest
    @CsvSource({
        "abc, integer",
        "'', bigint",
        "1.5, bigint",
        "128, tinyint",
        "9223372036854775808, bigint",
        "yes, boolean",
        "2020-02-30, date",
        "2020-1, date",
        "2020-01-01T00:00:00, timestamp",
        "24:00, time",
        "12345.678, decimal",
        "1..2, decimal",
        "one, double"
    })
    void refusesText(String text, String type) {
        Type target = type(type);
        Expr.Cast cast = new Expr.Cast(text(text), target, target.defaultLayout(), false, true, PLACE);
        assertError(ErrorCode.INVALID_CAST_ARGUMENT, "Cannot cast '" + text + "' to " + target.sqlName(), cast);
        assertEquals(null, value(cast(text(text), target, true)));
    }

    @Test
    void writesText() {
        assertEquals("1.5E0", value(cast(number(1.5), Type.VARCHAR, false)));
        assertEquals("1.0E7", value(cast(number(1e7), Type.VARCHAR, false)));
        assertEquals("-1.2345E-5", value(cast(number(-1.2345e-5), Type.VARCHAR, false)));
        assertEquals("0E0", value(cast(number(0), Type.VARCHAR, false)));
        assertEquals("-0E0", value(cast(number(-0.0), Type.VARCHAR, false)));
        assertEquals("NaN", value(cast(number(Double.NaN), Type.VARCHAR, false)));
        assertEquals("Infinity", value(cast(number(Double.POSITIVE_INFINITY), Type.VARCHAR, false)));
        assertEquals("-0.05", value(cast(decimal("-5", Type.decimal(3, 2)), Type.VARCHAR, false)));
        assertEquals("true", value(cast(of(1, Type.BOOLEAN), Type.VARCHAR, false)));
        assertEquals("1969-12-31", value(cast(of(-1, Type.DATE), Type.VARCHAR, false)));
        assertEquals("1969-12-31 23:59:59.999", value(cast(of(-1000, Type.TIMESTAMP), Type.VARCHAR, false)));
        assertEquals(
                ErrorCode.INVALID_CAST_ARGUMENT,
                error(cast(bigint(12345), Type.varchar(3), false)).code());
    }

    @Test
    void roundsAndBoundsNumbers() {
        assertEquals(3L, value(cast(number(2.5), Type.BIGINT, false)));
        assertEquals(-3L, value(cast(number(-2.5), Type.INTEGER, false)));
        assertEquals(0L, value(cast(number(0.49999999999999994), Type.BIGINT, false)));
        assertEquals(2L, value(cast(decimal("15", Type.decimal(3, 1)), Type.BIGINT, false)));
        assertEquals(
                ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE,
                error(cast(bigint(128), Type.TINYINT, false)).code());
        assertEquals(
                ErrorCode.INVALID_CAST_ARGUMENT,
                error(cast(number(1e30), Type.BIGINT, false)).code());
        assertEquals(
                ErrorCode.INVALID_CAST_ARGUMENT,
                error(cast(number(Double.NaN), Type.INTEGER, false)).code());
        assertEquals(
                new BigInteger("29"), value(cast(number(0.285), Type.decimal(4, 2), false)), "by its shortest text");
        assertEquals(3.0, value(call(ScalarFunction.ROUND, Type.DOUBLE, number(2.5))));
        assertEquals(-3.0, value(call(ScalarFunction.ROUND, Type.DOUBLE, number(-2.5))));
        assertEquals(2.35, value(call(ScalarFunction.ROUND, Type.DOUBLE, number(2.346), of(2, Type.INTEGER))));
        assertEquals(1200L, value(call(ScalarFunction.ROUND, Type.BIGINT, bigint(1234), of(-2, Type.INTEGER))));
    }

    @Test
    void treatsNanAsUnequalToItself() {
        for (ScalarFunction function : List.of(
                ScalarFunction.EQUAL,
                ScalarFunction.LESS_THAN,
                ScalarFunction.LESS_THAN_OR_EQUAL,
                ScalarFunction.GREATER_THAN,
                ScalarFunction.GREATER_THAN_OR_EQUAL)) {
            assertEquals(0L, value(call(function, Type.BOOLEAN, number(Double.NaN), number(Double.NaN))));
        }
        assertEquals(1L, value(call(ScalarFunction.NOT_EQUAL, Type.BOOLEAN, number(Double.NaN), number(Double.NaN))));
        assertEquals(1L, value(call(ScalarFunction.EQUAL, Type.BOOLEAN, number(0.0), number(-0.0))));
    }

    @Test
    void comparesCharWithoutPadding() {
        Type five = Type.charType(5);
        Expr padded = cast(text("ab   "), five, false);
        assertEquals(1L, value(call(ScalarFunction.EQUAL, Type.BOOLEAN, padded, cast(text("ab"), five, false))));
        assertEquals(5L, value(call(ScalarFunction.LENGTH, Type.BIGINT, padded)));
        assertEquals("ab   ", value(cast(padded, Type.VARCHAR, false)));
        assertEquals(0L, value(call(ScalarFunction.LIKE, Type.BOOLEAN, padded, text("ab"))));
        assertEquals(1L, value(call(ScalarFunction.LIKE, Type.BOOLEAN, padded, text("ab%"))));
    }

    @Test
    void escapesPatterns() {
        assertEquals(1L, value(call(ScalarFunction.LIKE, Type.BOOLEAN, text("50%"), text("50#%"), text("#"))));
        assertEquals(0L, value(call(ScalarFunction.LIKE, Type.BOOLEAN, text("501"), text("50#%"), text("#"))));
        Expr wrong = placed(ScalarFunction.LIKE, Type.BOOLEAN, text("a"), text("#a"), text("#"));
        assertError(
                ErrorCode.INVALID_FUNCTION_ARGUMENT,
                "Escape character must be followed by '%', '_' or the escape character itself",
                wrong);
    }

    @Test
    void matchesRegularExpressions() {
        assertEquals(1L, value(call(ScalarFunction.REGEXP_LIKE, Type.BOOLEAN, text("1a 2b 14m"), text("\\d+b"))));
        assertEquals(
                "1",
                value(call(
                        ScalarFunction.REGEXP_EXTRACT,
                        Type.VARCHAR,
                        text("1a 2b"),
                        text("(\\d+)([a-z]+)"),
                        bigint(1))));
        assertEquals(null, value(call(ScalarFunction.REGEXP_EXTRACT, Type.VARCHAR, text("x"), text("\\d"))));
        assertEquals(
                "3ca 3cb",
                value(call(
                        ScalarFunction.REGEXP_REPLACE,
                        Type.VARCHAR,
                        text("1a 2b"),
                        text("(\\d+)([ab])"),
                        text("3c$2"))));
        assertEquals(
                ErrorCode.INVALID_FUNCTION_ARGUMENT,
                error(call(ScalarFunction.REGEXP_LIKE, Type.BOOLEAN, text("a"), text("(")))
                        .code());
    }

    @Test
    void countsWholeUnitsBetweenDates() {
        assertEquals(1L, difference("month", 18292, 18321));
        assertEquals(0L, difference("month", 18293, 18321));
        assertEquals(-1L, difference("month", 18321, 18292));
        assertEquals(1L, difference("week", 0, 13));
        assertEquals(50L, difference("year", 0, 18262));
    }

    private static Object difference(String unit, long from, long to) {
        return value(call(ScalarFunction.DATE_DIFF, Type.BIGINT, text(unit), of(from, Type.DATE), of(to, Type.DATE)));
    }

    @Test
    void mapsCaseWhateverTheLocale() {
        assertEquals("TITLE I", value(call(ScalarFunction.UPPER, Type.VARCHAR, text("title i"))));
        assertEquals("title i", value(call(ScalarFunction.LOWER, Type.VARCHAR, text("TITLE I"))));
        assertEquals("\u00c9\u0141\u00df", value(call(ScalarFunction.UPPER, Type.VARCHAR, text("\u00e9\u0142\u00df"))));
    }

    @Test
    void raisesNoErrorInARowThatIsNotTaken(BufferAllocator allocator) {
        InputRef x = new InputRef(0, Type.INTEGER, Layout.INT);
        Expr small = call(ScalarFunction.LESS_THAN, Type.BOOLEAN, x, of(100, Type.INTEGER));
        Expr large = call(
                ScalarFunction.GREATER_THAN,
                Type.BOOLEAN,
                call(ScalarFunction.ADD, Type.INTEGER, x, of(2147483640, Type.INTEGER)),
                of(5, Type.INTEGER));
        Expr choice = new Case(List.of(small), List.of(large), of(1, Type.BOOLEAN), Type.BOOLEAN, Layout.BYTE);
        assertEquals(List.of(0, 1), kept(choice, allocator));
        assertEquals(List.of(1), kept(new And(List.of(small, large)), allocator));
        assertEquals(List.of(1), kept(new And(List.of(large, small)), allocator), "what cannot fail goes first");
        Expr every = new Call(
                ScalarFunction.ADD, List.of(x, of(2147483640, Type.INTEGER)), Type.INTEGER, Layout.INT, true, PLACE);
        try (TestColumns columns = new TestColumns(allocator);
                ColumnEvaluator evaluator = ExpressionCompiler.compile(every, new ExpressionContext(allocator, 8))) {
            TarnException error = assertThrows(TarnException.class, () -> evaluator.evaluate(numbers(columns)));
            assertEquals("integer addition overflow: 2147483647 + 2147483640", error.detail());
        }
    }

    private static Batch numbers(TestColumns columns) {
        return Batch.of(2, List.of(columns.flat(Type.INTEGER, Layout.INT, List.of(2147483647, 1))));
    }

    private static List<Integer> kept(Expr condition, BufferAllocator allocator) {
        SelectionVector out = new SelectionVector(0);
        try (TestColumns columns = new TestColumns(allocator);
                PredicateEvaluator filter =
                        ExpressionCompiler.compilePredicate(condition, new ExpressionContext(allocator, 8))) {
            filter.select(numbers(columns), out);
        }
        List<Integer> rows = new ArrayList<>();
        for (int k = 0; k < out.count(); k++) {
            rows.add(out.positions()[k]);
        }
        return rows;
    }

    @Test
    void raisesNoErrorForDictionaryEntriesThatNoRowHas(BufferAllocator allocator) {
        InputRef x = new InputRef(0, Type.BIGINT, Layout.LONG);
        Expr quotient = call(ScalarFunction.DIVIDE, Type.BIGINT, bigint(100), x);
        try (TestColumns columns = new TestColumns(allocator);
                ColumnEvaluator evaluator = ExpressionCompiler.compile(quotient, new ExpressionContext(allocator, 8))) {
            Column dictionary = columns.flat(Type.BIGINT, Layout.LONG, List.of(0L, 5L));
            Column column = columns.dictionary(dictionary, Column.nextDictionaryId(), List.of(1, 1, 1));
            Column result = evaluator.evaluate(Batch.of(3, List.of(column)));
            assertEquals(20L, TestColumns.read(result, 2));
            assertTrue(result.rowCount() == 3);
        }
    }
}
