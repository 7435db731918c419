package dev.tarn.format.text.value;

import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.nested.ValueAppender;
import dev.tarn.spi.type.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Makes values of fields' bytes: the texts that Hive's SerDes take for values of a type, and ISO's dates and times.
 *
 * <ul>
 *   <li>BOOLEAN: {@code true} or {@code false}, in any case;
 *   <li>integers: a sign or none and digits, within the type's range;
 *   <li>REAL, DOUBLE: decimals with or without an exponent, {@code NaN}, {@code Infinity};
 *   <li>DECIMAL: the same without names, rounded to the scale unless the parser is exact;
 *   <li>DATE, TIMESTAMP, TIME: as {@link TemporalText} says; if asked for, also the days or milliseconds since 1970;
 *   <li>VARCHAR(n), CHAR(n): the first n characters, of CHAR without blanks at the end;
 *   <li>VARBINARY: base64, and what is not base64 as it is.
 * </ul>
 *
 * Spaces around a value that is not text do not count. Nested types are their formats' business. Fields are memory of which
 * 16 bytes past the end can be read. One thread at a time.
 */
public final class FieldParser {
    private final NumberText number = new NumberText();
    private final boolean exact;
    private final boolean numericTimes;
    private final TimestampFormats timestamps;
    private byte[] scratch = new byte[64];

    /**
     * Makes one.
     *
     * @param exact whether a value that the type would round is invalid instead
     * @param numericTimes whether a DATE may be the days since 1970 and a TIMESTAMP the milliseconds since 1970
     * @param timestamps how timestamps are written besides the usual way
     */
    public FieldParser(boolean exact, boolean numericTimes, TimestampFormats timestamps) {
        this.exact = exact;
        this.numericTimes = numericTimes;
        this.timestamps = timestamps;
    }

    /** Makes one without formats of timestamps. */
    public FieldParser(boolean exact, boolean numericTimes) {
        this(exact, numericTimes, TimestampFormats.NONE);
    }

    /** Makes one that rounds and takes no numbers for times, as most SerDes do. */
    public FieldParser() {
        this(false, false);
    }

    /** Returns the parser of numbers that this one uses, for loops over columns. */
    public NumberText number() {
        return number;
    }

