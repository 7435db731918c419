package dev.tarn.kernel;

import dev.tarn.spi.batch.Column;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Layout;

/** DATE_TRUNC, DATE_ADD and DATE_DIFF: for the rows {@code positions[k]} (k for null), k below {@code count}. */
public final class TemporalUnits {
    private TemporalUnits() {}

    /** A unit of time: either microseconds or months. */
    public enum Unit {
        MILLISECOND(1_000, 0),
        SECOND(1_000_000, 0),
        MINUTE(60_000_000, 0),
        HOUR(3_600_000_000L, 0),
        DAY(TemporalKernels.MICROS_OF_DAY, 0),
        WEEK(7 * TemporalKernels.MICROS_OF_DAY, 0),
        MONTH(0, 1),
        QUARTER(0, 3),
        YEAR(0, 12);

        private final long micros;
        private final int months;

        Unit(long micros, int months) {
            this.micros = micros;
            this.months = months;
        }

        /** Returns whether the unit can be taken of a DATE. */
        public boolean isOfDate() {
            return ordinal() >= DAY.ordinal();
        }
    }

    /** Cuts dates or timestamps down to the unit. */
    public static void truncate(Unit unit, Column values, int[] positions, int count, long out) {
        boolean isDate = values.layout() == Layout.INT;
        for (int k = 0; k < count; k++) {
            int row = positions == null ? k : positions[k];
            long value = values.longAt(row);
            if (isDate) {
                RawMemory.putInt(out + ((long) row << 2), (int) truncateDay(unit, value));
            } else if (unit.isOfDate()) {
                long day = truncateDay(unit, Math.floorDiv(value, TemporalKernels.MICROS_OF_DAY));
                RawMemory.putLong(out + ((long) row << 3), day * TemporalKernels.MICROS_OF_DAY);
            } else {
                RawMemory.putLong(out + ((long) row << 3), Math.floorDiv(value, unit.micros) * unit.micros);
            }
        }
    }

    private static long truncateDay(Unit unit, long day) {
        if (unit == Unit.DAY) {
            return day;
        }
        if (unit == Unit.WEEK) {
            return day - CivilDate.dayOfWeek(day) + 1;
        }
        long civil = CivilDate.fromDay(day);
        int month = (CivilDate.month(civil) - 1) / unit.months * unit.months + 1;
        return CivilDate.toDay(CivilDate.year(civil), unit == Unit.YEAR ? 1 : month, 1);
    }

    /**
     * Adds a number of units to dates or timestamps.
     *
     * @param modulus what results are taken modulo of, as for TIME; 0 for none
     * @throws ArithmeticException if a result does not fit
     */
    public static void add(
            Unit unit, Column amounts, Column values, long modulus, int[] positions, int count, long out) {
        boolean isDate = values.layout() == Layout.INT;
        for (int k = 0; k < count; k++) {
            int row = positions == null ? k : positions[k];
            long amount = amounts.longAt(row);
            long value = values.longAt(row);
            if (isDate) {
                long days = unit.months == 0
                        ? Math.addExact(value, Math.multiplyExact(amount, unit.micros / TemporalKernels.MICROS_OF_DAY))
                        : CivilDate.addMonths(value, Math.toIntExact(Math.multiplyExact(amount, unit.months)));
                RawMemory.putInt(out + ((long) row << 2), Math.toIntExact(days));
            } else {
                long sum = unit.months == 0
                        ? Math.addExact(value, Math.multiplyExact(amount, unit.micros))
                        : addMonths(value, Math.toIntExact(Math.multiplyExact(amount, unit.months)));
                RawMemory.putLong(out + ((long) row << 3), modulus == 0 ? sum : Math.floorMod(sum, modulus));
            }
        }
    }

    private static long addMonths(long micros, int months) {
        long day = Math.floorDiv(micros, TemporalKernels.MICROS_OF_DAY);
        long moved = CivilDate.addMonths(day, months);
        return Math.addExact(micros, Math.multiplyExact(moved - day, TemporalKernels.MICROS_OF_DAY));
    }

    /** Counts the whole units from one date or timestamp to another. */
    public static void difference(Unit unit, Column starts, Column ends, int[] positions, int count, long out) {
        long scale = starts.layout() == Layout.INT ? TemporalKernels.MICROS_OF_DAY : 1;
        for (int k = 0; k < count; k++) {
            int row = positions == null ? k : positions[k];
            // Trino counts in whole milliseconds.
            long start = Math.floorDiv(starts.longAt(row) * scale, 1000L) * 1000;
            long end = Math.floorDiv(ends.longAt(row) * scale, 1000L) * 1000;
            long difference = unit.months == 0
                    ? (end - start) / unit.micros
                    : (start <= end ? months(start, end) : -months(end, start)) / unit.months;
            RawMemory.putLong(out + ((long) row << 3), difference);
        }
    }

    /** Counts the whole months from {@code start} to a later {@code end}, where a month's last day stands for later ones. */
    private static long months(long start, long end) {
        long startDay = Math.floorDiv(start, TemporalKernels.MICROS_OF_DAY);
        long endDay = Math.floorDiv(end, TemporalKernels.MICROS_OF_DAY);
        long from = CivilDate.fromDay(startDay);
        long to = CivilDate.fromDay(endDay);
        long months = (CivilDate.year(to) - CivilDate.year(from)) * 12 + CivilDate.month(to) - CivilDate.month(from);
        int fromDay = CivilDate.dayOfMonth(from);
        int toDay = CivilDate.dayOfMonth(to);
        if (toDay == CivilDate.daysOfMonth(CivilDate.year(to), CivilDate.month(to)) && fromDay > toDay) {
            fromDay = toDay;
        }
        boolean isShort = toDay < fromDay
                || (toDay == fromDay
                        && end - endDay * TemporalKernels.MICROS_OF_DAY
                                < start - startDay * TemporalKernels.MICROS_OF_DAY);
        return isShort ? months - 1 : months;
    }
}
