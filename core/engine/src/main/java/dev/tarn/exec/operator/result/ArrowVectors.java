package dev.tarn.exec.operator.result;

import dev.tarn.spi.batch.Column;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/** Makes standard Arrow vectors of FLAT columns. */
final class ArrowVectors {
    private static final int DECIMAL_BITS = 128;

    private ArrowVectors() {}

    /** Returns the Arrow type that values of {@code type} are handed out in. */
    static ArrowType arrowType(Type type) {
        return switch (type.kind()) {
            case UNKNOWN -> ArrowType.Null.INSTANCE;
            case BOOLEAN -> ArrowType.Bool.INSTANCE;
            case TINYINT -> new ArrowType.Int(8, true);
            case SMALLINT -> new ArrowType.Int(16, true);
            case INTEGER -> new ArrowType.Int(32, true);
            case BIGINT -> new ArrowType.Int(64, true);
            case REAL -> new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
            case DOUBLE -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
            case DECIMAL -> new ArrowType.Decimal(type.precision(), type.scale(), DECIMAL_BITS);
            case CHAR, VARCHAR -> ArrowType.Utf8.INSTANCE;
            case VARBINARY -> ArrowType.Binary.INSTANCE;
            case DATE -> new ArrowType.Date(DateUnit.DAY);
            case TIMESTAMP -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, null);
            case TIME -> new ArrowType.Time(TimeUnit.MICROSECOND, 64);
            case INTERVAL_YEAR_MONTH -> new ArrowType.Interval(IntervalUnit.YEAR_MONTH);
            case INTERVAL_DAY_SECOND -> new ArrowType.Duration(TimeUnit.MICROSECOND);
            case ARRAY -> ArrowType.List.INSTANCE;
            case MAP -> new ArrowType.Map(false);
            case ROW -> ArrowType.Struct.INSTANCE;
        };
    }

    /**
     * Copies the {@code count} rows of a FLAT column to a vector.
     *
     * @param type the declared type; of the same kind as the column's
     */
    static FieldVector copy(Column column, int count, Type type, String label, BufferAllocator allocator) {
        FieldVector vector = field(label, type, true).createVector(allocator);
        try {
            fill(vector, column, count, type, allocator);
        } catch (Throwable e) {
            vector.close();
            throw e;
        }
        return vector;
    }

    static Field field(String name, Type type, boolean nullable) {
        List<Field> children = type.isNested() ? NestedVectors.children(type) : null;
        return new Field(name, new FieldType(nullable, arrowType(type), null), children);
    }

    /** Fills an empty vector of {@code type} with the {@code count} rows of a FLAT column. */
    static void fill(FieldVector vector, Column column, int count, Type type, BufferAllocator allocator) {
        if (vector instanceof NullVector nulls) {
            nulls.setValueCount(count);
            return;
        }
        if (type.isNested()) {
            NestedVectors.fill(vector, column, count, type, allocator);
            return;
        }
        List<ArrowBuf> buffers = new ArrayList<>(3);
        try {
            int nullCount = copyValidity(column, count, allocator, buffers);
            if (type.kind() == TypeKind.CHAR) {
                PaddedTexts.copy(column, count, type.precision(), allocator, buffers);
            } else if (column.layout() == Layout.BYTES) {
                copyTexts(column, count, allocator, buffers);
            } else {
                copyFixed(column, count, type, allocator, buffers);
            }
            vector.loadFieldBuffers(new ArrowFieldNode(count, nullCount), buffers);
        } finally {
            buffers.forEach(ArrowBuf::close);
        }
    }

    static ArrowBuf buffer(BufferAllocator allocator, List<ArrowBuf> buffers, long bytes) {
        ArrowBuf buffer = allocator.buffer(Math.max(8, bytes));
        buffers.add(buffer);
        buffer.writerIndex(bytes);
        return buffer;
    }

    static int copyValidity(Column column, int count, BufferAllocator allocator, List<ArrowBuf> buffers) {
        ArrowBuf validity = buffer(allocator, buffers, Bitmap.bytesFor(count));
        if (column.validityAddress() == 0) {
            Bitmap.fillValid(validity.memoryAddress(), count);
            return 0;
        }
        RawMemory.copy(column.validityAddress(), validity.memoryAddress(), Bitmap.bytesFor(count));
        return count - Bitmap.countOnes(validity.memoryAddress(), count);
    }

    private static void copyTexts(Column column, int count, BufferAllocator allocator, List<ArrowBuf> buffers) {
        long from = column.offsetsAddress();
        int first = RawMemory.getInt(from);
        long bytes = (long) RawMemory.getInt(from + ((long) count << 2)) - first;
        long to = buffer(allocator, buffers, (count + 1L) << 2).memoryAddress();
        for (int i = 0; i <= count; i++) {
            RawMemory.putInt(to + ((long) i << 2), RawMemory.getInt(from + ((long) i << 2)) - first);
        }
        ArrowBuf data = buffer(allocator, buffers, bytes);
        RawMemory.copy(column.valuesAddress() + first, data.memoryAddress(), bytes);
    }

    private static void copyFixed(
            Column column, int count, Type type, BufferAllocator allocator, List<ArrowBuf> buffers) {
        long from = column.valuesAddress();
        switch (type.kind()) {
            case BOOLEAN ->
                packBits(
                        from,
                        count,
                        buffer(allocator, buffers, Bitmap.bytesFor(count)).memoryAddress());
            case TINYINT -> {
                long to = buffer(allocator, buffers, count).memoryAddress();
                for (int i = 0; i < count; i++) {
                    RawMemory.putByte(to + i, (byte) RawMemory.getInt(from + ((long) i << 2)));
                }
            }
            case SMALLINT -> {
                long to = buffer(allocator, buffers, (long) count << 1).memoryAddress();
                for (int i = 0; i < count; i++) {
                    RawMemory.putShort(to + ((long) i << 1), (short) RawMemory.getInt(from + ((long) i << 2)));
                }
            }
            case DECIMAL -> {
                long to = buffer(allocator, buffers, (long) count << 4).memoryAddress();
                if (column.layout() == Layout.LONG) {
                    widen(from, count, to);
                } else {
                    RawMemory.copy(from, to, (long) count << 4);
                }
            }
            default -> {
                long bytes = (long) count * column.layout().width();
                RawMemory.copy(from, buffer(allocator, buffers, bytes).memoryAddress(), bytes);
            }
        }
    }

    private static void widen(long from, int count, long to) {
        for (int i = 0; i < count; i++) {
            long value = RawMemory.getLong(from + ((long) i << 3));
            RawMemory.putLong(to + ((long) i << 4), value);
            RawMemory.putLong(to + ((long) i << 4) + 8, value >> 63);
        }
    }

    /** Packs bytes of 0 and 1 into bits. */
    private static void packBits(long from, int count, long to) {
        RawMemory.fill(to, Bitmap.bytesFor(count), (byte) 0);
        for (int i = 0; i < count; i++) {
            long at = to + (i >>> 3);
            RawMemory.putByte(at, (byte) (RawMemory.getByte(at) | (RawMemory.getByte(from + i) & 1) << (i & 7)));
        }
    }
}
