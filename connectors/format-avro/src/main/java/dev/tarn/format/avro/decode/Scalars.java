package dev.tarn.format.avro.decode;

import dev.tarn.format.avro.schema.AvroTypes;
import dev.tarn.spi.nested.ValueAppender;
import dev.tarn.spi.text.SqlText;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.apache.avro.Schema;

/**
 * The decoders of values that are not nested. Nanoseconds are cut towards the past; where fewer fractional digits of a
 * timestamp are asked for than are stored, values are rounded to them, halves up.
 */
final class Scalars {
    private static final long[] UNITS = {1_000_000, 100_000, 10_000, 1000, 100, 10, 1};

    private Scalars() {}

    /** Returns the decoder, or null if values do not widen to {@code wanted}. */
    static Decoder of(Schema schema, Type wanted) {
        Type from = AvroTypes.typeOf(schema);
        return switch (wanted.kind()) {
            case UNKNOWN -> skipped(schema);
            case BOOLEAN -> from.kind() == TypeKind.BOOLEAN ? (in, out) -> out.appendBoolean(in.readBoolean()) : null;
            case TINYINT -> small(from, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SMALLINT -> small(from, Short.MIN_VALUE, Short.MAX_VALUE);
            case INTEGER -> small(from, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case BIGINT -> from.isInteger() ? (in, out) -> out.appendLong(in.readLong()) : null;
            case REAL -> from.kind() == TypeKind.REAL ? (in, out) -> out.appendFloat(in.readFloat()) : null;
            case DOUBLE -> toDouble(schema, from);
            case DECIMAL -> toDecimal(schema, from, wanted);
            case DATE -> from.kind() == TypeKind.DATE ? (in, out) -> out.appendInt(in.readInt()) : null;
            case TIME -> toTime(schema, from);
            case TIMESTAMP -> toTimestamp(schema, from, wanted);
            case CHAR, VARCHAR, VARBINARY -> toBytes(schema, from, wanted);
            default -> null;
        };
    }

    private static Decoder skipped(Schema schema) {
        Skip skip = Skip.of(schema);
        return (in, out) -> {
            skip.skip(in);
            out.appendNull();
        };
    }

    /** Tables of small integers have files of ints. */
    private static Decoder small(Type from, int least, int greatest) {
        return from.kind() != TypeKind.INTEGER
                ? null
                : (in, out) -> {
                    int value = in.readInt();
                    if (value < least || value > greatest) {
                        throw Input.corrupt("an integer of " + value + " in a column of " + least + " to " + greatest);
                    }
                    out.appendInt(value);
                };
    }

    private static Decoder toDouble(Schema schema, Type from) {
        ToDoubleFunction<Input> read = doubles(schema, from);
        return read == null ? null : (in, out) -> out.appendDouble(read.applyAsDouble(in));
    }

    private static ToDoubleFunction<Input> doubles(Schema schema, Type from) {
        return switch (from.kind()) {
            case INTEGER, BIGINT -> in -> (double) in.readLong();
            case REAL -> Input::readFloat;
            case DOUBLE -> Input::readDouble;
            case DECIMAL -> {
                Function<Input, BigInteger> unscaled = unscaled(schema);
                yield in -> new BigDecimal(unscaled.apply(in), from.scale()).doubleValue();
            }
            default -> null;
        };
    }

    private static Function<Input, BigInteger> unscaled(Schema schema) {
        boolean fixed = schema.getType() == Schema.Type.FIXED;
        int size = fixed ? schema.getFixedSize() : 0;
        return in -> {
            int length = fixed ? size : in.readLength();
            int start = in.skip(length);
            return length == 0 ? BigInteger.ZERO : new BigInteger(in.bytes(), start, length);
        };
    }

    private static Decoder toDecimal(Schema schema, Type from, Type wanted) {
        Type digits =
                switch (from.kind()) {
                    case DECIMAL -> from;
                    case INTEGER -> Type.decimal(10, 0);
                    case BIGINT -> Type.decimal(19, 0);
                    default -> null;
                };
        if (digits == null
                || digits.scale() > wanted.scale()
                || digits.precision() - digits.scale() > wanted.precision() - wanted.scale()) {
            return null;
        }
        BigInteger power = BigInteger.TEN.pow(wanted.scale() - digits.scale());
        boolean wide = wanted.defaultLayout() == Layout.INT128;
        Function<Input, BigInteger> read =
                from.isDecimal() ? unscaled(schema) : in -> BigInteger.valueOf(in.readLong());
        if (from.isDecimal() && digits.scale() == wanted.scale() && !wide) {
            return shortDecimal(schema);
        }
        return (in, out) -> {
            BigInteger value = read.apply(in).multiply(power);
            if (value.bitLength() > (wide ? 127 : 63)) {
                throw tooLarge();
            }
            if (wide) {
                out.appendInt128(value.shiftRight(64).longValue(), value.longValue());
            } else {
                out.appendLong(value.longValue());
            }
        };
    }

    private static Decoder shortDecimal(Schema schema) {
        boolean fixed = schema.getType() == Schema.Type.FIXED;
        int size = fixed ? schema.getFixedSize() : 0;
        return (in, out) -> {
            int length = fixed ? size : in.readLength();
            int start = in.skip(length);
            byte[] bytes = in.bytes();
            long value = length == 0 ? 0 : bytes[start];
            for (int i = 1; i < length; i++) {
                if (value != value << 8 >> 8) {
                    throw tooLarge();
                }
                value = value << 8 | bytes[start + i] & 0xFF;
            }
            out.appendLong(value);
        };
    }

    private static RuntimeException tooLarge() {
        return Input.corrupt("a decimal does not fit the digits of its column");
    }

    private static Decoder toTime(Schema schema, Type from) {
        if (from.kind() != TypeKind.TIME) {
            return null;
        }
        return schema.getType() == Schema.Type.INT
                ? (in, out) -> out.appendLong(in.readInt() * 1000L)
                : (in, out) -> out.appendLong(in.readLong());
    }

    private static Decoder toTimestamp(Schema schema, Type from, Type wanted) {
        if (from.kind() != TypeKind.TIMESTAMP) {
            return null;
        }
        ToLongFunction<Input> micros = micros(schema);
        long unit = UNITS[Math.min(6, wanted.precision())];
        return wanted.precision() >= from.precision()
                ? (in, out) -> out.appendLong(micros.applyAsLong(in))
                : (in, out) -> out.appendLong(round(micros.applyAsLong(in), unit));
    }

    private static long round(long micros, long unit) {
        if (micros > Long.MAX_VALUE - unit) {
            throw Input.corrupt("a timestamp of " + micros + " microseconds");
        }
        return Math.floorDiv(micros + (unit >> 1), unit) * unit;
    }

    private static ToLongFunction<Input> micros(Schema schema) {
        String logical = AvroTypes.logical(schema);
        if (logical.endsWith("-millis")) {
            return in -> {
                long millis = in.readLong();
                long value = millis * 1000;
                if (Math.multiplyHigh(millis, 1000) != value >> 63) {
                    throw Input.corrupt("a timestamp of " + millis + " milliseconds");
                }
                return value;
            };
        }
        return logical.endsWith("-nanos") ? in -> Math.floorDiv(in.readLong(), 1000L) : Input::readLong;
    }

    private static Decoder toBytes(Schema schema, Type from, Type wanted) {
        TextLimit limit = TextLimit.of(wanted);
        switch (schema.getType()) {
            case STRING -> {
                return limit == null
                        ? (in, out) -> {
                            int length = in.readLength();
                            out.appendBytes(in.bytes(), in.skip(length), length);
                        }
                        : (in, out) -> {
                            int length = in.readLength();
                            int start = in.skip(length);
                            out.appendBytes(in.bytes(), start, limit.keptLength(in.bytes(), start, length));
                        };
            }
            case ENUM -> {
                byte[][] symbols = schema.getEnumSymbols().stream()
                        .map(symbol -> symbol.getBytes(StandardCharsets.UTF_8))
                        .toArray(byte[][]::new);
                return (in, out) -> append(symbols[Blocks.branch(in, symbols.length)], limit, out);
            }
            case BYTES, FIXED -> {
                if (from.kind() == TypeKind.VARBINARY) {
                    boolean fixed = schema.getType() == Schema.Type.FIXED;
                    int size = fixed ? schema.getFixedSize() : 0;
                    return (in, out) -> {
                        int length = fixed ? size : in.readLength();
                        int start = in.skip(length);
                        int kept = limit == null ? length : limit.keptLength(in.bytes(), start, length);
                        out.appendBytes(in.bytes(), start, kept);
                    };
                }
            }
            default -> {
                // As text, below.
            }
        }
        Function<Input, String> text =
                wanted.kind() == TypeKind.VARBINARY || wanted.kind() == TypeKind.CHAR ? null : text(schema, from);
        return text == null ? null : (in, out) -> append(text.apply(in).getBytes(StandardCharsets.UTF_8), limit, out);
    }

    private static void append(byte[] bytes, TextLimit limit, ValueAppender out) {
        out.appendBytes(bytes, 0, limit == null ? bytes.length : limit.keptLength(bytes, 0, bytes.length));
    }

    private static Function<Input, String> text(Schema schema, Type from) {
        if (AvroTypes.isUuid(schema)) {
            return Scalars::uuid;
        }
        return switch (from.kind()) {
            case BOOLEAN -> in -> in.readBoolean() ? "true" : "false";
            case INTEGER, BIGINT -> in -> Long.toString(in.readLong());
            case REAL -> in -> SqlText.of(in.readFloat());
            case DOUBLE -> in -> SqlText.of(in.readDouble());
            case DECIMAL -> {
                Function<Input, BigInteger> unscaled = unscaled(schema);
                yield in -> new BigDecimal(unscaled.apply(in), from.scale()).toPlainString();
            }
            case DATE -> in -> SqlText.ofDay(in.readInt());
            case TIME -> {
                long factor = schema.getType() == Schema.Type.INT ? 1000 : 1;
                yield in -> SqlText.ofTime(in.readLong() * factor, from.precision());
            }
            case TIMESTAMP -> {
                ToLongFunction<Input> micros = micros(schema);
                yield in -> SqlText.ofTimestamp(micros.applyAsLong(in), from.precision());
            }
            default -> null;
        };
    }

    private static String uuid(Input in) {
        int start = in.skip(16);
        StringBuilder text = new StringBuilder(36);
        for (int i = 0; i < 16; i++) {
            if (i == 4 || i == 6 || i == 8 || i == 10) {
                text.append('-');
            }
            int value = in.bytes()[start + i] & 0xFF;
            text.append(Character.forDigit(value >> 4, 16)).append(Character.forDigit(value & 15, 16));
        }
        return text.toString();
    }
}
