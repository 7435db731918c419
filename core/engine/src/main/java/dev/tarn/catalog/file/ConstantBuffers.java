package dev.tarn.catalog.file;

import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.predicate.Domain.ByteText;
import dev.tarn.spi.split.ScanColumn;
import java.math.BigInteger;
import org.apache.arrow.memory.BufferAllocator;

/** Columns of one value, as partition columns are. */
final class ConstantBuffers {
    private ConstantBuffers() {}

    /** Returns a FLAT column of one row in {@code buffer}: {@code value}, or NULL for null. */
    static Column write(ColumnBuffer buffer, Object value) {
        buffer.ensureRows(1);
        if (value == null) {
            buffer.ensureValidity(1);
            Bitmap.fillNull(buffer.validityAddress(), 1);
            if (!buffer.layout().isFixedWidth()) {
                RawMemory.putLong(buffer.offsetsAddress(), 0);
            }
            return buffer.column(1, true);
        }
        switch (buffer.layout()) {
            case BYTE -> RawMemory.putByte(buffer.valuesAddress(), ((Long) value).byteValue());
            case INT -> RawMemory.putInt(buffer.valuesAddress(), Math.toIntExact((Long) value));
            case LONG -> RawMemory.putLong(buffer.valuesAddress(), longOf(value));
            case INT128 -> {
                BigInteger wide = (BigInteger) value;
                RawMemory.putLong(buffer.valuesAddress(), wide.longValue());
                RawMemory.putLong(
                        buffer.valuesAddress() + Long.BYTES,
                        wide.shiftRight(Long.SIZE).longValue());
            }
            case FLOAT -> RawMemory.putFloat(buffer.valuesAddress(), ((Double) value).floatValue());
            case DOUBLE -> RawMemory.putDouble(buffer.valuesAddress(), (Double) value);
            case BYTES -> {
                byte[] bytes = ((ByteText) value).bytes();
                buffer.ensureBytes(bytes.length);
                RawMemory.copyFromArray(bytes, 0, buffer.valuesAddress(), bytes.length);
                RawMemory.putInt(buffer.offsetsAddress(), 0);
                RawMemory.putInt(buffer.offsetsAddress() + Integer.BYTES, bytes.length);
            }
        }
        return buffer.column(1, false);
    }

    private static long longOf(Object value) {
        return value instanceof BigInteger wide ? wide.longValueExact() : (Long) value;
    }

    static ColumnBuffer buffer(BufferAllocator allocator, ScanColumn column) {
        if (column.type() == null) {
            throw new TarnException(ErrorCode.INTERNAL_ERROR, "a partition column without a type: " + column.name());
        }
        return new ColumnBuffer(allocator, column.type(), column.layout());
    }
}