    /**
     * Appends the value that a field's bytes are.
     *
     * @return false, with nothing appended, if they are no value of the type
     */
    public boolean append(Type type, long address, int length, ValueAppender out) {
        switch (type.kind()) {
            case VARCHAR, CHAR -> out.appendBytes(address, TextLength.limit(type, address, length));
            case VARBINARY -> appendBinary(address, length, out);
            case BOOLEAN -> {
                int value = parseBoolean(address, length);
                if (value < 0) {
                    return false;
                }
                out.appendBoolean(value == 1);
            }
            case TINYINT, SMALLINT, INTEGER -> {
                if (!parseInteger(type, address, length)) {
                    return false;
                }
                out.appendInt((int) number.value);
            }
            case BIGINT -> {
                if (!number.parseLong(address, length)) {
                    return false;
                }
                out.appendLong(number.value);
            }
            case REAL -> {
                if (!number.parseDouble(address, length)) {
                    return false;
                }
                out.appendFloat(parseFloat(address, length));
            }
            case DOUBLE -> {
                if (!number.parseDouble(address, length)) {
                    return false;
                }
                out.appendDouble(number.real);
            }
            case DECIMAL -> {
                if (!parseDecimal(type, address, length)) {
                    return false;
                }
                if (type.precision() <= Type.MAX_SHORT_DECIMAL_PRECISION) {
                    out.appendLong(number.value);
                } else {
                    out.appendInt128(number.high, number.value);
                }
            }
            case DATE, TIMESTAMP, TIME -> {
                return appendTemporal(type, address, length, out);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean appendTemporal(Type type, long address, int length, ValueAppender out) {
        long value =
                switch (type.kind()) {
                    case DATE -> parseDate(address, length);
                    case TIMESTAMP -> parseTimestamp(type, address, length);
                    default -> TemporalText.time(address, length, type.precision(), exact);
                };
        if (value == TemporalText.INVALID) {
            return false;
        }
        switch (type.kind()) {
            case DATE -> out.appendInt((int) value);
            default -> out.appendLong(value);
        }
        return true;
    }

    /** Parses TINYINT, SMALLINT or INTEGER into {@link NumberText#value}. */
    public boolean parseInteger(Type type, long address, int length) {
        if (!number.parseLong(address, length)) {
            return false;
        }
        return switch (type.kind()) {
            case TINYINT -> number.value == (byte) number.value;
            case SMALLINT -> number.value == (short) number.value;
            default -> number.value == (int) number.value;
        };
    }

    /** Parses a DECIMAL into {@link NumberText#value} and {@link NumberText#high}. */
    public boolean parseDecimal(Type type, long address, int length) {
        return number.parseDecimal(address, length, type.precision(), type.scale(), exact);
    }

    /** Returns 1 for true, 0 for false, -1 for anything else. */
    public static int parseBoolean(long address, int length) {
        if (length == 4 && (RawMemory.getInt(address) | 0x20202020) == 0x65757274) {
            return 1;
        }
        boolean isFalse = length == 5
                && (RawMemory.getInt(address) | 0x20202020) == 0x736C6166
                && (RawMemory.getByte(address + 4) | 0x20) == 'e';
        return isFalse ? 0 : -1;
    }

    /** Returns the nearest REAL to a text that {@link NumberText#parseDouble} took. */
    private float parseFloat(long address, int length) {
        float rounded = (float) number.real;
        // A double that lies just between two floats may be a rounded one: only then does the text decide.
        boolean between = (Double.doubleToRawLongBits(number.real) & 0x1FFFFFFF) == 0x10000000;
        return between && !Double.isNaN(number.real) ? Float.parseFloat(text(address, length)) : rounded;
    }

    private String text(long address, int length) {
        ensureScratch(length);
        RawMemory.copyToArray(address, scratch, 0, length);
        return new String(scratch, 0, length, StandardCharsets.ISO_8859_1).strip();
    }

    /** Returns the days since 1970, or {@link TemporalText#INVALID}. */
    public long parseDate(long address, int length) {
        long days = TemporalText.date(address, length);
        if (days == TemporalText.INVALID && numericTimes && number.parseLong(address, length)) {
            return number.value == (int) number.value ? number.value : TemporalText.INVALID;
        }
        return days;
    }

    /** Returns the microseconds since 1970, or {@link TemporalText#INVALID}. */
    public long parseTimestamp(Type type, long address, int length) {
        long micros = TemporalText.timestamp(address, length, type.precision(), exact);
        if (micros == TemporalText.INVALID && numericTimes && number.parseLong(address, length)) {
            long millis = number.value;
            boolean fits = Math.abs(millis) < Long.MAX_VALUE / 1000;
            return fits ? millis * 1000 : TemporalText.INVALID;
        }
        return micros == TemporalText.INVALID && timestamps.hasFormats()
                ? timestamps.parse(text(address, length), type.precision())
                : micros;
    }

    private void appendBinary(long address, int length, ValueAppender out) {
        ensureScratch(length);
        RawMemory.copyToArray(address, scratch, 0, length);
        if (length % 4 == 0 && length > 0) {
            try {
                byte[] decoded = Base64.getDecoder().decode(Arrays.copyOf(scratch, length));
                out.appendBytes(decoded, 0, decoded.length);
                return;
            } catch (IllegalArgumentException e) {
                // Not base64: the bytes are meant as they are, as in Hive.
                out.appendBytes(scratch, 0, length);
                return;
            }
        }
        out.appendBytes(scratch, 0, length);
    }

    private void ensureScratch(int length) {
        if (scratch.length < length) {
            scratch = new byte[Math.max(length, scratch.length * 2)];
        }
    }
}
