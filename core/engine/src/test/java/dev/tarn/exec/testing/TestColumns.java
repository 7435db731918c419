package dev.tarn.exec.testing;

import dev.tarn.exec.store.ColumnShape;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.batch.Encoding;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.predicate.Domain.ByteText;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import dev.tarn.testkit.Randomness;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Makes columns of Java values (Long, BigInteger for INT128, Double, Float, ByteText, null) and holds their memory until
 * it is closed.
 */
public final class TestColumns implements AutoCloseable {
    private final BufferAllocator allocator;
    private final List<ColumnBuffer> buffers = new ArrayList<>();

    public TestColumns(BufferAllocator allocator) {
        this.allocator = allocator;
    }

    public static ColumnShape shape(Type type) {
        return new ColumnShape(type, type.defaultLayout());
    }

    public static ByteText text(String text) {
        return new ByteText(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Makes a column of BIGINTs. */
    public Column longs(long... values) {
        List<Object> list = new ArrayList<>();
        for (long value : values) {
            list.add(value);
        }
        return column(shape(Type.BIGINT), list, Encoding.FLAT);
    }

    /** Makes a column; CONSTANT only if all values are equal. */
    public Column column(ColumnShape shape, List<?> values, Encoding encoding) {
        return switch (encoding) {
            case FLAT -> flat(shape, values);
            case CONSTANT -> Column.constant(values.size(), flat(shape, values.subList(0, 1)));
            case DICTIONARY -> dictionary(shape, values);
        };
    }

    private Column dictionary(ColumnShape shape, List<?> values) {
        Map<Object, Integer> codes = new LinkedHashMap<>();
        ColumnBuffer buffer = buffer(new ColumnShape(Type.INTEGER, Layout.INT));
        buffer.ensureRows(values.size());
        for (int i = 0; i < values.size(); i++) {
            Integer code = codes.computeIfAbsent(values.get(i), value -> codes.size());
            RawMemory.putInt(buffer.valuesAddress() + 4L * i, code);
        }
        Column entries = flat(shape, new ArrayList<>(codes.keySet()));
        return Column.dictionary(values.size(), 0, buffer.valuesAddress(), entries, Column.nextDictionaryId());
    }

    private ColumnBuffer buffer(ColumnShape shape) {
        ColumnBuffer buffer = new ColumnBuffer(allocator, shape.type(), shape.layout());
        buffers.add(buffer);
        return buffer;
    }

    private Column flat(ColumnShape shape, List<?> values) {
        ColumnBuffer buffer = buffer(shape);
        int count = values.size();
        buffer.ensureRows(count);
        buffer.ensureValidity(count);
        Bitmap.fillNull(buffer.validityAddress(), count);
        boolean nulls = false;
        int end = 0;
        for (int i = 0; i < count; i++) {
            Object value = values.get(i);
            if (value != null) {
                Bitmap.set(buffer.validityAddress(), i);
            }
            nulls |= value == null;
            if (shape.layout() == Layout.BYTES) {
                byte[] bytes = value == null ? new byte[0] : ((ByteText) value).bytes();
                buffer.ensureBytes(end + bytes.length);
                RawMemory.putInt(buffer.offsetsAddress() + 4L * i, end);
                RawMemory.copyFromArray(bytes, 0, buffer.valuesAddress() + end, bytes.length);
                end += bytes.length;
                RawMemory.putInt(buffer.offsetsAddress() + 4L * i + 4, end);
            } else {
                put(shape.layout(), buffer.valuesAddress(), i, value);
            }
        }
        if (count == 0 && shape.layout() == Layout.BYTES) {
            RawMemory.putInt(buffer.offsetsAddress(), 0);
            buffer.ensureBytes(8);
        }
        return buffer.column(count, nulls);
    }

    private static void put(Layout layout, long address, int i, Object value) {
        switch (layout) {
            case BYTE -> RawMemory.putByte(address + i, value == null ? 77 : ((Long) value).byteValue());
            case INT -> RawMemory.putInt(address + 4L * i, value == null ? 77 : ((Long) value).intValue());
            case LONG -> RawMemory.putLong(address + 8L * i, value == null ? 77 : (Long) value);
            case INT128 -> {
                BigInteger number = value == null ? BigInteger.TEN : (BigInteger) value;
                RawMemory.putLong(address + 16L * i, number.longValue());
                RawMemory.putLong(address + 16L * i + 8, number.shiftRight(64).longValue());
            }
            case FLOAT -> RawMemory.putFloat(address + 4L * i, value == null ? 7f : (Float) value);
            case DOUBLE -> RawMemory.putDouble(address + 8L * i, value == null ? 7d : (Double) value);
            case BYTES -> throw new IllegalArgumentException("texts have no fixed width");
        }
    }

    /** Returns a row's value as {@link #column} takes it. */
    public static Object value(Column column, int row) {
        if (column.isNull(row)) {
            return null;
        }
        return switch (column.layout()) {
            case BYTE, INT, LONG -> column.longAt(row);
            case INT128 ->
                BigInteger.valueOf(column.highAt(row))
                        .shiftLeft(64)
                        .add(new BigInteger(Long.toUnsignedString(column.lowAt(row))));
            case FLOAT -> (float) column.doubleAt(row);
            case DOUBLE -> column.doubleAt(row);
            case BYTES -> new ByteText(column.bytesAt(row));
        };
    }

    /** Returns the selected rows of a batch. */
    public static List<List<Object>> rows(Batch batch) {
        List<List<Object>> rows = new ArrayList<>();
        for (int k = 0; k < batch.selectedCount(); k++) {
            int row = batch.selection() == null ? k : batch.selection().positions()[k];
            List<Object> values = new ArrayList<>();
            for (Column column : batch.columns()) {
                values.add(value(column, row));
            }
            rows.add(values);
        }
        return rows;
    }

    /** Returns values for a column, where nulls, repeats and edges come often. */
    public static List<Object> randomValues(Randomness random, ColumnShape shape, int count) {
        boolean repeating = random.nextBoolean();
        List<Object> pool = new ArrayList<>();
        boolean[] nulls = random.nulls(count);
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Object value = repeating && pool.size() > 5 ? random.pick(pool) : randomValue(random, shape);
            pool.add(value);
            values.add(nulls[i] ? null : value);
        }
        return values;
    }

    private static Object randomValue(Randomness random, ColumnShape shape) {
        return switch (shape.layout()) {
            case BYTE -> (long) random.nextInt(2);
            case INT -> random.edgyLong(32);
            case LONG -> random.edgyLong(64);
            case INT128 -> random.edgyDecimal(38);
            case FLOAT -> random.edgyFloat();
            case DOUBLE -> random.edgyDouble();
            case BYTES -> text(random.text(random.chance(0.2) ? 40 : 9));
        };
    }

    /** Makes a column of {@code values} in an encoding that fits them. */
    public Column randomlyEncoded(Randomness random, ColumnShape shape, List<Object> values) {
        boolean constant = !values.isEmpty() && values.stream().distinct().count() == 1;
        return column(
                shape, values, random.chance(0.5) ? Encoding.DICTIONARY : constant ? Encoding.CONSTANT : Encoding.FLAT);
    }

    @Override
    public void close() {
        buffers.forEach(ColumnBuffer::close);
    }
}
