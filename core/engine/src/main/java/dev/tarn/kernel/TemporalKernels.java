package dev.tarn.kernel;

import dev.tarn.spi.memory.RawMemory;

/** Fields and arithmetic of DATE (32-bit days) and TIMESTAMP or TIME (64-bit microseconds), over whole columns. */
public final class TemporalKernels {
    public static final long MICROS_OF_DAY = 86_400_000_000L;

    private TemporalKernels() {}

    /** What can be taken of a date or time. */
    public enum Field {
        YEAR,
        QUARTER,
        MONTH,
        WEEK,
        DAY_OF_MONTH,
        DAY_OF_WEEK,
        DAY_OF_YEAR,
        YEAR_OF_WEEK,
        HOUR,
        MINUTE,
        SECOND,
        MILLISECOND;

        /** Returns whether the field is of a date, not of a time of day. */
        public boolean isOfDate() {
            return ordinal() < HOUR.ordinal();
        }
    }

    /** Takes the year of days. */
    public static void yearOfDays(long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            int day = RawMemory.getInt(values + ((long) i << 2));
            RawMemory.putLong(out + ((long) i << 3), CivilDate.yearOfDay(day));
        }
    }

    /** Takes a field of days. */
    public static void fieldOfDays(Field field, long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            int day = RawMemory.getInt(values + ((long) i << 2));
            RawMemory.putLong(out + ((long) i << 3), field(field, day));
        }
    }

    /** Takes a field of a date from timestamps. */
    public static void dateFieldOfMicros(Field field, long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            long micros = RawMemory.getLong(values + ((long) i << 3));
            RawMemory.putLong(out + ((long) i << 3), field(field, Math.floorDiv(micros, MICROS_OF_DAY)));
        }
    }

    /** Takes a field of a time of day: {@code floor(micros / unit) mod modulus}. */
    public static void timeFieldOfMicros(long unit, long modulus, long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            long micros = RawMemory.getLong(values + ((long) i << 3));
            RawMemory.putLong(out + ((long) i << 3), Math.floorMod(Math.floorDiv(micros, unit), modulus));
        }
    }

    private static long field(Field field, long day) {
        return switch (field) {
            case YEAR -> CivilDate.year(CivilDate.fromDay(day));
            case QUARTER -> (CivilDate.month(CivilDate.fromDay(day)) + 2) / 3;
            case MONTH -> CivilDate.month(CivilDate.fromDay(day));
            case WEEK -> CivilDate.week(day);
            case DAY_OF_MONTH -> CivilDate.dayOfMonth(CivilDate.fromDay(day));
            case DAY_OF_WEEK -> CivilDate.dayOfWeek(day);
            case DAY_OF_YEAR -> CivilDate.dayOfYear(day);
            default -> CivilDate.yearOfWeek(day);
        };
    }

    /** Converts days to microseconds. */
    public static void daysToMicros(long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            RawMemory.putLong(out + ((long) i << 3), RawMemory.getInt(values + ((long) i << 2)) * MICROS_OF_DAY);
        }
    }

    /** Converts microseconds to days, downwards. */
    public static void microsToDays(long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            long micros = RawMemory.getLong(values + ((long) i << 3));
            RawMemory.putInt(out + ((long) i << 2), (int) Math.floorDiv(micros, MICROS_OF_DAY));
        }
    }

    /** Keeps the time of day of microseconds. */
    public static void microsToTimeOfDay(long values, long out, int count) {
        for (int i = 0; i < count; i++) {
            long micros = RawMemory.getLong(values + ((long) i << 3));
            RawMemory.putLong(out + ((long) i << 3), Math.floorMod(micros, MICROS_OF_DAY));
        }
    }

    /** Rounds half up to a multiple of {@code unit} and keeps what is left after whole multiples of {@code modulus}, if any. */
    public static void roundMicros(long unit, long modulus, long values, long out, int count) {
        long half = unit >> 1;
        for (int i = 0; i < count; i++) {
            long micros = RawMemory.getLong(values + ((long) i << 3));
            long rounded = Math.floorDiv(micros + half, unit) * unit;
            RawMemory.putLong(out + ((long) i << 3), modulus == 0 ? rounded : Math.floorMod(rounded, modulus));
        }
    }

    /** Subtracts days and gives the difference in microseconds. A stride of 0 stands for a constant, 4 for a column. */
    public static void subtractDays(long left, long leftStride, long right, long rightStride, long out, int count) {
        for (int i = 0; i < count; i++) {
            long days = (long) RawMemory.getInt(left + i * leftStride) - RawMemory.getInt(right + i * rightStride);
            RawMemory.putLong(out + ((long) i << 3), days * MICROS_OF_DAY);
        }
    }

    /** Adds months to days; strides as above. */
    public static boolean addMonthsToDays(
            long left, long leftStride, long right, long rightStride, long out, int count) {
        boolean suspicious = false;
        for (int i = 0; i < count; i++) {
            long day = CivilDate.addMonths(
                    RawMemory.getInt(left + i * leftStride), RawMemory.getInt(right + i * rightStride));
            suspicious |= day != (int) day;
            RawMemory.putInt(out + ((long) i << 2), (int) day);
        }
        return suspicious;
    }

    /** Adds months to timestamps; strides as above. */
    public static void addMonthsToMicros(
            long left, long leftStride, long right, long rightStride, long out, int count) {
        for (int i = 0; i < count; i++) {
            long micros = RawMemory.getLong(left + i * leftStride);
            int months = RawMemory.getInt(right + i * rightStride);
            RawMemory.putLong(out + ((long) i << 3), addMonthsToMicros(micros, months));
        }
    }

    private static long addMonthsToMicros(long micros, long months) {
        long day = Math.floorDiv(micros, MICROS_OF_DAY);
        long moved = CivilDate.addMonths(day, months);
        return micros + (moved - day) * MICROS_OF_DAY;
    }

    /** Adds microseconds, of which only whole days count, to days; strides as above. */
    public static boolean addMicrosToDays(
            long left, long leftStride, long right, long rightStride, long out, int count) {
        boolean suspicious = false;
        for (int i = 0; i < count; i++) {
            long days = RawMemory.getLong(right + i * rightStride) / MICROS_OF_DAY;
            long day = RawMemory.getInt(left + i * leftStride) + days;
            suspicious |= day != (int) day;
            RawMemory.putInt(out + ((long) i << 2), (int) day);
        }
        return suspicious;
    }
}
