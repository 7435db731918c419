package dev.tarn.format.text.value;

import dev.tarn.spi.memory.RawMemory;

/**
 * Dates and times as texts. Spaces around a value do not count. All methods are pure; they read only the given bytes, but
 * for {@link #date}, which may look at 8 past them.
 */
public final class TemporalText {
    /** What a text that is no date or time gives. */
    public static final long INVALID = Long.MIN_VALUE;

    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long SECONDS_PER_DAY = 86_400;
    private static final long MICROS_PER_DAY = SECONDS_PER_DAY * MICROS_PER_SECOND;
    private static final int PLAIN_DATE_BYTES = 10;
    private static final long DIGITS_OF_DATE = 0x00FFFF00FFFFFFFFL;
    private static final long HYPHENS_OF_DATE = 0x2D00002D00000000L;
    private static final int MICRO_DIGITS = 6;

    private TemporalText() {}

    /**
     * Returns the days since 1970-01-01 of {@code yyyy-MM-dd}, where month and day may have one digit, or {@link #INVALID}.
     */
    public static long date(long address, int length) {
        if (length == PLAIN_DATE_BYTES) {
            long word = RawMemory.getLong(address);
            long digits = word & DIGITS_OF_DATE;
            if ((word & ~DIGITS_OF_DATE) == HYPHENS_OF_DATE
                    && allDigits(digits | 0x3000003000000000L)
                    && isDigit(RawMemory.getByte(address + 8))
                    && isDigit(RawMemory.getByte(address + 9))) {
                int year = digit(word, 0) * 1000 + digit(word, 1) * 100 + digit(word, 2) * 10 + digit(word, 3);
                int month = digit(word, 5) * 10 + digit(word, 6);
                int day = (RawMemory.getByte(address + 8) & 15) * 10 + (RawMemory.getByte(address + 9) & 15);
                return days(year, month, day);
            }
        }
        Cursor cursor = new Cursor(address, length);
        long days = cursor.date();
        return cursor.isAtEnd() ? days : INVALID;
    }

    private static boolean allDigits(long word) {
        return (word & 0xF0F0F0F0F0F0F0F0L | (word + 0x0606060606060606L & 0xF0F0F0F0F0F0F0F0L) >>> 4)
                == 0x3333333333333333L;
    }

    private static int digit(long word, int index) {
        return (int) (word >>> (index << 3)) & 15;
    }

    private static boolean isDigit(byte value) {
        return value >= '0' && value <= '9';
    }

    /**
     * Returns the microseconds since 1970-01-01 of {@code yyyy-MM-dd}, followed or not by a blank or {@code T}, a time
     * {@code HH:mm[:ss[.fraction]]} and {@code Z} or an offset, which is subtracted; or {@link #INVALID}.
     *
     * @param precision how many fractional digits the value has; those past it are rounded, halves up
     * @param exact whether a fraction that does not fit the precision is invalid instead
     */
    public static long timestamp(long address, int length, int precision, boolean exact) {
        Cursor cursor = new Cursor(address, length);
        long days = cursor.date();
        if (days == INVALID) {
            return INVALID;
        }
        long micros = days * MICROS_PER_DAY;
        if (cursor.isAtEnd()) {
            return micros;
        }
        if (!cursor.takes('T') && !cursor.takes(' ')) {
            return INVALID;
        }
        long time = cursor.time(precision, exact);
        long offset = time == INVALID ? INVALID : cursor.offsetSeconds();
        return offset == INVALID || !cursor.isAtEnd() ? INVALID : micros + time - offset * MICROS_PER_SECOND;
    }

    /** Returns the microseconds since midnight of {@code HH:mm[:ss[.fraction]]}, or {@link #INVALID}. */
    public static long time(long address, int length, int precision, boolean exact) {
        Cursor cursor = new Cursor(address, length);
        long micros = cursor.time(precision, exact);
        return micros == INVALID || !cursor.isAtEnd() ? INVALID : micros % MICROS_PER_DAY;
    }

    /** Returns how many fractional digits a timestamp's text has: the digits after its dot. */
    public static int fractionDigits(long address, int length) {
        for (int i = length - 1; i >= 0; i--) {
            if (RawMemory.getByte(address + i) == '.') {
                int digits = 0;
                while (i + 1 + digits < length && isDigit(RawMemory.getByte(address + i + 1 + digits))) {
                    digits++;
                }
                return digits;
            }
        }
        return 0;
    }

