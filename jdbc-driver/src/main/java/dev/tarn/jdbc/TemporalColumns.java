package dev.tarn.jdbc;

import dev.tarn.spi.text.SqlText;
import dev.tarn.spi.type.Type;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** Columns of dates and times, which have no zone. */
final class TemporalColumns {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;

    private TemporalColumns() {}

    /** Days since 1970. */
    static final class Dates extends CopiedColumn {
        Dates(String typeName) {
            super(typeName, Integer.BYTES);
        }

        private int day(int row) {
            return (int) INTS.get(values(), row * Integer.BYTES);
        }

        @Override
        LocalDate date(int row) {
            return LocalDate.ofEpochDay(day(row));
        }

        @Override
        LocalDateTime moment(int row) {
            return date(row).atStartOfDay();
        }

        @Override
        Object object(int row) {
            return date(row);
        }

        @Override
        String text(int row) {
            return SqlText.ofDay(day(row));
        }
    }

    /** Microseconds since 1970. */
    static final class Timestamps extends CopiedColumn {
        private final int digits;

        Timestamps(Type type) {
            super(type.sqlName(), Long.BYTES);
            digits = type.precision();
        }

        private long micros(int row) {
            return (long) LONGS.get(values(), row * Long.BYTES);
        }

        @Override
        LocalDateTime moment(int row) {
            return moment(micros(row));
        }

        private static LocalDateTime moment(long micros) {
            return LocalDateTime.ofEpochSecond(
                    Math.floorDiv(micros, MICROS_PER_SECOND),
                    (int) Math.floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO,
                    ZoneOffset.UTC);
        }

        @Override
        Object object(int row) {
            return moment(row);
        }

        @Override
        String text(int row) {
            return SqlText.ofTimestamp(micros(row), digits);
        }
    }

    /** Microseconds since midnight. */
    static final class Times extends CopiedColumn {
        private final int digits;

        Times(Type type) {
            super(type.sqlName(), Long.BYTES);
            digits = type.precision();
        }

        private long micros(int row) {
            return (long) LONGS.get(values(), row * Long.BYTES);
        }

        @Override
        LocalTime time(int row) {
            return LocalTime.ofNanoOfDay(micros(row) * NANOS_PER_MICRO);
        }

        @Override
        LocalDateTime moment(int row) {
            return time(row).atDate(LocalDate.EPOCH);
        }

        @Override
        Object object(int row) {
            return time(row);
        }

        @Override
        String text(int row) {
            return SqlText.ofTime(micros(row), digits);
        }
    }
}
