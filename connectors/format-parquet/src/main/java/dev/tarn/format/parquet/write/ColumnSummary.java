package dev.tarn.format.parquet.write;

import dev.tarn.format.parquet.write.encode.Bounds;
import dev.tarn.format.parquet.write.encode.Conversion;
import dev.tarn.spi.catalog.ColumnStatistics;
import dev.tarn.spi.predicate.Domain;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The bounds and the NULLs of a column in all row groups, as the catalog has them. */
final class ColumnSummary {
    private Object min;
    private Object max;
    private boolean exact = true;
    /** Whether a row group has values and no bounds. */
    private boolean unknown;

    private long nullCount;

    void add(LeafWriter.Chunk chunk) {
        long nulls = chunk.chunk().getMeta_data().getStatistics().getNull_count();
        nullCount += nulls;
        Bounds bounds = chunk.bounds();
        if (bounds.min() == null) {
            unknown |= nulls < chunk.chunk().getMeta_data().getNum_values();
            return;
        }
        exact &= bounds.minExact() && bounds.maxExact();
        Object low = value(chunk.schema(), bounds.min());
        Object high = value(chunk.schema(), bounds.max());
        min = min == null || Domain.compare(low, min) < 0 ? low : min;
        max = max == null || Domain.compare(high, max) > 0 ? high : max;
    }

    ColumnStatistics statistics() {
        return unknown || min == null
                ? new ColumnStatistics(null, null, false, nullCount, -1)
                : new ColumnStatistics(min, max, exact, nullCount, -1);
    }

    private static Object value(LeafSchema schema, byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return switch (schema.physical()) {
            case BOOLEAN -> (long) bytes[0];
            case INT32 -> integer(schema, buffer.getInt());
            case INT64 -> integer(schema, buffer.getLong());
            case FLOAT -> (double) buffer.getFloat();
            case DOUBLE -> buffer.getDouble();
            case FIXED_LEN_BYTE_ARRAY -> new BigInteger(bytes);
            default -> new Domain.ByteText(bytes);
        };
    }

    private static Object integer(LeafSchema schema, long value) {
        if (schema.type().isDecimal()) {
            return BigInteger.valueOf(value);
        }
        boolean millis = schema.conversion() == Conversion.TO_MILLIS || schema.conversion() == Conversion.TO_INT_MILLIS;
        return millis ? value * 1000 : value;
    }
}
