package dev.tarn.format.parquet.metadata;

import dev.tarn.format.parquet.metadata.ColumnOrders.Order;
import dev.tarn.spi.catalog.ColumnStatistics;
import dev.tarn.spi.predicate.Domain;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.format.Statistics;

/**
 * Turns a column chunk's statistics into bounds that hold.
 *
 * <p>{@code min_value} and {@code max_value} count where the file says in which order they were found; the deprecated
 * {@code min} and {@code max}, whose order was never settled, only for signed integers. INT96 has none. Floating point:
 * none if one of them is NaN, or if NaNs may hide behind a single value; zeros become -0 and +0; never exact. A bound
 * that is not told to be exact may be a prefix, and still bounds.
 */
final class ChunkStatistics {
    private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);

    private ChunkStatistics() {}

    static ColumnStatistics of(ParquetColumn column, ChunkMetadata chunk, Order order) {
        Statistics statistics = chunk.statistics();
        if (statistics == null) {
            return ColumnStatistics.UNKNOWN;
        }
        long nulls = statistics.isSetNull_count()
                        && statistics.getNull_count() >= 0
                        && statistics.getNull_count() <= chunk.valueCount()
                ? statistics.getNull_count()
                : -1;
        if (!column.optional()) {
            nulls = 0;
        }
        long distinct = statistics.isSetDistinct_count() && statistics.getDistinct_count() >= 0
                ? statistics.getDistinct_count()
                : -1;
        Object[] bounds = bounds(column, statistics, order);
        if (bounds == null || bounds[0] != null && bounds[1] != null && Domain.compare(bounds[0], bounds[1]) > 0) {
            return new ColumnStatistics(null, null, false, nulls, distinct);
        }
        boolean exact = bounds[0] != null && bounds[1] != null && isExact(column, statistics);
        return new ColumnStatistics(bounds[0], bounds[1], exact, nulls, distinct);
    }

    private static boolean isExact(ParquetColumn column, Statistics statistics) {
        boolean denied = statistics.isSetIs_min_value_exact() && !statistics.isIs_min_value_exact()
                || statistics.isSetIs_max_value_exact() && !statistics.isIs_max_value_exact();
        if (denied) {
            return false;
        }
        return switch (column.physicalType()) {
            case FLOAT, DOUBLE -> false;
            // Writers cut long bounds of these; they are exact only where that is said.
            case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY ->
                column.logicalKind() != LogicalKind.FLOAT16
                        && (column.logicalKind() == LogicalKind.DECIMAL
                                || statistics.isIs_min_value_exact() && statistics.isIs_max_value_exact());
            // Rounding to microseconds makes another value of it.
            default ->
                column.logicalKind() != LogicalKind.TIMESTAMP_NANOS && column.logicalKind() != LogicalKind.TIME_NANOS;
        };
    }

    static Object[] bounds(ParquetColumn column, Statistics statistics, Order order) {
        byte[] min = null;
        byte[] max = null;
        if (order != Order.UNDEFINED && (statistics.isSetMin_value() || statistics.isSetMax_value())) {
            min = statistics.getMin_value();
            max = statistics.getMax_value();
        } else if (isSignedInteger(column)) {
            min = statistics.getMin();
            max = statistics.getMax();
        }
        if (min == null && max == null) {
            return null;
        }
        return switch (column.physicalType()) {
            case BOOLEAN -> pair(bool(min), bool(max));
            case INT32, INT64 -> integers(column, min, max);
            case FLOAT, DOUBLE -> floats(column, statistics, min, max);
            case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> bytes(column, statistics, min, max);
            case INT96 -> null;
        };
    }

    private static boolean isSignedInteger(ParquetColumn column) {
        boolean integer = column.physicalType() == org.apache.parquet.format.Type.INT32
                || column.physicalType() == org.apache.parquet.format.Type.INT64;
        return integer
                && switch (column.logicalKind()) {
                    case UINT8, UINT16, UINT32, UINT64 -> false;
                    default -> true;
                };
    }

    private static Object[] pair(Object min, Object max) {
        return min == null && max == null ? null : new Object[] {min, max};
    }

    private static Long bool(byte[] bytes) {
        return bytes == null || bytes.length != 1 ? null : (long) (bytes[0] & 1);
    }

    private static Object[] integers(ParquetColumn column, byte[] min, byte[] max) {
        int width = column.physicalWidth();
        Long low = integer(min, width);
        Long high = integer(max, width);
        return switch (column.logicalKind()) {
            case DECIMAL -> pair(big(low), big(high));
            case UINT64 -> pair(unsigned(low), unsigned(high));
            case UINT8 -> pair(masked(low, 0xFF), masked(high, 0xFF));
            case UINT16 -> pair(masked(low, 0xFFFF), masked(high, 0xFFFF));
            case UINT32 -> pair(masked(low, 0xFFFFFFFFL), masked(high, 0xFFFFFFFFL));
            case TIME_MILLIS, TIMESTAMP_MILLIS -> pair(scaled(low), scaled(high));
            case TIME_NANOS, TIMESTAMP_NANOS -> pair(toMicros(low), toMicros(high));
            case ALWAYS_NULL -> null;
            default -> pair(low, high);
        };
    }

    private static Long integer(byte[] bytes, int width) {
        if (bytes == null || bytes.length != width) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return width == 4 ? (long) buffer.getInt() : buffer.getLong();
    }

    private static BigInteger big(Long value) {
        return value == null ? null : BigInteger.valueOf(value);
    }

    private static BigInteger unsigned(Long value) {
        return value == null || value >= 0
                ? big(value)
                : BigInteger.valueOf(value).add(TWO_TO_64);
    }

    private static Long masked(Long value, long mask) {
        return value == null ? null : (Long) (value & mask);
    }

    private static Long scaled(Long millis) {
        return millis == null || Math.multiplyHigh(millis, 1000) != millis * 1000 >> 63 ? null : (Long) (millis * 1000);
    }

    private static Long toMicros(Long nanos) {
        return nanos == null ? null : (Long) Math.floorDiv(nanos, 1000L);
    }

    private static Object[] floats(ParquetColumn column, Statistics statistics, byte[] min, byte[] max) {
        return floats(floating(min, column.physicalWidth()), floating(max, column.physicalWidth()), statistics);
    }

    private static Object[] floats(Double low, Double high, Statistics statistics) {
        if (low == null || high == null || low.isNaN() || high.isNaN()) {
            return null;
        }
        boolean noNaN = statistics.isSetNan_count() && statistics.getNan_count() == 0;
        if (!noNaN && low.doubleValue() == high.doubleValue()) {
            return null;
        }
        return pair(low == 0 ? (Double) (-0.0) : low, high == 0 ? (Double) 0.0 : high);
    }

    private static Double floating(byte[] bytes, int width) {
        if (bytes == null || bytes.length != width) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return width == 4 ? (double) buffer.getFloat() : buffer.getDouble();
    }

    private static Object[] bytes(ParquetColumn column, Statistics statistics, byte[] min, byte[] max) {
        return switch (column.logicalKind()) {
            case DECIMAL -> pair(decimal(column, min), decimal(column, max));
            case FLOAT16 -> floats(half(min), half(max), statistics);
            // Delivered as text: hexadecimal digits sort as the bytes do.
            case UUID -> pair(uuid(min), uuid(max));
            case GEOSPATIAL, INTERVAL, ALWAYS_NULL -> null;
            default -> pair(text(min), text(max));
        };
    }

    private static BigInteger decimal(ParquetColumn column, byte[] bytes) {
        boolean whole = bytes != null
                && bytes.length > 0
                && (column.fixedLength() == 0 || bytes.length == column.fixedLength());
        return whole && bytes.length <= 64 ? new BigInteger(bytes) : null;
    }

    private static Double half(byte[] bytes) {
        return bytes == null || bytes.length != 2
                ? null
                : (Double) (double) Float16.toFloat((short) (bytes[0] & 0xFF | bytes[1] << 8));
    }

    private static Domain.ByteText uuid(byte[] bytes) {
        return bytes == null || bytes.length != 16 ? null : new Domain.ByteText(UuidText.of(bytes));
    }

    private static Domain.ByteText text(byte[] bytes) {
        return bytes == null ? null : new Domain.ByteText(Arrays.copyOf(bytes, bytes.length));
    }
}