    /** Days since 1970-01-01 in the proleptic Gregorian calendar (Hinnant, "chrono-Compatible Low-Level Date Algorithms"). */
    private static long days(int year, int month, int day) {
        if (month < 1 || month > 12 || day < 1 || day > 31 || day > monthLength(year, month)) {
            return INVALID;
        }
        int y = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(y, 400);
        int yearOfEra = y - era * 400;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097L + dayOfEra - 719_468;
    }

    private static int monthLength(int year, int month) {
        if (month == 2) {
            return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    /** A place in a text. */
    private static final class Cursor {
        private long at;
        private long end;

        Cursor(long address, int length) {
            at = address;
            end = address + length;
            while (at < end && RawMemory.getByte(at) == ' ') {
                at++;
            }
            while (end > at && RawMemory.getByte(end - 1) == ' ') {
                end--;
            }
        }

        boolean isAtEnd() {
            return at == end;
        }

        boolean takes(char expected) {
            if (at < end && RawMemory.getByte(at) == expected) {
                at++;
                return true;
            }
            return false;
        }

        /** Takes a number of {@code least} to {@code most} digits; -1 if there is none. */
        int number(int least, int most) {
            int value = 0;
            int digits = 0;
            while (digits < most && at < end && isDigit(RawMemory.getByte(at))) {
                value = value * 10 + (RawMemory.getByte(at) - '0');
                at++;
                digits++;
            }
            return digits < least ? -1 : value;
        }

        long date() {
            boolean negative = takes('-');
            int year = number(4, negative ? 6 : 4);
            if (year < 0 || !takes('-')) {
                return INVALID;
            }
            int month = number(1, 2);
            if (month < 0 || !takes('-')) {
                return INVALID;
            }
            int day = number(1, 2);
            return day < 0 ? INVALID : days(negative ? -year : year, month, day);
        }

        long time(int precision, boolean exact) {
            int hour = number(1, 2);
            if (hour < 0 || hour > 23 || !takes(':')) {
                return INVALID;
            }
            int minute = number(2, 2);
            if (minute < 0 || minute > 59) {
                return INVALID;
            }
            int second = 0;
            long fraction = 0;
            if (takes(':')) {
                second = number(2, 2);
                if (second < 0 || second > 59) {
                    return INVALID;
                }
                if (takes('.')) {
                    fraction = fraction(precision, exact);
                    if (fraction == INVALID) {
                        return INVALID;
                    }
                }
            }
            return ((hour * 60L + minute) * 60 + second) * MICROS_PER_SECOND + fraction;
        }

        /** Takes the digits after the dot, as microseconds; a million if they are rounded up to it. */
        private long fraction(int precision, boolean exact) {
            long value = 0;
            int digits = 0;
            boolean up = false;
            boolean fits = true;
            while (at < end && isDigit(RawMemory.getByte(at))) {
                int digit = RawMemory.getByte(at) - '0';
                if (digits < precision) {
                    value = value * 10 + digit;
                } else {
                    up |= digits == precision && digit >= 5;
                    fits &= digit == 0;
                }
                digits++;
                at++;
            }
            if (digits == 0 || exact && !fits) {
                return INVALID;
            }
            int kept = Math.min(digits, precision);
            value += up ? 1 : 0;
            for (int i = kept; i < MICRO_DIGITS; i++) {
                value *= 10;
            }
            return value;
        }

        /** Takes {@code Z}, {@code +hh}, {@code +hhmm}, {@code +hh:mm} or nothing. */
        long offsetSeconds() {
            while (at < end && RawMemory.getByte(at) == ' ') {
                at++;
            }
            if (isAtEnd() || takes('Z')) {
                return 0;
            }
            boolean negative = takes('-');
            if (!negative && !takes('+')) {
                return INVALID;
            }
            int hours = number(2, 2);
            takes(':');
            int minutes = isAtEnd() ? 0 : number(2, 2);
            if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
                return INVALID;
            }
            long seconds = (hours * 60L + minutes) * 60;
            return negative ? -seconds : seconds;
        }
    }
}
