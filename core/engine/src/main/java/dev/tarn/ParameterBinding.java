package dev.tarn;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import dev.tarn.spi.type.TypeKind;
import dev.tarn.sql.validate.ParameterValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Java's values as values of SQL's types. */
final class ParameterBinding {
    private static final long EXACT_IN_DOUBLE = 1L << 53;
    private static final long EXACT_IN_FLOAT = 1L << 24;
    private static final int MILLISECOND_DIGITS = 3;
    private static final int MICROSECOND_DIGITS = 6;
    private static final int NANOS_A_MILLI = 1_000_000;
    private static final int NANOS_A_MICRO = 1_000;

    private ParameterBinding() {}

    /**
     * Returns a value for a parameter: of the type that its place asks for, if that holds it exactly, else of its own.
     *
     * @param number the parameter's number, from 1, for errors
     * @param wanted the type that its place asks for, or UNKNOWN
     * @throws TarnException INVALID_CAST_ARGUMENT for text that is none of the type, NOT_SUPPORTED for another class
     */
    static ParameterValue bind(int number, Object value, Type wanted) {
        if (value == null) {
            return new ParameterValue(wanted, null);
        }
        ParameterValue own = own(number, value);
        if (wanted.kind() == TypeKind.UNKNOWN || wanted.equals(own.type())) {
            return own;
        }
        if (own.type().isText() && !wanted.isText()) {
            return read(number, (String) own.value(), wanted);
        }
        ParameterValue exact =
                switch (wanted.kind()) {
                    case TINYINT, SMALLINT, INTEGER, BIGINT -> integer(own, wanted);
                    case DECIMAL -> decimal(own, wanted);
                    case REAL -> real(own);
                    case DOUBLE -> twice(own);
                    case CHAR, VARCHAR -> text(own);
                    case DATE -> date(own);
                    case TIMESTAMP -> timestamp(own, wanted);
                    case ARRAY, MAP, ROW -> nested(number, value, wanted);
                    default -> null;
                };
        return exact == null ? own : exact;
    }

    private static ParameterValue own(int number, Object value) {
        if (value instanceof String text) {
            return new ParameterValue(Type.varchar(text.codePointCount(0, text.length())), text);
        } else if (value instanceof Integer || value instanceof Long) {
            long integer = ((Number) value).longValue();
            return new ParameterValue(value instanceof Integer ? Type.INTEGER : Type.BIGINT, integer);
        } else if (value instanceof Byte || value instanceof Short) {
            long integer = ((Number) value).longValue();
            return new ParameterValue(value instanceof Byte ? Type.TINYINT : Type.SMALLINT, integer);
        } else if (value instanceof Double) {
            return new ParameterValue(Type.DOUBLE, value);
        } else if (value instanceof Float) {
            return new ParameterValue(Type.REAL, value);
        } else if (value instanceof Boolean) {
            return new ParameterValue(Type.BOOLEAN, value);
        } else if (value instanceof BigDecimal decimal) {
            return decimal(number, decimal);
        } else if (value instanceof BigInteger integer) {
            return decimal(number, new BigDecimal(integer));
        } else if (value instanceof byte[] bytes) {
            return new ParameterValue(Type.VARBINARY, bytes.clone());
        } else if (value instanceof LocalDate) {
            return new ParameterValue(Type.DATE, value);
        } else if (value instanceof LocalDateTime moment) {
            return new ParameterValue(Type.timestamp(digits(moment)), moment);
        } else if (value instanceof LocalTime) {
            return new ParameterValue(Type.TIME, value);
        } else if (value instanceof Period) {
            return new ParameterValue(Type.INTERVAL_YEAR_MONTH, value);
        } else if (value instanceof Duration) {
            return new ParameterValue(Type.INTERVAL_DAY_SECOND, value);
        } else if (value instanceof CharSequence || value instanceof Character || value instanceof UUID) {
            return own(number, value.toString());
        }
        return ownNested(number, value);
    }

