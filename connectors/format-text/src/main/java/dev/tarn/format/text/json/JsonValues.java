package dev.tarn.format.text.json;

import dev.tarn.format.text.record.Excerpt;
import dev.tarn.format.text.value.TemporalText;
import dev.tarn.format.text.value.TimestampFormats;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Appends single values as the type of their field. Each method takes the address where a value begins, none of which is
 * null, and returns the address behind it. A value that the type cannot hold is a {@link #misfit}. One thread at a time.
 */
final class JsonValues {
    /** How "true" and what follows the "f" of "false" read as little-endian numbers. */
    private static final int TRUE = 0x65757274;

    private static final int ALSE = 0x65736C61;

    private static final int MAX_SHORT_TEXT = 56;

    private final JsonRules rules;
    private final TimestampFormats timestamps;
    private final JsonNumber number = new JsonNumber();
    private final JsonStrings strings = new JsonStrings();
    private final int newline;
    private ByteBuffer decoded;
    private long limit;
    private int misfits;

    /** Where the characters are that {@link #find} found, and where the value ends that they are of. */
    private long textAt;

    private long textEnd;
    private long valueEnd;

    JsonValues(JsonRules rules) {
        this.rules = rules;
        this.timestamps = rules.timestampFormats();
        this.newline = rules.newline();
    }

    void setLimit(long limit) {
        this.limit = limit;
    }

    /** Returns how many misfits there were. */
    int misfits() {
        return misfits;
    }

    /** Returns whether a value that is no array is taken for an array of itself. */
    boolean isSingleElement() {
        return rules.openX();
    }

    /**
     * Takes note of a value that its type cannot hold: it is NULL, if the table wants it so.
     *
     * @throws JsonFault otherwise
     */
    long misfit(JsonField field, long at) {
        long end = JsonScanner.skipValue(at, limit, newline);
        if (!rules.nullForMisfits()) {
            throw JsonFault.misfit(field.name, Excerpt.of(at, end) + " is no " + field.type);
        }
        misfits++;
        field.out.appendNull();
        return end;
    }

    /**
     * Finds the characters of a string that is short, or those of another value; an escape is decoded.
     *
     * @return whether there are such
     */
    private boolean find(long at) {
        if (RawMemory.getByte(at) != '"') {
            textAt = at;
            textEnd = JsonScanner.skipValue(at, limit, newline);
            valueEnd = textEnd;
            return true;
        }
        textAt = at + 1;
        textEnd = JsonScanner.stop(textAt);
        if (RawMemory.getByte(textEnd) == '"') {
            valueEnd = textEnd + 1;
            return true;
        }
        valueEnd = JsonScanner.skipString(textEnd, limit);
        int length = (int) (valueEnd - 1 - textAt);
        if (length > MAX_SHORT_TEXT * 2
                || strings.decode(textAt, length) != null
                || strings.length() > MAX_SHORT_TEXT) {
            return false;
        }
        if (decoded == null) {
            decoded = ByteBuffer.allocateDirect(MAX_SHORT_TEXT + Long.BYTES);
        }
        textAt = RawMemory.addressOf(decoded);
        RawMemory.fill(textAt, MAX_SHORT_TEXT + Long.BYTES, (byte) 0);
        RawMemory.copyFromArray(strings.bytes(), 0, textAt, strings.length());
        textEnd = textAt + strings.length();
        return true;
    }

    /** Parses a number, in quotes or not; {@link #valueEnd} is then behind it. */
    private boolean parseNumber(long at) {
        byte first = RawMemory.getByte(at);
        if (first != '"') {
            textAt = at;
            if (!number.parse(at)) {
                return false;
            }
            valueEnd = number.end();
            byte next = RawMemory.getByte(valueEnd);
            return next == ',' || next == '}' || next == ']' || next <= ' ' && next >= 0;
        }
        return find(at) && number.parse(textAt) && number.end() == textEnd;
    }

    long appendBigint(JsonField field, long at) {
        if (!parseNumber(at)) {
            return misfit(field, at);
        }
        if (number.isShortInteger()) {
            field.out.appendLong(number.longValue());
            return valueEnd;
        }
        BigDecimal value = number.decimalValue(textAt);
        BigInteger integer = value == null ? null : integerOf(value);
        if (integer == null || integer.bitLength() >= Long.SIZE) {
            return misfit(field, at);
        }
        field.out.appendLong(integer.longValue());
        return valueEnd;
    }

    private static BigInteger integerOf(BigDecimal value) {
        return value.signum() == 0 || value.stripTrailingZeros().scale() <= 0 ? value.toBigInteger() : null;
    }

    long appendInteger(JsonField field, long at) {
        if (!parseNumber(at)) {
            return misfit(field, at);
        }
        long value;
        if (number.isShortInteger()) {
            value = number.longValue();
        } else {
            BigDecimal decimal = number.decimalValue(textAt);
            BigInteger integer = decimal == null ? null : integerOf(decimal);
            if (integer == null || integer.bitLength() >= Long.SIZE) {
                return misfit(field, at);
            }
            value = integer.longValue();
        }
        boolean fits =
                switch (field.type.kind()) {
                    case TINYINT -> value == (byte) value;
                    case SMALLINT -> value == (short) value;
                    default -> value == (int) value;
                };
        if (!fits) {
            return misfit(field, at);
        }
        field.out.appendInt((int) value);
        return valueEnd;
    }

    long appendFloating(JsonField field, long at) {
        boolean isReal = field.type.kind() == TypeKind.REAL;
        if (parseNumber(at)) {
            if (isReal) {
                field.out.appendFloat(number.floatValue(textAt));
            } else {
                field.out.appendDouble(number.doubleValue(textAt));
            }
            return valueEnd;
        }
        double special = find(at) ? special(textAt, textEnd) : 0;
        if (special == 0) {
            return misfit(field, at);
        }
        if (isReal) {
            field.out.appendFloat((float) special);
        } else {
            field.out.appendDouble(special);
        }
        return valueEnd;
    }

    /** Returns the value of what is written where a number is not finite, or 0 for anything else. */
    private static double special(long at, long end) {
        if (end - at > "-Infinity".length()) {
            return 0;
        }
        return switch (ascii(at, end)) {
            case "NaN", "nan" -> Double.NaN;
            case "Infinity", "inf", "+Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity", "-inf" -> Double.NEGATIVE_INFINITY;
            default -> 0;
        };
    }

    private static String ascii(long at, long end) {
        byte[] bytes = new byte[(int) (end - at)];
        RawMemory.copyToArray(at, bytes, 0, bytes.length);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    long appendDecimal(JsonField field, long at) {
        if (!parseNumber(at)) {
            return misfit(field, at);
        }
        Type type = field.type;
        if (number.isShort()) {
            int shift = type.scale() + number.exponent();
            if (shift >= 0 && shift <= JsonNumber.MAX_DIGITS) {
                long digits = number.longValue();
                int room = Math.min(type.precision(), JsonNumber.MAX_DIGITS);
                long bound = room < shift ? 1 : JsonNumber.POWERS_OF_TEN[room - shift];
                if (digits < bound && -digits < bound) {
                    appendUnscaled(field, digits * JsonNumber.POWERS_OF_TEN[shift]);
                    return valueEnd;
                }
            }
        }
        BigDecimal value = number.decimalValue(textAt);
        if (value == null) {
            return misfit(field, at);
        }
        BigDecimal scaled = value.setScale(type.scale(), RoundingMode.HALF_UP);
        if (scaled.precision() > type.precision()) {
            return misfit(field, at);
        }
        BigInteger unscaled = scaled.unscaledValue();
        if (type.defaultLayout() == Layout.LONG) {
            field.out.appendLong(unscaled.longValue());
        } else {
            field.out.appendInt128(unscaled.shiftRight(Long.SIZE).longValue(), unscaled.longValue());
        }
        return valueEnd;
    }

    private static void appendUnscaled(JsonField field, long unscaled) {
        if (field.type.precision() <= Type.MAX_SHORT_DECIMAL_PRECISION) {
            field.out.appendLong(unscaled);
        } else {
            field.out.appendInt128(unscaled >> Long.SIZE - 1, unscaled);
        }
    }

    long appendBoolean(JsonField field, long at) {
        byte first = RawMemory.getByte(at);
        if (first == 't' && RawMemory.getInt(at) == TRUE) {
            field.out.appendBoolean(true);
            return at + 4;
        }
        if (first == 'f' && RawMemory.getInt(at + 1) == ALSE) {
            field.out.appendBoolean(false);
            return at + 5;
        }
        String word = first == '"' && find(at) ? ascii(textAt, textEnd) : "";
        if (!word.equalsIgnoreCase("true") && !word.equalsIgnoreCase("false")) {
            return misfit(field, at);
        }
        field.out.appendBoolean(word.equalsIgnoreCase("true"));
        return valueEnd;
    }

    long appendDate(JsonField field, long at) {
        boolean isText = RawMemory.getByte(at) == '"' && find(at);
        long days = isText ? TemporalText.date(textAt, (int) (textEnd - textAt)) : TemporalText.INVALID;
        if (days == TemporalText.INVALID) {
            return misfit(field, at);
        }
        field.out.appendInt((int) days);
        return valueEnd;
    }

    long appendTime(JsonField field, long at) {
        if (!find(at)) {
            return misfit(field, at);
        }
        boolean isText = RawMemory.getByte(at) == '"';
        int length = (int) (textEnd - textAt);
        int digits = field.type.precision();
        long micros;
        if (field.type.kind() == TypeKind.TIME) {
            micros = isText ? TemporalText.time(textAt, length, digits, rules.exactTimes()) : TemporalText.INVALID;
        } else {
            micros = isText ? TemporalText.timestamp(textAt, length, digits, rules.exactTimes()) : TemporalText.INVALID;
            if (micros == TemporalText.INVALID && timestamps.hasFormats()) {
                micros = timestamps.parse(text(textAt, textEnd), digits);
            }
            if (micros == TemporalText.INVALID && rules.openX()) {
                micros = moment(digits);
            }
        }
        if (micros == TemporalText.INVALID) {
            return misfit(field, at);
        }
        field.out.appendLong(micros);
        return valueEnd;
    }

    private static String text(long at, long end) {
        byte[] bytes = new byte[(int) (end - at)];
        RawMemory.copyToArray(at, bytes, 0, bytes.length);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Returns what a number of seconds, or of milliseconds if it is too large for that, means as a moment. */
    private long moment(int digits) {
        if (!number.parse(textAt) || number.end() != textEnd) {
            return TemporalText.INVALID;
        }
        BigDecimal value = number.decimalValue(textAt);
        return value == null ? TemporalText.INVALID : TimestampFormats.moment(value, number.isInteger(), digits);
    }

    long appendBinary(JsonField field, long at) {
        if (RawMemory.getByte(at) != '"') {
            return misfit(field, at);
        }
        long end = JsonScanner.skipString(at + 1, limit);
        if (strings.decode(at + 1, (int) (end - at) - 2) != null) {
            return misfit(field, at);
        }
        byte[] bytes = strings.bytes();
        int length = strings.length();
        if (rules.openX()) {
            try {
                bytes = Base64.getDecoder().decode(Arrays.copyOf(bytes, length));
                length = bytes.length;
            } catch (IllegalArgumentException e) {
                return misfit(field, at);
            }
        }
        field.out.appendBytes(bytes, 0, length);
        return end;
    }

    long appendText(JsonField field, long at) {
        long start = at;
        long end;
        long behind;
        boolean escaped = false;
        if (RawMemory.getByte(at) == '"') {
            start++;
            end = JsonScanner.stop(start);
            if (RawMemory.getByte(end) != '"') {
                end = JsonScanner.skipString(end, limit) - 1;
                escaped = true;
            }
            behind = end + 1;
        } else {
            end = JsonScanner.skipValue(at, limit, newline);
            behind = end;
        }
        int length = (int) (end - start);
        if (!JsonStrings.isAscii(start, length) && !JsonStrings.isUtf8(start, length)) {
            return misfit(field, at);
        }
        boolean limited = field.type.kind() == TypeKind.CHAR || field.type.precision() != Type.UNBOUNDED_LENGTH;
        if (!escaped && !limited) {
            field.out.appendBytes(start, length);
            return behind;
        }
        if (!escaped) {
            strings.copy(start, length);
        } else if (strings.decode(start, length) != null) {
            return misfit(field, at);
        }
        int kept = limited ? keptBytes(field.type) : strings.length();
        field.out.appendBytes(strings.bytes(), 0, kept);
        return behind;
    }

    /** Returns how many bytes of what is decoded a type of limited length keeps. */
    private int keptBytes(Type type) {
        byte[] bytes = strings.bytes();
        int length = strings.length();
        if (length > type.precision()) {
            int points = 0;
            for (int i = 0; i < length; i++) {
                if ((bytes[i] & 0xC0) != 0x80 && points++ == type.precision()) {
                    length = i;
                }
            }
        }
        while (type.kind() == TypeKind.CHAR && length > 0 && bytes[length - 1] == ' ') {
            length--;
        }
        return length;
    }

    /** Returns the text of the key whose opening quote is at {@code at}. */
    byte[] keyBytes(long at) {
        int length = (int) (JsonScanner.skipString(at + 1, limit) - at) - 2;
        if (strings.decode(at + 1, length) != null) {
            strings.copy(at + 1, length);
        }
        return Arrays.copyOf(strings.bytes(), strings.length());
    }
}
