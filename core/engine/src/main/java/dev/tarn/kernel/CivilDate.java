package dev.tarn.kernel;

/**
 * The proleptic Gregorian calendar by integer arithmetic, for single days. Days count from 1970-01-01; the year before 1 is
 * 0. Years are counted from March inside, so that the leap day is the last one of its year.
 */
public final class CivilDate {
    private static final long DAYS_OF_400_YEARS = 146_097;
    /** Days from 0000-03-01 to 1970-01-01. */
    private static final long EPOCH = 719_468;

    private static final int FIRST_TABLE_YEAR = 1600;
    private static final int TABLE_YEARS = 800;
    /** The first days of the years from 1600 on, and of the year after the last. */
    private static final int[] YEAR_STARTS = new int[TABLE_YEARS + 2];

    static {
        for (int i = 0; i < YEAR_STARTS.length; i++) {
            YEAR_STARTS[i] = (int) toDay(FIRST_TABLE_YEAR + i, 1, 1);
        }
    }

    private CivilDate() {}

    /** Returns the day's year: guessed from the mean length of a year, at most one too low, and looked up. */
    public static long yearOfDay(int day) {
        int offset = day - YEAR_STARTS[0];
        if (offset < 0 || day >= YEAR_STARTS[TABLE_YEARS]) {
            return year(fromDay(day));
        }
        // 400 years have 146,097 days; two days less keep the guess from being too high before leap days catch up.
        int guess = (int) ((Math.max(0, offset - 2) * 11_759_230L) >> 32);
        return (long) FIRST_TABLE_YEAR + guess + (day >= YEAR_STARTS[guess + 1] ? 1 : 0);
    }

    /** Returns the day's year, month and day of month as {@code year << 16 | month << 8 | day}. */
    public static long fromDay(long day) {
        long shifted = day + EPOCH;
        long era = Math.floorDiv(shifted, DAYS_OF_400_YEARS);
        long dayOfEra = shifted - era * DAYS_OF_400_YEARS;
        long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        long marchMonth = (5 * dayOfYear + 2) / 153;
        long dayOfMonth = dayOfYear - (153 * marchMonth + 2) / 5 + 1;
        long month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
        long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        return (year << 16) | (month << 8) | dayOfMonth;
    }

    /** Returns the year of a {@link #fromDay} result. */
    public static long year(long civil) {
        return civil >> 16;
    }

    /** Returns the month, 1 to 12, of a {@link #fromDay} result. */
    public static int month(long civil) {
        return (int) (civil >> 8) & 0xFF;
    }

    /** Returns the day of month, from 1, of a {@link #fromDay} result. */
    public static int dayOfMonth(long civil) {
        return (int) civil & 0xFF;
    }

    /** Returns the day of a date that exists. */
    public static long toDay(long year, int month, int dayOfMonth) {
        long marchYear = month <= 2 ? year - 1 : year;
        long era = Math.floorDiv(marchYear, 400L);
        long yearOfEra = marchYear - era * 400;
        long marchMonth = month > 2 ? month - 3 : month + 9;
        long dayOfYear = (153 * marchMonth + 2) / 5 + dayOfMonth - 1;
        long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * DAYS_OF_400_YEARS + dayOfEra - EPOCH;
    }

    public static boolean isLeapYear(long year) {
        return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    /** Returns the days of a month. */
    public static int daysOfMonth(long year, int month) {
        return switch (month) {
            case 2 -> isLeapYear(year) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /** Adds months and, where the month is too short, takes its last day. */
    public static long addMonths(long day, long months) {
        long civil = fromDay(day);
        long total = year(civil) * 12 + month(civil) - 1 + months;
        long year = Math.floorDiv(total, 12L);
        int month = (int) Math.floorMod(total, 12L) + 1;
        return toDay(year, month, Math.min(dayOfMonth(civil), daysOfMonth(year, month)));
    }

    /** Returns the day of week: 1 for Monday to 7 for Sunday. */
    public static int dayOfWeek(long day) {
        return (int) Math.floorMod(day + 3, 7L) + 1;
    }

    /** Returns the day of year, from 1. */
    public static int dayOfYear(long day) {
        return (int) (day - toDay(year(fromDay(day)), 1, 1)) + 1;
    }

    /** Returns the year that the day's ISO week, which begins on Monday, belongs to: that of its Thursday. */
    public static long yearOfWeek(long day) {
        return year(fromDay(day - dayOfWeek(day) + 4));
    }

    /** Returns the number of the day's ISO week in that year, from 1. */
    public static int week(long day) {
        return (dayOfYear(day - dayOfWeek(day) + 4) - 1) / 7 + 1;
    }
}
