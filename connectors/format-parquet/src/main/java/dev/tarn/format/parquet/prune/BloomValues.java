package dev.tarn.format.parquet.prune;

import dev.tarn.format.parquet.metadata.LogicalKind;
import dev.tarn.format.parquet.metadata.ParquetColumn;
import dev.tarn.spi.predicate.Domain;
import dev.tarn.spi.predicate.Range;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The values of a domain in the form that a column's Bloom filter has hashed. */
public final class BloomValues {
    /** So many values are looked up at most. */
    private static final int MAX_VALUES = 1000;

    private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);

    private BloomValues() {}

    /**
     * Returns the forms of all values that a domain allows, without those that the column cannot have; null if the domain
     * allows others, or if a value has no single form.
     */
    public static List<byte[]> of(ParquetColumn column, Domain domain) {
        boolean isAsked = !domain.ranges().isEmpty()
                && domain.ranges().size() <= MAX_VALUES
                && domain.ranges().stream().allMatch(Range::isSingleValue)
                && !(domain.nullAllowed() && column.optional());
        if (!isAsked) {
            return null;
        }
        List<byte[]> forms = new ArrayList<>();
        for (Range range : domain.ranges()) {
            if (!add(column, range.low(), forms)) {
                return null;
            }
        }
        return forms;
    }

    /** Adds the forms of a value, if the column can have it; returns false if there is no telling. */
    private static boolean add(ParquetColumn column, Object value, List<byte[]> forms) {
        return switch (column.physicalType()) {
            case INT32 -> addInt(column, value, forms);
            case INT64 -> addLong(column, value, forms);
            case FLOAT, DOUBLE -> addFloating(column, (Double) value, forms);
            case BYTE_ARRAY -> addBytes(column, value, forms);
            default -> false;
        };
    }

    private static boolean addInt(ParquetColumn column, Object value, List<byte[]> forms) {
        long number;
        if (value instanceof BigInteger big) {
            if (big.bitLength() > 31) {
                return true;
            }
            number = big.longValue();
        } else {
            number = (Long) value;
        }
        if (column.logicalKind() == LogicalKind.TIME_MILLIS) {
            if (number % 1000 != 0) {
                return true;
            }
            number /= 1000;
        }
        boolean unsigned = column.logicalKind() == LogicalKind.UINT32;
        boolean fits = unsigned ? number >>> 32 == 0 : number == (int) number;
        if (fits) {
            forms.add(little(4).putInt((int) number).array());
        }
        return true;
    }

    private static boolean addLong(ParquetColumn column, Object value, List<byte[]> forms) {
        switch (column.logicalKind()) {
            case TIMESTAMP_MILLIS -> {
                long micros = (Long) value;
                if (micros % 1000 == 0) {
                    forms.add(little(8).putLong(micros / 1000).array());
                }
                return true;
            }
            // Several of them become one value.
            case TIMESTAMP_NANOS, TIME_NANOS -> {
                return false;
            }
            default -> {
                BigInteger big = value instanceof BigInteger exact ? exact : BigInteger.valueOf((Long) value);
                boolean unsigned = column.logicalKind() == LogicalKind.UINT64;
                boolean fits = unsigned ? big.signum() >= 0 && big.compareTo(TWO_TO_64) < 0 : big.bitLength() <= 63;
                if (fits) {
                    forms.add(little(8).putLong(big.longValue()).array());
                }
                return true;
            }
        }
    }

    private static boolean addFloating(ParquetColumn column, double value, List<byte[]> forms) {
        if (Double.isNaN(value)) {
            return false;
        }
        if (value == 0) {
            addOne(column, 0.0, forms);
            addOne(column, -0.0, forms);
        } else {
            addOne(column, value, forms);
        }
        return true;
    }

    private static void addOne(ParquetColumn column, double value, List<byte[]> forms) {
        if (column.physicalWidth() == 8) {
            forms.add(little(8).putDouble(value).array());
        } else if ((float) value == value) {
            forms.add(little(4).putFloat((float) value).array());
        }
    }

    private static boolean addBytes(ParquetColumn column, Object value, List<byte[]> forms) {
        // A decimal's bytes may have any number of leading ones.
        if (column.logicalKind() == LogicalKind.DECIMAL || !(value instanceof Domain.ByteText text)) {
            return false;
        }
        forms.add(text.bytes());
        return true;
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