    private static ParameterValue ownNested(int number, Object value) {
        if (value instanceof List<?> list) {
            List<ParameterValue> elements = bindAll(number, list, Type.UNKNOWN);
            return array(commonType(number, elements), elements);
        } else if (value instanceof Object[] array) {
            return ownNested(number, Arrays.asList(array));
        } else if (value instanceof Map<?, ?> map) {
            List<ParameterValue> keys = bindAll(number, map.keySet(), Type.UNKNOWN);
            List<ParameterValue> values = bindAll(number, map.values(), Type.UNKNOWN);
            return map(Type.map(commonType(number, keys), commonType(number, values)), keys, values);
        } else if (value instanceof Row row) {
            List<ParameterValue> fields = bindAll(number, row.values(), Type.UNKNOWN);
            List<TypeField> types = new ArrayList<>();
            for (int i = 0; i < fields.size(); i++) {
                String name = row.names().isEmpty() ? "field" + i : row.names().get(i);
                types.add(new TypeField(name, fields.get(i).type()));
            }
            return new ParameterValue(Type.row(types), values(fields));
        }
        throw new TarnException(
                ErrorCode.NOT_SUPPORTED,
                "a value of the class " + value.getClass().getName() + " for parameter " + number);
    }

    private static ParameterValue decimal(int number, BigDecimal value) {
        BigDecimal scaled = value.scale() < 0 ? value.setScale(0) : value;
        int precision = Math.max(scaled.precision(), scaled.scale());
        if (precision > Type.MAX_DECIMAL_PRECISION) {
            throw new TarnException(
                    ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE,
                    "parameter " + number + " has " + precision + " digits; a decimal has at most "
                            + Type.MAX_DECIMAL_PRECISION);
        }
        return new ParameterValue(Type.decimal(precision, scaled.scale()), scaled);
    }

    private static ParameterValue read(int number, String text, Type wanted) {
        String trimmed = text.trim();
        try {
            ParameterValue read =
                    switch (wanted.kind()) {
                        case BOOLEAN -> bool(trimmed);
                        case TINYINT, SMALLINT, INTEGER, BIGINT ->
                            integer(decimal(number, new BigDecimal(trimmed)), wanted);
                        case DECIMAL -> decimal(decimal(number, new BigDecimal(trimmed)), wanted);
                        case REAL -> new ParameterValue(Type.REAL, Float.valueOf(trimmed));
                        case DOUBLE -> new ParameterValue(Type.DOUBLE, Double.valueOf(trimmed));
                        case DATE -> new ParameterValue(Type.DATE, LocalDate.parse(trimmed));
                        case TIMESTAMP -> timestamp(own(number, moment(trimmed)), wanted);
                        case TIME -> new ParameterValue(Type.TIME, LocalTime.parse(trimmed));
                        default -> null;
                    };
            if (read != null) {
                return read;
            }
        } catch (NumberFormatException | DateTimeException e) {
            throw unreadable(number, text, wanted, e);
        }
        throw unreadable(number, text, wanted, null);
    }

    private static TarnException unreadable(int number, String text, Type wanted, Exception cause) {
        return new TarnException(
                ErrorCode.INVALID_CAST_ARGUMENT,
                null,
                "parameter " + number + " is of type " + wanted.sqlName() + ", which '" + text + "' is not",
                cause);
    }

