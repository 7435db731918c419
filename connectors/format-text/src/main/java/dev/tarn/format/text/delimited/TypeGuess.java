package dev.tarn.format.text.delimited;

import dev.tarn.format.text.record.Excerpt;
import dev.tarn.format.text.value.FieldParser;
import dev.tarn.format.text.value.TemporalText;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Type;

/**
 * Finds the narrowest type that all values of a column have: BOOLEAN, BIGINT, DECIMAL(38, 0), DOUBLE, DATE, TIMESTAMP or
 * VARCHAR. A number that begins with a zero or a plus is text: it is a code whose zeros matter. One thread at a time.
 */
final class TypeGuess {
    private static final Type LARGE_INTEGER = Type.decimal(Type.MAX_DECIMAL_PRECISION, 0);
    private static final Type MILLISECONDS = Type.timestamp(3);
    private static final Type MICROSECONDS = Type.timestamp(6);
    private static final int MAX_FRACTION = 6;

    /** What a value may be, the narrowest first. */
    private static final Type[] CANDIDATES = {
        Type.BOOLEAN, Type.BIGINT, LARGE_INTEGER, Type.DOUBLE, Type.DATE, MICROSECONDS
    };

    private final FieldParser parser = new FieldParser(true, false);
    private final String[] excludedBy = new String[CANDIDATES.length];
    private int lastExcluded = -1;
    private int fractionDigits;
    private long count;

    /** Takes a value that is not NULL. */
    void add(long address, int length) {
        count++;
        for (int i = 0; i < CANDIDATES.length; i++) {
            if (excludedBy[i] == null && !fits(CANDIDATES[i], address, length)) {
                excludedBy[i] = Excerpt.of(address, address + length);
                lastExcluded = i;
            }
        }
        if (excludedBy[CANDIDATES.length - 1] == null) {
            fractionDigits = Math.max(fractionDigits, TemporalText.fractionDigits(address, length));
        }
    }

    /** Returns whether there was no value. */
    boolean isEmpty() {
        return count == 0;
    }

    /** Returns the type; UNKNOWN where there was no value. */
    Type type() {
        if (count == 0) {
            return Type.UNKNOWN;
        }
        for (int i = 0; i < CANDIDATES.length; i++) {
            if (excludedBy[i] == null) {
                return CANDIDATES[i] == MICROSECONDS && fractionDigits <= 3 ? MILLISECONDS : CANDIDATES[i];
            }
        }
        return Type.VARCHAR;
    }

    /** Says why it is this type. */
    String reason() {
        if (count == 0) {
            return "the sample has no value of it";
        }
        if (lastExcluded < 0 || excludedBy[0] == null) {
            return "all " + count + " values of the sample are";
        }
        Type type = type();
        int narrower = type.equals(Type.VARCHAR) ? lastExcluded : narrowerThan(type);
        return narrower < 0 || type.kind() == CANDIDATES[narrower].kind()
                ? "all " + count + " values of the sample are"
                : "'" + excludedBy[narrower] + "' is no " + CANDIDATES[narrower];
    }

    private int narrowerThan(Type type) {
        return switch (type.kind()) {
            case DECIMAL -> 1;
            case DOUBLE -> 1;
            case TIMESTAMP -> 4;
            default -> -1;
        };
    }

    /** Returns whether a value is one of the type. */
    boolean fits(Type type, long address, int length) {
        return switch (type.kind()) {
            case BOOLEAN -> FieldParser.parseBoolean(address, length) >= 0;
            case BIGINT -> isPlainNumber(address, length) && parser.number().parseLong(address, length);
            case DECIMAL -> isInteger(address, length) && parser.parseDecimal(type, address, length);
            case DOUBLE -> isPlainNumber(address, length) && parser.number().parseDouble(address, length);
            case DATE -> parser.parseDate(address, length) != TemporalText.INVALID;
            case TIMESTAMP ->
                parser.parseTimestamp(MICROSECONDS, address, length) != TemporalText.INVALID
                        && TemporalText.fractionDigits(address, length) <= MAX_FRACTION;
            default -> true;
        };
    }

    private static boolean isPlainNumber(long address, int length) {
        long at = address;
        long end = address + length;
        while (at < end && RawMemory.getByte(at) == ' ') {
            at++;
        }
        if (at < end && RawMemory.getByte(at) == '+') {
            return false;
        }
        if (at < end && RawMemory.getByte(at) == '-') {
            at++;
        }
        return !(at + 1 < end && RawMemory.getByte(at) == '0' && isDigit(RawMemory.getByte(at + 1)));
    }

    private static boolean isInteger(long address, int length) {
        for (int i = 0; i < length; i++) {
            byte value = RawMemory.getByte(address + i);
            if (!isDigit(value) && !(i == 0 && value == '-')) {
                return false;
            }
        }
        return isPlainNumber(address, length);
    }

    private static boolean isDigit(byte value) {
        return value >= '0' && value <= '9';
    }
}
