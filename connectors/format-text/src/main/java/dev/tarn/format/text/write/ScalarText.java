package dev.tarn.format.text.write;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.text.SqlText;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;

/** Writes values that are not nested as text, in the forms that the formats read. Bytes are left to the formats. */
final class ScalarText {
    private static final long MICROS_A_DAY = 86_400_000_000L;
    private static final long MICROS_A_SECOND = 1_000_000;
    /** 0001-01-01 and 9999-12-31, between which years have four digits. */
    private static final int FIRST_DAY = -719_162;

    private static final int LAST_DAY = 2_932_896;

    private ScalarText() {}

    /** @throws TarnException NOT_SUPPORTED if values of the type, or of a part of it, are not written as text */
    static void check(Type type, String column, String format) {
        switch (type.kind()) {
            case UNKNOWN, INTERVAL_YEAR_MONTH, INTERVAL_DAY_SECOND ->
                throw new TarnException(
                        ErrorCode.NOT_SUPPORTED,
                        "writing the type " + type + " as " + format + ", of column \"" + column + "\"");
            default -> type.fields().forEach(field -> check(field.type(), column, format));
        }
    }

    /** Returns whether the text of values may have any character, so that it needs quotes or escapes. */
    static boolean isFree(Type type) {
        return type.isText();
    }

    /** Appends the value of {@code length} bytes at an address, which lies there as {@code layout} says. */
    static void append(Type type, Layout layout, long address, int length, RowBuffer out) {
        switch (type.kind()) {
            case BOOLEAN -> out.putAscii(RawMemory.getByte(address) == 0 ? "false" : "true");
            case TINYINT, SMALLINT, INTEGER -> out.putLong(RawMemory.getInt(address));
            case BIGINT -> out.putLong(RawMemory.getLong(address));
            case REAL -> out.putAscii(Float.toString(RawMemory.getFloat(address)));
            case DOUBLE -> out.putAscii(Double.toString(RawMemory.getDouble(address)));
            case DECIMAL -> appendDecimal(type.scale(), layout, address, out);
            case DATE -> appendDate(RawMemory.getInt(address), out);
            case TIMESTAMP -> appendTimestamp(RawMemory.getLong(address), type.precision(), out);
            case TIME -> appendTime(RawMemory.getLong(address), type.precision(), out);
            case CHAR, VARCHAR -> out.put(address, length);
            default -> throw new IllegalStateException(type + " has no text");
        }
    }

    private static void appendDecimal(int scale, Layout layout, long address, RowBuffer out) {
        long low = RawMemory.getLong(address);
        boolean small = layout == Layout.LONG || RawMemory.getLong(address + 8) == low >> 63;
        if (!small || low == Long.MIN_VALUE || scale > 18) {
            BigInteger unscaled = small
                    ? BigInteger.valueOf(low)
                    : BigInteger.valueOf(RawMemory.getLong(address + 8))
                            .shiftLeft(64)
                            .add(new BigInteger(Long.toUnsignedString(low)));
            out.putAscii(new BigDecimal(unscaled, scale).toPlainString());
            return;
        }
        if (low < 0) {
            out.put('-');
        }
        long magnitude = Math.abs(low);
        long power = 1;
        for (int i = 0; i < scale; i++) {
            power *= 10;
        }
        out.putDigits(magnitude / power, 1);
        if (scale > 0) {
            out.put('.');
            out.putDigits(magnitude % power, scale);
        }
    }

    private static void appendDate(int day, RowBuffer out) {
        if (day < FIRST_DAY || day > LAST_DAY) {
            out.putAscii(SqlText.ofDay(day));
            return;
        }
        LocalDate date = LocalDate.ofEpochDay(day);
        out.putDigits(date.getYear(), 4);
        out.put('-');
        out.putDigits(date.getMonthValue(), 2);
        out.put('-');
        out.putDigits(date.getDayOfMonth(), 2);
    }

    private static void appendTimestamp(long micros, int precision, RowBuffer out) {
        long day = Math.floorDiv(micros, MICROS_A_DAY);
        appendDate((int) day, out);
        out.put(' ');
        appendTime(micros - day * MICROS_A_DAY, precision, out);
    }

    private static void appendTime(long micros, int precision, RowBuffer out) {
        long seconds = micros / MICROS_A_SECOND;
        out.putDigits(seconds / 3600, 2);
        out.put(':');
        out.putDigits(seconds / 60 % 60, 2);
        out.put(':');
        out.putDigits(seconds % 60, 2);
        if (precision > 0) {
            long fraction = micros % MICROS_A_SECOND;
            for (int i = precision; i < 6; i++) {
                fraction /= 10;
            }
            out.put('.');
            out.putDigits(fraction, precision);
        }
    }
}
