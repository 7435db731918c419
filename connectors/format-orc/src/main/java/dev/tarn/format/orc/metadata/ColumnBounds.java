package dev.tarn.format.orc.metadata;

import dev.tarn.spi.catalog.ColumnStatistics;
import dev.tarn.spi.predicate.Domain;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.orc.OrcProto;
import org.apache.orc.TypeDescription;

/**
 * Turns the statistics of a stripe or of a group of rows into bounds that hold.
 *
 * <p>Floating point: none if one of them is NaN, or if they are equal, as NaNs may hide behind a single value; zeros become
 * -0 and +0; never exact. Timestamps are kept by milliseconds, so both bounds move by one. Text may be cut, and CHAR is
 * compared with its padding. Days of the Julian calendar have none. The oldest writers' bounds are wrong and not looked at.
 */
public final class ColumnBounds {
    /** The first day of the Gregorian calendar. */
    public static final long SWITCHOVER_DAY = -141_427;

    private static final long SWITCHOVER_MICROS = SWITCHOVER_DAY * 86_400_000_000L;

    private ColumnBounds() {}

    /** @param rows how many rows there are, those with NULL included */
    public static ColumnStatistics of(
            OrcProto.ColumnStatistics statistics, TypeDescription type, long rows, FileTraits traits) {
        boolean counted = statistics.hasNumberOfValues()
                && statistics.getNumberOfValues() >= 0
                && statistics.getNumberOfValues() <= rows;
        long nulls = counted ? rows - statistics.getNumberOfValues() : -1;
        ColumnStatistics known = new ColumnStatistics(null, null, false, nulls, -1);
        if (!traits.trustedBounds() || nulls == rows) {
            return known;
        }
        Object[] bounds = bounds(statistics, type, traits);
        if (bounds == null || Domain.compare(bounds[0], bounds[1]) > 0) {
            return known;
        }
        return new ColumnStatistics(bounds[0], bounds[1], isExact(statistics, type), nulls, -1);
    }

    private static boolean isExact(OrcProto.ColumnStatistics statistics, TypeDescription type) {
        return switch (type.getCategory()) {
            case BOOLEAN, BYTE, SHORT, INT, LONG, DATE, DECIMAL -> true;
            case STRING, VARCHAR ->
                statistics.getStringStatistics().hasMinimum()
                        && statistics.getStringStatistics().hasMaximum();
            default -> false;
        };
    }

    private static Object[] bounds(OrcProto.ColumnStatistics statistics, TypeDescription type, FileTraits traits) {
        return switch (type.getCategory()) {
            case BOOLEAN -> booleans(statistics);
            case BYTE, SHORT, INT, LONG -> {
                OrcProto.IntegerStatistics ints = statistics.getIntStatistics();
                yield ints.hasMinimum() && ints.hasMaximum() ? pair(ints.getMinimum(), ints.getMaximum()) : null;
            }
            case FLOAT, DOUBLE -> doubles(statistics.getDoubleStatistics());
            case STRING, VARCHAR, CHAR ->
                texts(statistics.getStringStatistics(), type.getCategory() == TypeDescription.Category.CHAR);
            case DECIMAL -> decimals(statistics.getDecimalStatistics(), type.getScale());
            case DATE -> {
                OrcProto.DateStatistics dates = statistics.getDateStatistics();
                yield dates.hasMinimum()
                                && dates.hasMaximum()
                                && !(traits.hybridCalendar() && dates.getMinimum() < SWITCHOVER_DAY)
                        ? pair((long) dates.getMinimum(), (long) dates.getMaximum())
                        : null;
            }
            case TIMESTAMP, TIMESTAMP_INSTANT ->
                traits.writer().includes(org.apache.orc.OrcFile.WriterVersion.ORC_135)
                        ? timestamps(statistics.getTimestampStatistics(), traits)
                        : null;
            default -> null;
        };
    }

    private static Object[] pair(Object min, Object max) {
        return new Object[] {min, max};
    }

    private static Object[] booleans(OrcProto.ColumnStatistics statistics) {
        OrcProto.BucketStatistics buckets = statistics.getBucketStatistics();
        if (buckets.getCountCount() != 1 || !statistics.hasNumberOfValues()) {
            return null;
        }
        long trues = buckets.getCount(0);
        return pair(trues == statistics.getNumberOfValues() ? 1L : 0L, trues > 0 ? 1L : 0L);
    }

    private static Object[] doubles(OrcProto.DoubleStatistics statistics) {
        double min = statistics.getMinimum();
        double max = statistics.getMaximum();
        if (!statistics.hasMinimum()
                || !statistics.hasMaximum()
                || Double.isNaN(min)
                || Double.isNaN(max)
                || min == max) {
            return null;
        }
        return pair(min == 0 ? -0.0 : min, max == 0 ? 0.0 : max);
    }

    private static Object[] texts(OrcProto.StringStatistics statistics, boolean padded) {
        String min = statistics.hasMinimum()
                ? statistics.getMinimum()
                : statistics.hasLowerBound() ? statistics.getLowerBound() : null;
        String max = statistics.hasMaximum()
                ? statistics.getMaximum()
                : statistics.hasUpperBound() ? statistics.getUpperBound() : null;
        if (min == null || max == null) {
            return null;
        }
        byte[] low = min.getBytes(StandardCharsets.UTF_8);
        return pair(
                new Domain.ByteText(padded ? withoutPadding(low) : low),
                new Domain.ByteText(max.getBytes(StandardCharsets.UTF_8)));
    }

    /** Returns what no value is less than, compared without padding, if none is less than {@code low} with it. */
    private static byte[] withoutPadding(byte[] low) {
        int length = 0;
        while (length < low.length && (low[length] & 0xFF) >= ' ') {
            length++;
        }
        while (length > 0 && low[length - 1] == ' ') {
            length--;
        }
        return Arrays.copyOf(low, length);
    }

    private static Object[] decimals(OrcProto.DecimalStatistics statistics, int scale) {
        if (!statistics.hasMinimum() || !statistics.hasMaximum()) {
            return null;
        }
        try {
            return pair(
                    new BigDecimal(statistics.getMinimum().trim())
                            .setScale(scale, RoundingMode.FLOOR)
                            .unscaledValue(),
                    new BigDecimal(statistics.getMaximum().trim())
                            .setScale(scale, RoundingMode.CEILING)
                            .unscaledValue());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static Object[] timestamps(OrcProto.TimestampStatistics statistics, FileTraits traits) {
        if (!statistics.hasMinimumUtc() || !statistics.hasMaximumUtc()) {
            return null;
        }
        long limit = Long.MAX_VALUE / 1000 - 2;
        long min = statistics.getMinimumUtc();
        long max = statistics.getMaximumUtc();
        if (Math.abs(min) > limit
                || Math.abs(max) > limit
                || traits.hybridCalendar() && (min - 1) * 1000 < SWITCHOVER_MICROS) {
            return null;
        }
        return pair((min - 1) * 1000, (max + 1) * 1000);
    }
}
