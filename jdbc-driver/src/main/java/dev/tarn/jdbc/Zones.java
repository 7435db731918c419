package dev.tarn.jdbc;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Calendar;
import java.util.TimeZone;

/**
 * Between times without a zone, as Tarn has them, and the classes of {@code java.sql}, which are instants: in the zone of a
 * calendar, or in the JVM's where none is given, since those classes show themselves in it.
 */
final class Zones {
    private Zones() {}

    private static ZoneId zone(Calendar calendar) {
        return (calendar == null ? TimeZone.getDefault() : calendar.getTimeZone()).toZoneId();
    }

    /** Returns the instant at which clocks show {@code moment}. */
    static long millis(LocalDateTime moment, Calendar calendar) {
        return moment.atZone(zone(calendar)).toInstant().toEpochMilli();
    }

    /** Returns what clocks show at an instant. */
    static LocalDateTime moment(java.util.Date instant, Calendar calendar) {
        int nanos = instant instanceof Timestamp timestamp
                ? timestamp.getNanos()
                : (int) Math.floorMod(instant.getTime(), 1_000L) * 1_000_000;
        Instant exact = Instant.ofEpochSecond(Math.floorDiv(instant.getTime(), 1_000L), nanos);
        return LocalDateTime.ofInstant(exact, zone(calendar));
    }
}
