package dev.tarn.format.text.ion;

import com.amazon.ion.Timestamp;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What values of a sample have in common. It depends on the values and their order alone. One thread at a time. */
final class IonShape {
    private static final int BOOLEAN = 1;
    private static final int INTEGER = 1 << 1;
    private static final int LARGE_INTEGER = 1 << 2;
    private static final int DECIMAL = 1 << 3;
    private static final int FLOAT = 1 << 4;
    private static final int TIMESTAMP = 1 << 5;
    private static final int TEXT = 1 << 6;
    private static final int BYTES = 1 << 7;
    private static final int LIST = 1 << 8;
    private static final int STRUCT = 1 << 9;
    private static final int NUMBERS = INTEGER | LARGE_INTEGER | DECIMAL | FLOAT;

    private static final int TIMESTAMP_DIGITS = 6;
    /** The scale that DECIMAL columns have if that is enough, and the digits that are then left before the point. */
    private static final int USUAL_SCALE = 18;

    private record Member(String name, IonShape shape) {}

    private final Map<String, Member> members = new LinkedHashMap<>();
    private IonShape element;
    private int kinds;
    private long integerDigits;
    private long scale;

    void add(Object value) {
        if (value == null || value == IonParser.NULL) {
            return;
        }
        kinds |= kind(value);
        if (value instanceof List<?> list) {
            element = element == null ? new IonShape() : element;
            list.forEach(element::add);
        } else if (value instanceof IonStruct struct) {
            for (int i = 0; i < struct.names.size(); i++) {
                String name = struct.names.get(i);
                members.computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new Member(name, new IonShape()))
                        .shape()
                        .add(struct.values.get(i));
            }
        } else if (value instanceof BigDecimal decimal) {
            integerDigits = Math.max(integerDigits, (long) decimal.precision() - decimal.scale());
            scale = Math.max(scale, decimal.scale());
        } else if (value instanceof BigInteger integer) {
            integerDigits = Math.max(integerDigits, new BigDecimal(integer).precision());
        }
    }

    private static int kind(Object value) {
        return value instanceof Boolean
                ? BOOLEAN
                : value instanceof Long
                        ? INTEGER
                        : value instanceof BigInteger
                                ? LARGE_INTEGER
                                : value instanceof BigDecimal
                                        ? DECIMAL
                                        : value instanceof Double ? FLOAT : otherKind(value);
    }

    private static int otherKind(Object value) {
        return value instanceof Timestamp
                ? TIMESTAMP
                : value instanceof byte[]
                        ? BYTES
                        : value instanceof List<?> ? LIST : value instanceof IonStruct ? STRUCT : TEXT;
    }

    List<TypeField> fields() {
        List<TypeField> fields = new ArrayList<>();
        members.values()
                .forEach(member ->
                        fields.add(new TypeField(member.name(), member.shape().type())));
        return fields;
    }

    /** Returns the type of the values: VARCHAR if they are of several kinds, UNKNOWN if all are null. */
    Type type() {
        return switch (kinds) {
            case 0 -> Type.UNKNOWN;
            case BOOLEAN -> Type.BOOLEAN;
            case INTEGER -> Type.BIGINT;
            case TIMESTAMP -> Type.timestamp(TIMESTAMP_DIGITS);
            case BYTES -> Type.VARBINARY;
            case LIST -> Type.array(element.type());
            case STRUCT -> members.isEmpty() ? Type.VARCHAR : Type.row(fields());
            default -> (kinds & ~NUMBERS) == 0 ? number() : Type.VARCHAR;
        };
    }

    private Type number() {
        if ((kinds & FLOAT) != 0) {
            return Type.DOUBLE;
        }
        if ((kinds & DECIMAL) == 0) {
            return integerDigits <= Type.MAX_DECIMAL_PRECISION
                    ? Type.decimal(Type.MAX_DECIMAL_PRECISION, 0)
                    : Type.DOUBLE;
        }
        int digits = Type.MAX_DECIMAL_PRECISION;
        if (scale <= USUAL_SCALE && integerDigits <= digits - USUAL_SCALE) {
            return Type.decimal(digits, USUAL_SCALE);
        }
        return scale + Math.max(0, integerDigits) <= digits ? Type.decimal(digits, (int) scale) : Type.DOUBLE;
    }
}
