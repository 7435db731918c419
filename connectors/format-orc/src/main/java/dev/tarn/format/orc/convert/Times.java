package dev.tarn.format.orc.convert;

import dev.tarn.format.orc.metadata.ColumnBounds;
import dev.tarn.format.orc.metadata.Corrupt;
import org.apache.hadoop.hive.common.type.CalendarUtils;

/**
 * Converts days and times. Nanoseconds are cut towards the past; where fewer fractional digits are asked for than
 * microseconds have, values are rounded to them, halves up. In files of the hybrid calendar days before 1582-10-15 get the
 * number of the day of the same name in the Gregorian calendar.
 */
final class Times {
    private static final long SWITCHOVER_MILLIS = ColumnBounds.SWITCHOVER_DAY * 86_400_000L;

    private Times() {}

    /** Returns the microseconds of one unit of a type of {@code digits} fractional digits. */
    static long unit(int digits) {
        return digits >= 6 ? 1 : Wide.power(6 - digits);
    }

    static int day(long day, boolean hybrid) {
        if (day != (int) day) {
            throw Corrupt.data("a date of day " + day);
        }
        return hybrid && day < ColumnBounds.SWITCHOVER_DAY
                ? CalendarUtils.convertDateToProleptic((int) day)
                : (int) day;
    }

    /**
     * Returns microseconds.
     *
     * @param millis the time in whole milliseconds, rounded down
     * @param nanos the nanoseconds of its second
     * @param unit the microseconds to round to
     */
    static long micros(long millis, int nanos, long unit, boolean hybrid) {
        long proleptic = hybrid && millis < SWITCHOVER_MILLIS ? CalendarUtils.convertTimeToProleptic(millis) : millis;
        long seconds = Math.floorDiv(proleptic, 1000L);
        long micros = seconds * 1_000_000;
        if (Math.multiplyHigh(seconds, 1_000_000) != micros >> 63 || micros > Long.MAX_VALUE - 2_000_000) {
            throw Corrupt.data("a timestamp of " + seconds + " seconds");
        }
        micros += nanos / 1000;
        return unit == 1 ? micros : Math.floorDiv(micros + (unit >> 1), unit) * unit;
    }
}
