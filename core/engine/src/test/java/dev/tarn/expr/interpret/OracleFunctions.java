package dev.tarn.expr.interpret;

import dev.tarn.expr.ir.Expr;
import dev.tarn.expr.ir.Expr.Call;
import dev.tarn.expr.ir.ScalarFunction;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.predicate.Domain.ByteText;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.regex.Pattern;

/** Functions on objects, none of which is null. */
final class OracleFunctions {
    private static final long MICROS_OF_DAY = 86_400_000_000L;

    private OracleFunctions() {}

    static Object call(Call call, List<Object> operands) {
        Type type = call.type();
        Type first = call.operands().get(0).type();
        return switch (call.function()) {
            case EQUAL, NOT_EQUAL, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
                flag(compare(operands.get(0), operands.get(1), call.function()));
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULUS, NEGATE, ABS, SIGN -> arithmetic(call, operands);
            case GREATEST -> choose(operands, 1);
            case LEAST -> choose(operands, -1);
            case LIKE,
                    CONCAT,
                    LENGTH,
                    LOWER,
                    UPPER,
                    SUBSTRING,
                    TRIM,
                    LTRIM,
                    RTRIM,
                    REPLACE,
                    STRPOS,
                    SPLIT_PART,
                    STARTS_WITH,
                    REVERSE,
                    LPAD,
                    RPAD -> text(call.function(), operands, first);
            case ADD_MONTHS, ADD_MICROSECONDS, DATE_TRUNC, DATE_ADD -> moved(call, operands);
            case YEAR,
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
                    MILLISECOND -> field(call.function(), time(operands.get(0), first));
            default -> mathematics(call, operands, type);
        };
    }

    static Long flag(boolean value) {
        return value ? 1L : 0L;
    }

    static boolean compare(Object left, Object right, ScalarFunction function) {
        if (left instanceof Double a && right instanceof Double b) {
            double x = a;
            double y = b;
            return switch (function) {
                case EQUAL -> x == y;
                case NOT_EQUAL -> x != y;
                case LESS_THAN -> x < y;
                case LESS_THAN_OR_EQUAL -> x <= y;
                case GREATER_THAN -> x > y;
                default -> x >= y;
            };
        }
        int order = order(left, right);
        return switch (function) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS_THAN -> order < 0;
            case LESS_THAN_OR_EQUAL -> order <= 0;
            case GREATER_THAN -> order > 0;
            default -> order >= 0;
        };
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static int order(Object left, Object right) {
        return ((Comparable) left).compareTo(right);
    }

    private static Object choose(List<Object> operands, int wanted) {
        Object best = operands.get(0);
        for (Object operand : operands) {
            if (operand instanceof Double a && a.isNaN()) {
                continue;
            }
            boolean bestIsNaN = best instanceof Double b && b.isNaN();
            int order = operand instanceof Double a && (a == 0 && (Double) best == 0) ? 0 : order(operand, best);
            if (bestIsNaN || Integer.signum(order) == wanted) {
                best = operand;
            }
        }
        return best;
    }

    private static Object arithmetic(Call call, List<Object> operands) {
        Object left = operands.get(0);
        if (left instanceof Double a) {
            Double b = operands.size() > 1 ? (Double) operands.get(1) : null;
            double result = floating(call.function(), a, b == null ? 0 : b);
            return call.type().kind() == TypeKind.REAL ? (Object) (double) (float) result : (Object) result;
        }
        if (call.type().isDecimal()) {
            return decimal(call, operands);
        }
        BigInteger a = BigInteger.valueOf((Long) left);
        BigInteger b = operands.size() > 1 ? BigInteger.valueOf((Long) operands.get(1)) : BigInteger.ZERO;
        BigInteger result = integer(call.function(), a, b);
        int bits =
                switch (call.type().kind()) {
                    case TINYINT -> 8;
                    case SMALLINT -> 16;
                    case INTEGER, INTERVAL_YEAR_MONTH -> 32;
                    default -> 64;
                };
        if (result.bitLength() >= bits) {
            throw new TarnException(ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, "oracle");
        }
        return result.longValue();
    }