    private static ParameterValue bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "t", "1" -> new ParameterValue(Type.BOOLEAN, true);
            case "false", "f", "0" -> new ParameterValue(Type.BOOLEAN, false);
            default -> null;
        };
    }

    private static LocalDateTime moment(String text) {
        return text.length() <= 10 ? LocalDate.parse(text).atStartOfDay() : LocalDateTime.parse(text.replace(' ', 'T'));
    }

    /** Returns a number exactly, or null if it is none or none that is finite. */
    private static BigDecimal number(ParameterValue own) {
        return switch (own.type().kind()) {
            case TINYINT, SMALLINT, INTEGER, BIGINT -> BigDecimal.valueOf((Long) own.value());
            case DECIMAL -> (BigDecimal) own.value();
            case REAL -> Float.isFinite((Float) own.value()) ? new BigDecimal((Float) own.value()) : null;
            case DOUBLE -> Double.isFinite((Double) own.value()) ? new BigDecimal((Double) own.value()) : null;
            default -> null;
        };
    }

    private static ParameterValue integer(ParameterValue own, Type wanted) {
        BigDecimal number = number(own);
        int bits =
                switch (wanted.kind()) {
                    case TINYINT -> Byte.SIZE;
                    case SMALLINT -> Short.SIZE;
                    case INTEGER -> Integer.SIZE;
                    default -> Long.SIZE;
                };
        boolean whole = number != null && number.stripTrailingZeros().scale() <= 0;
        if (!whole || number.toBigInteger().bitLength() >= bits) {
            return null;
        }
        return new ParameterValue(wanted, number.longValue());
    }

    private static ParameterValue decimal(ParameterValue own, Type wanted) {
        boolean exact = own.type().isInteger() || own.type().isDecimal();
        BigDecimal number = exact ? number(own) : null;
        if (number == null || number.stripTrailingZeros().scale() > wanted.scale()) {
            return null;
        }
        BigDecimal scaled = number.setScale(wanted.scale());
        return scaled.precision() > wanted.precision() ? null : new ParameterValue(wanted, scaled);
    }

    private static ParameterValue real(ParameterValue own) {
        if (own.type().isInteger() && Math.abs((Long) own.value()) <= EXACT_IN_FLOAT) {
            return new ParameterValue(Type.REAL, ((Long) own.value()).floatValue());
        }
        boolean exact = own.type().kind() == TypeKind.DOUBLE
                && Double.compare(((Double) own.value()).floatValue(), (Double) own.value()) == 0;
        return exact ? new ParameterValue(Type.REAL, ((Double) own.value()).floatValue()) : null;
    }

    private static ParameterValue twice(ParameterValue own) {
        return switch (own.type().kind()) {
            case TINYINT, SMALLINT, INTEGER, BIGINT ->
                Math.abs((Long) own.value()) <= EXACT_IN_DOUBLE
                        ? new ParameterValue(Type.DOUBLE, ((Long) own.value()).doubleValue())
                        : null;
            case REAL -> new ParameterValue(Type.DOUBLE, ((Float) own.value()).doubleValue());
            case DECIMAL -> new ParameterValue(Type.DOUBLE, ((BigDecimal) own.value()).doubleValue());
            default -> null;
        };
    }

    private static ParameterValue text(ParameterValue own) {
        return switch (own.type().kind()) {
            case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, DATE -> own(0, String.valueOf(own.value()));
            case DECIMAL -> own(0, ((BigDecimal) own.value()).toPlainString());
            default -> null;
        };
    }

    private static ParameterValue date(ParameterValue own) {
        return own.value() instanceof LocalDateTime moment
                        && moment.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? new ParameterValue(Type.DATE, moment.toLocalDate())
                : null;
    }

    private static ParameterValue timestamp(ParameterValue own, Type wanted) {
        LocalDateTime moment = own.value() instanceof LocalDate day
                ? day.atStartOfDay()
                : own.value() instanceof LocalDateTime itself ? itself : null;
        return moment == null ? null : new ParameterValue(atLeast(moment, wanted), moment);
    }

    /** Returns the type of a moment: the wanted one if it has enough digits. */
    private static Type atLeast(LocalDateTime moment, Type wanted) {
        int fraction = moment.getNano() / NANOS_A_MICRO;
        for (int digits = MICROSECOND_DIGITS; digits > wanted.precision(); digits--) {
            if (fraction % 10 != 0) {
                return Type.timestamp(digits(moment));
            }
            fraction /= 10;
        }
        return wanted;
    }

    /** Returns how many digits of a second a moment has: three, or six if it needs them. */
    private static int digits(LocalDateTime moment) {
        return moment.getNano() % NANOS_A_MILLI < NANOS_A_MICRO ? MILLISECOND_DIGITS : MICROSECOND_DIGITS;
    }

    private static ParameterValue nested(int number, Object value, Type wanted) {
        if (value instanceof Object[] array) {
            return nested(number, Arrays.asList(array), wanted);
        }
        if (wanted.kind() == TypeKind.ARRAY && value instanceof List<?> list) {
            return array(wanted.fieldType(0), bindAll(number, list, wanted.fieldType(0)));
        }
        if (wanted.kind() == TypeKind.MAP && value instanceof Map<?, ?> map) {
            List<ParameterValue> keys = bindAll(number, map.keySet(), wanted.fieldType(0));
            return map(wanted, keys, bindAll(number, map.values(), wanted.fieldType(1)));
        }
        if (wanted.kind() == TypeKind.ROW) {
            List<?> fields = value instanceof Row row ? row.values() : value instanceof List<?> list ? list : List.of();
            return fields.size() == wanted.fields().size() ? row(number, fields, wanted) : null;
        }
        return null;
    }

    private static ParameterValue row(int number, List<?> values, Type wanted) {
        List<ParameterValue> fields = new ArrayList<>();
        List<TypeField> types = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            ParameterValue field = bind(number, values.get(i), wanted.fieldType(i));
            fields.add(field);
            types.add(new TypeField(wanted.fields().get(i).name(), field.type()));
        }
        return new ParameterValue(Type.row(types), values(fields));
    }

    private static List<ParameterValue> bindAll(int number, Iterable<?> values, Type wanted) {
        List<ParameterValue> bound = new ArrayList<>();
        values.forEach(value -> bound.add(bind(number, value, wanted)));
        return bound;
    }

    private static ParameterValue array(Type wanted, List<ParameterValue> elements) {
        boolean fit = elements.stream()
                .allMatch(element -> element.value() == null
                        || element.type().kind() == wanted.kind()
                        || element.type().isText() && wanted.isText());
        Type type = fit ? wanted : commonType(0, elements);
        return new ParameterValue(Type.array(type), values(elements));
    }

    private static ParameterValue map(Type type, List<ParameterValue> keys, List<ParameterValue> values) {
        Map<Object, Object> entries = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            entries.put(keys.get(i).value(), values.get(i).value());
        }
        return new ParameterValue(type, entries);
    }

    private static List<Object> values(List<ParameterValue> parameters) {
        List<Object> values = new ArrayList<>();
        parameters.forEach(parameter -> values.add(parameter.value()));
        return values;
    }

    /** Returns the one type that values have; texts and decimals may differ in length. */
    private static Type commonType(int number, List<ParameterValue> values) {
        Type common = Type.UNKNOWN;
        for (ParameterValue value : values) {
            Type type = value.type();
            if (type.isText()) {
                type = Type.VARCHAR;
            }
            if (type.kind() == TypeKind.UNKNOWN || type.equals(common)) {
                continue;
            }
            if (common.kind() == TypeKind.UNKNOWN) {
                common = type;
            } else if (common.isDecimal() && type.isDecimal()) {
                int scale = Math.max(common.scale(), type.scale());
                int whole = Math.max(common.precision() - common.scale(), type.precision() - type.scale());
                common = Type.decimal(Math.min(Type.MAX_DECIMAL_PRECISION, whole + scale), scale);
            } else {
                throw new TarnException(
                        ErrorCode.TYPE_MISMATCH,
                        "parameter " + number + " has elements of type " + common.sqlName() + " and " + type.sqlName());
            }
        }
        return common;
    }
}
