package dev.tarn.kernel.text;

import dev.tarn.kernel.CivilDate;
import dev.tarn.kernel.Int128;
import dev.tarn.kernel.TemporalKernels;
import dev.tarn.spi.memory.RawMemory;

/** DATE, TIME and TIMESTAMP as text, in SQL's formats. Single values; nothing is allocated. */
public final class TemporalText {
    /** What the parsers return for a text that is none. */
    public static final long INVALID = Long.MIN_VALUE;
    /** The most bytes a value takes as text. */
    public static final int MAX_LENGTH = 48;

    private static final long MAX_YEAR = 5_000_000;
    private static final long MAX_TIMESTAMP_YEAR = 290_000;

    private TemporalText() {}

    /** Writes a day as {@code 2020-01-31} and returns the number of bytes. */
    public static int putDate(long address, long day) {
        long civil = CivilDate.fromDay(day);
        long year = CivilDate.year(civil);
        long at = address;
        if (year < 0) {
            RawMemory.putByte(at++, (byte) '-');
        } else if (year > 9999) {
            RawMemory.putByte(at++, (byte) '+');
        }
        at += NumberText.putPadded(at, Math.abs(year), 4);
        RawMemory.putByte(at++, (byte) '-');
        at += NumberText.putPadded(at, CivilDate.month(civil), 2);
        RawMemory.putByte(at++, (byte) '-');
        at += NumberText.putPadded(at, CivilDate.dayOfMonth(civil), 2);
        return (int) (at - address);
    }

    /** Writes a time of day as {@code 12:34:56.789} with {@code digits} digits of a second. */
    public static int putTime(long address, long micros, int digits) {
        long at = address;
        at += NumberText.putPadded(at, micros / 3_600_000_000L, 2);
        RawMemory.putByte(at++, (byte) ':');
        at += NumberText.putPadded(at, micros / 60_000_000 % 60, 2);
        RawMemory.putByte(at++, (byte) ':');
        at += NumberText.putPadded(at, micros / 1_000_000 % 60, 2);
        if (digits > 0) {
            RawMemory.putByte(at++, (byte) '.');
            at += NumberText.putPadded(at, micros % 1_000_000 / microsOfDigit(digits), digits);
        }
        return (int) (at - address);
    }

    /** Writes a timestamp as {@code 2020-01-31 12:34:56.789} with {@code digits} digits of a second. */
    public static int putTimestamp(long address, long micros, int digits) {
        long day = Math.floorDiv(micros, TemporalKernels.MICROS_OF_DAY);
        long at = address + putDate(address, day);
        RawMemory.putByte(at++, (byte) ' ');
        at += putTime(at, micros - day * TemporalKernels.MICROS_OF_DAY, digits);
        return (int) (at - address);
    }

    /** Returns the microseconds of the last of {@code digits} digits of a second, 0 to 6. */
    public static long microsOfDigit(int digits) {
        return Int128.powerLow(6 - digits);
    }

    /** Parses a day as SQL writes it, white space around it allowed; {@link #INVALID} if it is none. */
    public static long parseDate(long address, int length) {
        Cursor cursor = new Cursor(address, length);
        long day = cursor.date(MAX_YEAR);
        return cursor.isAtEnd() ? day : INVALID;
    }

    /** Parses a timestamp, whose time may lack, rounded to {@code digits} digits; {@link #INVALID} if it is none. */
    public static long parseTimestamp(long address, int length, int digits) {
        Cursor cursor = new Cursor(address, length);
        long day = cursor.date(MAX_TIMESTAMP_YEAR);
        long micros = 0;
        if (day != INVALID && !cursor.isAtEnd()) {
            micros = cursor.skip(' ') ? cursor.time(digits) : INVALID;
        }
        if (day == INVALID || micros == INVALID || !cursor.isAtEnd()) {
            return INVALID;
        }
        return day * TemporalKernels.MICROS_OF_DAY + micros;
    }

    /** Parses a time of day, rounded to {@code digits} digits; {@link #INVALID} if it is none. */
    public static long parseTime(long address, int length, int digits) {
        Cursor cursor = new Cursor(address, length);
        long micros = cursor.time(digits);
        if (micros == INVALID || !cursor.isAtEnd()) {
            return INVALID;
        }
        return micros == TemporalKernels.MICROS_OF_DAY ? 0 : micros;
    }

    /** Reads a text from left to right. */
    private static final class Cursor {
        private long at;
        private final long end;
        private int digitsRead;

        Cursor(long address, int length) {
            long start = address;
            long stop = address + length;
            while (start < stop && isSpace(start)) {
                start++;
            }
            while (stop > start && isSpace(stop - 1)) {
                stop--;
            }
            at = start;
            end = stop;
        }

        private static boolean isSpace(long address) {
            byte character = RawMemory.getByte(address);
            return character == ' ' || (character >= 9 && character <= 13);
        }

        boolean isAtEnd() {
            return at == end;
        }

        boolean skip(char wanted) {
            if (at < end && RawMemory.getByte(at) == wanted) {
                at++;
                return true;
            }
            return false;
        }

        /** Reads up to {@code most} digits; -1 if there are none. */
        private long number(int most) {
            long value = 0;
            digitsRead = 0;
            while (at < end && digitsRead < most) {
                int digit = RawMemory.getByte(at) - '0';
                if (digit < 0 || digit > 9) {
                    break;
                }
                value = value * 10 + digit;
                digitsRead++;
                at++;
            }
            return digitsRead == 0 ? -1 : value;
        }

        long date(long maxYear) {
            boolean negative = skip('-');
            if (!negative) {
                skip('+');
            }
            long year = number(9);
            if (digitsRead < 4 || year > maxYear || !skip('-')) {
                return INVALID;
            }
            long month = number(2);
            if (month < 1 || month > 12 || !skip('-')) {
                return INVALID;
            }
            long day = number(2);
            year = negative ? -year : year;
            if (day < 1 || day > CivilDate.daysOfMonth(year, (int) month)) {
                return INVALID;
            }
            return CivilDate.toDay(year, (int) month, (int) day);
        }

        long time(int digits) {
            long hour = number(2);
            if (hour < 0 || hour > 23 || !skip(':')) {
                return INVALID;
            }
            long minute = number(2);
            if (minute < 0 || minute > 59) {
                return INVALID;
            }
            long micros = hour * 3_600_000_000L + minute * 60_000_000;
            if (!skip(':')) {
                return micros;
            }
            long second = number(2);
            if (second < 0 || second > 59) {
                return INVALID;
            }
            micros += second * 1_000_000;
            if (!skip('.')) {
                return micros;
            }
            long fraction = fraction(digits);
            return fraction < 0 ? INVALID : micros + fraction;
        }

        /** Reads the digits of a second's fraction and rounds half up. */
        private long fraction(int digits) {
            long nanos = 0;
            int read = 0;
            while (at < end) {
                int digit = RawMemory.getByte(at) - '0';
                if (digit < 0 || digit > 9) {
                    break;
                }
                if (read < 9) {
                    nanos = nanos * 10 + digit;
                }
                read++;
                at++;
            }
            if (read == 0 || read > 12) {
                return -1;
            }
            nanos *= Int128.powerLow(Math.max(0, 9 - read));
            long unit = microsOfDigit(digits) * 1000;
            return (nanos + unit / 2) / unit * unit / 1000;
        }
    }
}