    private static double floating(ScalarFunction function, double a, double b) {
        return switch (function) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            case MODULUS -> a % b;
            case NEGATE -> -a;
            case ABS -> Math.abs(a);
            default -> Math.signum(a);
        };
    }

    private static BigInteger integer(ScalarFunction function, BigInteger a, BigInteger b) {
        boolean divides = function == ScalarFunction.DIVIDE || function == ScalarFunction.MODULUS;
        if (divides && b.signum() == 0) {
            throw new TarnException(ErrorCode.DIVISION_BY_ZERO, "oracle");
        }
        return switch (function) {
            case ADD -> a.add(b);
            case SUBTRACT -> a.subtract(b);
            case MULTIPLY -> a.multiply(b);
            case DIVIDE -> a.divide(b);
            case MODULUS -> a.remainder(b);
            case NEGATE -> a.negate();
            case ABS -> a.abs();
            default -> BigInteger.valueOf(a.signum());
        };
    }

    private static Object decimal(Call call, List<Object> operands) {
        BigInteger a = (BigInteger) operands.get(0);
        BigInteger b = operands.size() > 1 ? (BigInteger) operands.get(1) : BigInteger.ZERO;
        if (call.function() != ScalarFunction.DIVIDE) {
            return fit(integer(call.function(), a, b), call.type(), ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE);
        }
        if (b.signum() == 0) {
            throw new TarnException(ErrorCode.DIVISION_BY_ZERO, "oracle");
        }
        BigDecimal dividend = new BigDecimal(a, call.operands().get(0).type().scale());
        BigDecimal divisor = new BigDecimal(b, call.operands().get(1).type().scale());
        return fit(
                dividend.divide(divisor, call.type().scale(), RoundingMode.HALF_UP)
                        .unscaledValue(),
                call.type(),
                ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE);
    }

    static BigInteger fit(BigInteger unscaled, Type type, ErrorCode code) {
        if (unscaled.abs().compareTo(BigInteger.TEN.pow(type.precision())) >= 0) {
            throw new TarnException(code, "oracle");
        }
        return unscaled;
    }

    private static Object mathematics(Call call, List<Object> operands, Type type) {
        if (type.isDecimal()) {
            return roundDecimal(call, operands);
        }
        if (operands.get(0) instanceof Long whole) {
            return whole;
        }
        double a = (Double) operands.get(0);
        return switch (call.function()) {
            case SQRT -> Math.sqrt(a);
            case CBRT -> Math.cbrt(a);
            case EXP -> Math.exp(a);
            case LN -> Math.log(a);
            case LOG10 -> Math.log10(a);
            case FLOOR -> Math.floor(a);
            case CEILING -> Math.ceil(a);
            case TRUNCATE -> a < 0 ? Math.ceil(a) : Math.floor(a);
            case ROUND ->
                Double.isNaN(a) || Double.isInfinite(a)
                        ? a
                        : (Object) Math.copySign(
                                new BigDecimal(a)
                                        .setScale(0, RoundingMode.HALF_UP)
                                        .doubleValue(),
                                a);
            case IS_NAN -> flag(Double.isNaN(a));
            case IS_FINITE -> flag(Double.isFinite(a));
            case IS_INFINITE -> flag(Double.isInfinite(a));
            case POWER -> Math.pow(a, (Double) operands.get(1));
            default -> throw new IllegalStateException(call.function().name());
        };
    }

    private static Object roundDecimal(Call call, List<Object> operands) {
        int scale = call.operands().get(0).type().scale();
        RoundingMode mode =
                switch (call.function()) {
                    case FLOOR -> RoundingMode.FLOOR;
                    case CEILING -> RoundingMode.CEILING;
                    case TRUNCATE -> RoundingMode.DOWN;
                    default -> RoundingMode.HALF_UP;
                };
        int digits = operands.size() > 1 ? Math.toIntExact((Long) operands.get(1)) : 0;
        BigDecimal value = new BigDecimal((BigInteger) operands.get(0), scale);
        BigDecimal rounded = digits >= scale ? value : value.setScale(digits, mode);
        return fit(
                rounded.setScale(call.type().scale()).unscaledValue(),
                call.type(),
                ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE);
    }

    static String string(Object text) {
        return new String(((ByteText) text).bytes(), StandardCharsets.UTF_8);
    }

    static ByteText bytes(String text) {
        return new ByteText(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Object text(ScalarFunction function, List<Object> operands, Type first) {
        String text = string(operands.get(0));
        return switch (function) {
            case LIKE ->
                flag(like(text, string(operands.get(1)), operands.size() > 2 ? string(operands.get(2)) : null));
            case CONCAT -> bytes(operands.stream().map(OracleFunctions::string).reduce("", String::concat));
            case LENGTH ->
                first.kind() == TypeKind.CHAR ? (long) first.precision() : (long) text.codePointCount(0, text.length());
            case LOWER -> mapped(text, false);
            case UPPER -> mapped(text, true);
            case SUBSTRING ->
                bytes(substring(
                        text, (Long) operands.get(1), operands.size() > 2 ? (Long) operands.get(2) : Long.MAX_VALUE));
            case TRIM -> bytes(text.strip());
            case LTRIM -> bytes(text.stripLeading());
            case RTRIM -> bytes(text.stripTrailing());
            case REPLACE -> bytes(replace(text, string(operands.get(1)), string(operands.get(2))));
            case STRPOS -> position(text, string(operands.get(1)));
            case SPLIT_PART -> splitPart(text, string(operands.get(1)), (Long) operands.get(2));
            case STARTS_WITH -> flag(text.startsWith(string(operands.get(1))));
            case REVERSE -> bytes(new StringBuilder(text).reverse().toString());
            default -> bytes(pad(function, text, (Long) operands.get(1), string(operands.get(2))));
        };
    }

    private static ByteText mapped(String text, boolean upper) {
        StringBuilder result = new StringBuilder();
        text.codePoints()
                .map(point -> upper ? Character.toUpperCase(point) : Character.toLowerCase(point))
                .forEach(result::appendCodePoint);
        return bytes(result.toString());
    }

    private static boolean like(String text, String pattern, String escape) {
        StringBuilder regex = new StringBuilder();
        int[] points = pattern.codePoints().toArray();
        int escapePoint = escape == null ? -1 : escape.codePointAt(0);
        for (int i = 0; i < points.length; i++) {
            if (points[i] == escapePoint) {
                i++;
                regex.append(Pattern.quote(Character.toString(points[i])));
            } else if (points[i] == '%') {
                regex.append(".*");
            } else if (points[i] == '_') {
                regex.append('.');
            } else {
                regex.append(Pattern.quote(Character.toString(points[i])));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
    }

    private static String substring(String text, long start, long length) {
        int[] points = text.codePoints().toArray();
        long from = start > 0 ? start - 1 : points.length + start;
        if (start == 0 || from < 0 || from >= points.length || length <= 0) {
            return "";
        }
        long to = length > points.length - from ? points.length : from + length;
        return new String(points, (int) from, (int) (to - from));
    }

    private static String replace(String text, String wanted, String replacement) {
        if (!wanted.isEmpty()) {
            return text.replace(wanted, replacement);
        }
        StringBuilder result = new StringBuilder(replacement);
        text.codePoints().forEach(point -> result.appendCodePoint(point).append(replacement));
        return result.toString();
    }

    private static Long position(String text, String wanted) {
        int index = text.indexOf(wanted);
        return index < 0 ? 0L : text.codePointCount(0, index) + 1L;
    }

    private static Object splitPart(String text, String delimiter, long index) {
        if (index <= 0 || delimiter.isEmpty()) {
            throw new TarnException(ErrorCode.INVALID_FUNCTION_ARGUMENT, "oracle");
        }
        String[] parts = text.split(Pattern.quote(delimiter), -1);
        return index > parts.length ? null : bytes(parts[(int) index - 1]);
    }

    private static String pad(ScalarFunction function, String text, long length, String fill) {
        if (length < 0 || fill.isEmpty()) {
            throw new TarnException(ErrorCode.INVALID_FUNCTION_ARGUMENT, "oracle");
        }
        int points = text.codePointCount(0, text.length());
        if (points >= length) {
            return substring(text, 1, length);
        }
        String padding = substring(fill.repeat((int) length), 1, length - points);
        return function == ScalarFunction.LPAD ? padding + text : text + padding;
    }

    static LocalDateTime time(Object value, Type type) {
        long micros = type.kind() == TypeKind.DATE ? Math.multiplyExact((Long) value, MICROS_OF_DAY) : (Long) value;
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000L), (int) Math.floorMod(micros, 1_000_000L) * 1000, ZoneOffset.UTC);
    }

    static Long value(LocalDateTime time, Type type) {
        if (type.kind() == TypeKind.DATE) {
            return time.toLocalDate().toEpochDay();
        }
        return time.toEpochSecond(ZoneOffset.UTC) * 1_000_000 + time.getNano() / 1000;
    }

    private static Long field(ScalarFunction function, LocalDateTime time) {
        return (long)
                switch (function) {
                    case YEAR -> time.getYear();
                    case QUARTER -> time.get(IsoFields.QUARTER_OF_YEAR);
                    case MONTH -> time.getMonthValue();
                    case WEEK -> time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
                    case DAY_OF_MONTH -> time.getDayOfMonth();
                    case DAY_OF_WEEK -> time.getDayOfWeek().getValue();
                    case DAY_OF_YEAR -> time.getDayOfYear();
                    case YEAR_OF_WEEK -> time.get(IsoFields.WEEK_BASED_YEAR);
                    case HOUR -> time.getHour();
                    case MINUTE -> time.getMinute();
                    case SECOND -> time.getSecond();
                    default -> time.get(ChronoField.MILLI_OF_SECOND);
                };
    }

    private static Long moved(Call call, List<Object> operands) {
        List<Expr> inputs = call.operands();
        return switch (call.function()) {
            case ADD_MONTHS ->
                value(time(operands.get(0), inputs.get(0).type()).plusMonths((Long) operands.get(1)), call.type());
            case ADD_MICROSECONDS ->
                value(
                        time(operands.get(0), inputs.get(0).type())
                                .plusNanos(0)
                                .plus((Long) operands.get(1), ChronoUnit.MICROS),
                        call.type());
            case DATE_ADD ->
                value(
                        time(operands.get(2), inputs.get(2).type())
                                .plus(
                                        (Long) operands.get(1) * (isQuarter(operands.get(0)) ? 3 : 1),
                                        isQuarter(operands.get(0)) ? ChronoUnit.MONTHS : unit(string(operands.get(0)))),
                        call.type());
            default ->
                value(
                        truncate(
                                string(operands.get(0)),
                                time(operands.get(1), inputs.get(1).type())),
                        call.type());
        };
    }

    private static boolean isQuarter(Object unit) {
        return string(unit).equals("quarter");
    }

    private static ChronoUnit unit(String name) {
        return switch (name) {
            case "millisecond" -> ChronoUnit.MILLIS;
            case "second" -> ChronoUnit.SECONDS;
            case "minute" -> ChronoUnit.MINUTES;
            case "hour" -> ChronoUnit.HOURS;
            case "day" -> ChronoUnit.DAYS;
            case "week" -> ChronoUnit.WEEKS;
            case "month" -> ChronoUnit.MONTHS;
            default -> ChronoUnit.YEARS;
        };
    }

    private static LocalDateTime truncate(String name, LocalDateTime time) {
        LocalDate date = time.toLocalDate();
        return switch (name) {
            case "week" -> date.with(ChronoField.DAY_OF_WEEK, 1).atStartOfDay();
            case "month" -> date.withDayOfMonth(1).atStartOfDay();
            case "quarter" -> date.with(IsoFields.DAY_OF_QUARTER, 1).atStartOfDay();
            case "year" -> date.withDayOfYear(1).atStartOfDay();
            default -> time.truncatedTo(unit(name));
        };
    }
}
