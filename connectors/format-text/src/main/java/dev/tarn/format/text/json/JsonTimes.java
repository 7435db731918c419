package dev.tarn.format.text.json;

import dev.tarn.spi.memory.RawMemory;

/** Dates and times as ISO 8601 and SQL write them, read from memory. At least 8 readable bytes follow each text. */
final class JsonTimes {
    /** What is returned for a text that is none. */
    static final long NONE = Long.MIN_VALUE;

    static final long MICROS_PER_DAY = 86_400_000_000L;

    private static final long HIGH = 0x8080808080808080L;
    private static final int DATE_LENGTH = 10;

    /** The text {@code 0000-00-}, and what lifts a byte of it that differs too much to one with its highest bit set. */
    private static final long YEAR_MONTH = 0x2D30302D30303030L;

    private static final long YEAR_MONTH_LIMITS = 0x7F76767F76767676L;
    /** The same of {@code 00:00:00}. */
    private static final long CLOCK = 0x30303A30303A3030L;

    private static final long CLOCK_LIMITS = 0x76767F76767F7676L;

    private JsonTimes() {}

    /** Returns the days since 1970 of {@code yyyy-MM-dd}, or {@link #NONE}. */
    static long date(long at, int length) {
        return length == DATE_LENGTH ? datePart(at) : NONE;
    }

    private static long datePart(long at) {
        long word = RawMemory.getLong(at) ^ YEAR_MONTH;
        int tens = RawMemory.getByte(at + 8) - '0';
        int ones = RawMemory.getByte(at + 9) - '0';
        if (((word + YEAR_MONTH_LIMITS | word) & HIGH) != 0 || (tens | ones) < 0 || tens > 9 || ones > 9) {
            return NONE;
        }
        int year = digit(word, 0) * 1000 + digit(word, 1) * 100 + digit(word, 2) * 10 + digit(word, 3);
        int month = digit(word, 5) * 10 + digit(word, 6);
        int day = tens * 10 + ones;
        if (month < 1 || month > 12 || day < 1 || day > daysOfMonth(year, month)) {
            return NONE;
        }
        return daysSince1970(year, month, day);
    }

    private static int digit(long word, int index) {
        return (int) (word >>> (index << 3)) & 0xF;
    }

    private static int daysOfMonth(int year, int month) {
        if (month == 2) {
            return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
        }
        return 30 + (month + (month >> 3) & 1);
    }

    /** Counts the days of whole years that begin in March, then those of the months since. */
    private static long daysSince1970(int year, int month, int day) {
        int shifted = month > 2 ? year : year - 1;
        int monthsSinceMarch = (month + 9) % 12;
        int leapDays = Math.floorDiv(shifted, 4) - Math.floorDiv(shifted, 100) + Math.floorDiv(shifted, 400);
        return shifted * 365L + leapDays + (monthsSinceMarch * 153 + 2) / 5 + day - 1 - 719_468;
    }

    /**
     * Returns the microseconds since 1970 of a date, alone or with a time behind {@code T} or a blank: hours, minutes and,
     * where they stand, seconds with up to 9 digits behind the point, then {@code Z} or an offset, which is taken off.
     *
     * @param digits how many digits behind the point to keep, 0 to 6; halves are rounded up
     * @return {@link #NONE} for any other text
     */
    static long timestamp(long at, int length, int digits) {
        if (length < DATE_LENGTH) {
            return NONE;
        }
        long days = datePart(at);
        if (days == NONE || length == DATE_LENGTH) {
            return days == NONE ? NONE : days * MICROS_PER_DAY;
        }
        byte separator = RawMemory.getByte(at + DATE_LENGTH);
        if (separator != ' ' && separator != 'T') {
            return NONE;
        }
        long end = at + length;
        long zone = zone(at + DATE_LENGTH + 1, end);
        long clockEnd = zone == end ? end : zone;
        long micros = time(at + DATE_LENGTH + 1, (int) (clockEnd - at) - DATE_LENGTH - 1, digits);
        long offset = zone == end ? 0 : offset(zone, end);
        return micros == NONE || offset == NONE ? NONE : days * MICROS_PER_DAY + micros - offset;
    }

    /** Returns the address of what says the zone behind a time, or {@code end}. */
    private static long zone(long at, long end) {
        for (long next = at; next < end; next++) {
            byte found = RawMemory.getByte(next);
            if (found == 'Z' || found == '+' || found == '-') {
                return next;
            }
        }
        return end;
    }

    /** Returns the microseconds that {@code Z}, {@code +hh}, {@code +hhmm} or {@code +hh:mm} is ahead, or {@link #NONE}. */
    private static long offset(long at, long end) {
        int length = (int) (end - at);
        byte sign = RawMemory.getByte(at);
        if (sign == 'Z') {
            return length == 1 ? 0 : NONE;
        }
        int hours = length >= 3 ? twoDigits(at + 1) : -1;
        int minutes =
                switch (length) {
                    case 3 -> 0;
                    case 5 -> twoDigits(at + 3);
                    case 6 -> RawMemory.getByte(at + 3) == ':' ? twoDigits(at + 4) : -1;
                    default -> -1;
                };
        if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
            return NONE;
        }
        long micros = (hours * 60L + minutes) * 60_000_000;
        return sign == '-' ? -micros : micros;
    }

    private static int twoDigits(long at) {
        int tens = RawMemory.getByte(at) - '0';
        int ones = RawMemory.getByte(at + 1) - '0';
        return (tens | ones) < 0 || tens > 9 || ones > 9 ? -1 : tens * 10 + ones;
    }

    /**
     * Returns the microseconds since midnight of {@code HH:mm}, {@code HH:mm:ss} or {@code HH:mm:ss.f}, or {@link #NONE}.
     *
     * @param digits as for {@link #timestamp}
     */
    static long time(long at, int length, int digits) {
        if (length == 5) {
            int hours = twoDigits(at);
            int minutes = RawMemory.getByte(at + 2) == ':' ? twoDigits(at + 3) : -1;
            return hours < 0 || hours > 23 || minutes < 0 || minutes > 59 ? NONE : (hours * 60L + minutes) * 60_000_000;
        }
        if (length < 8) {
            return NONE;
        }
        long word = RawMemory.getLong(at) ^ CLOCK;
        if (((word + CLOCK_LIMITS | word) & HIGH) != 0) {
            return NONE;
        }
        int hours = digit(word, 0) * 10 + digit(word, 1);
        int minutes = digit(word, 3) * 10 + digit(word, 4);
        int seconds = digit(word, 6) * 10 + digit(word, 7);
        if (hours > 23 || minutes > 59 || seconds > 59) {
            return NONE;
        }
        long micros = ((hours * 60L + minutes) * 60 + seconds) * 1_000_000;
        if (length == 8) {
            return micros;
        }
        long fraction = fraction(at + 8, length - 8, digits);
        return fraction == NONE ? NONE : micros + fraction;
    }

    private static long fraction(long at, int length, int digits) {
        if (RawMemory.getByte(at) != '.' || length < 2 || length > 10) {
            return NONE;
        }
        long nanos = 0;
        for (int i = 1; i < 10; i++) {
            int digit = i < length ? RawMemory.getByte(at + i) - '0' : 0;
            if (digit < 0 || digit > 9) {
                return NONE;
            }
            nanos = nanos * 10 + digit;
        }
        long unit = JsonNumber.POWERS_OF_TEN[9 - digits];
        return (nanos + unit / 2) / unit * unit / 1000;
    }
}
