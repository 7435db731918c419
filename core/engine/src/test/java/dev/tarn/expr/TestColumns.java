package dev.tarn.expr;

import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.predicate.Domain.ByteText;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import dev.tarn.testkit.Randomness;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/** Makes columns of values as {@link dev.tarn.spi.predicate.Domain} has them, and reads them back; owns their memory. */
public final class TestColumns implements AutoCloseable {
    private final BufferAllocator allocator;
    private final List<ColumnBuffer> buffers = new ArrayList<>();

    public TestColumns(BufferAllocator allocator) {
        this.allocator = allocator;
    }

    /** Makes a FLAT column. */
    public Column flat(Type type, Layout layout, List<?> values) {
        ColumnBuffer buffer = new ColumnBuffer(allocator, type, layout);
        buffers.add(buffer);
        int rows = values.size();
        buffer.ensureRows(rows);
        buffer.ensureBytes(8);
        buffer.ensureValidity(rows);
        Bitmap.fillValid(buffer.validityAddress(), rows);
        int end = 0;
        for (int i = 0; i < rows; i++) {
            Object value = values.get(i);
            if (layout == Layout.BYTES) {
                RawMemory.putInt(buffer.offsetsAddress() + ((long) i << 2), end);
            }
            if (value == null) {
                Bitmap.clear(buffer.validityAddress(), i);
                if (layout != Layout.BYTES) {
                    RawMemory.fill(buffer.valuesAddress() + (long) i * layout.width(), layout.width(), (byte) 0x5A);
                }
            } else {
                end = put(buffer, layout, i, end, value);
            }
        }
        if (layout == Layout.BYTES) {
            RawMemory.putInt(buffer.offsetsAddress() + ((long) rows << 2), end);
        }
        return buffer.column(rows, values.stream().anyMatch(java.util.Objects::isNull));
    }

    private static int put(ColumnBuffer buffer, Layout layout, int row, int end, Object value) {
        long address = layout == Layout.BYTES ? 0 : buffer.valuesAddress() + (long) row * layout.width();
        switch (layout) {
            case BYTE -> RawMemory.putByte(address, ((Number) value).byteValue());
            case INT -> RawMemory.putInt(address, ((Number) value).intValue());
            case LONG -> RawMemory.putLong(address, ((Number) value).longValue());
            case INT128 -> {
                RawMemory.putLong(address, ((BigInteger) value).longValue());
                RawMemory.putLong(
                        address + 8, ((BigInteger) value).shiftRight(64).longValue());
            }
            case FLOAT -> RawMemory.putFloat(address, ((Number) value).floatValue());
            case DOUBLE -> RawMemory.putDouble(address, (Double) value);
            case BYTES -> {
                byte[] bytes = ((ByteText) value).bytes();
                buffer.ensureBytes(end + bytes.length);
                RawMemory.copyFromArray(bytes, 0, buffer.valuesAddress() + end, bytes.length);
                return end + bytes.length;
            }
        }
        return end;
    }

    /** Makes a DICTIONARY column of some entries. */
    public Column dictionary(Column dictionary, long dictionaryId, List<Integer> codes) {
        boolean hasNulls = codes.stream().anyMatch(java.util.Objects::isNull);
        Column flat = flat(
                Type.INTEGER,
                Layout.INT,
                codes.stream().map(code -> code == null ? 0 : code).toList());
        long validity = 0;
        if (hasNulls) {
            Column marks = flat(Type.INTEGER, Layout.INT, codes);
            validity = marks.validityAddress();
        }
        return Column.dictionary(codes.size(), validity, flat.valuesAddress(), dictionary, dictionaryId);
    }

    /** Makes a column of random encoding. */
    public Column random(Randomness random, Type type, Layout layout, int rows) {
        switch (random.nextInt(5)) {
            case 0 -> {
                return Column.constant(rows, flat(type, layout, values(random, type, 1)));
            }
            case 1, 2 -> {
                int size = random.between(1, 20);
                Column dictionary = flat(type, layout, values(random, type, size));
                boolean[] nulls = random.nulls(rows);
                List<Integer> codes = new ArrayList<>();
                for (int i = 0; i < rows; i++) {
                    codes.add(nulls[i] ? null : random.nextInt(size));
                }
                return dictionary(dictionary, random.chance(0.8) ? Column.nextDictionaryId() : 0, codes);
            }
            default -> {
                return flat(type, layout, values(random, type, rows));
            }
        }
    }

    private static List<Object> values(Randomness random, Type type, int count) {
        boolean[] nulls = random.nulls(count);
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(nulls[i] ? null : value(random, type));
        }
        return values;
    }

    /** Returns a random value of a type. */
    public static Object value(Randomness random, Type type) {
        return switch (type.kind()) {
            case BOOLEAN -> random.nextBoolean() ? 1L : 0L;
            case TINYINT -> random.edgyLong(8);
            case SMALLINT -> random.edgyLong(16);
            case INTEGER -> random.edgyLong(32);
            case BIGINT -> random.edgyLong(64);
            case REAL -> (double) random.edgyFloat();
            case DOUBLE -> random.edgyDouble();
            case DECIMAL -> random.edgyDecimal(random.chance(0.5) ? Math.min(type.precision(), 6) : type.precision());
            case DATE -> random.between(-200_000L, 200_000L);
            case TIMESTAMP ->
                random.between(-10_000_000_000L, 10_000_000_000L) * 1_000_000 + random.nextInt(1000) * 1000L;
            case INTERVAL_YEAR_MONTH -> random.between(-100L, 100L);
            case INTERVAL_DAY_SECOND -> random.between(-1000L, 1000L) * 86_400_000_000L;
            case CHAR, VARCHAR -> text(random, type);
            default -> throw new IllegalStateException(type.toString());
        };
    }

    private static ByteText text(Randomness random, Type type) {
        String text =
                switch (random.nextInt(4)) {
                    case 0 ->
                        random.pick(
                                "", "green", "dark green metal", "special requests", "a", "%", " x ", "12", "-7.50");
                    case 1 ->
                        random.pick("special", "green", "re", "x") + random.text(4) + random.pick("requests", "n", "");
                    default -> random.text(12);
                };
        if (type.precision() < 1000) {
            int most = text.offsetByCodePoints(0, Math.min(type.precision(), text.codePointCount(0, text.length())));
            text = text.substring(0, most);
        }
        if (type.kind() == TypeKind.CHAR) {
            text = text.replaceAll(" +$", "");
        }
        return new ByteText(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** Reads a row. */
    public static Object read(Column column, int row) {
        if (column.isNull(row)) {
            return null;
        }
        return switch (column.layout()) {
            case BYTE, INT, LONG ->
                column.type().isDecimal()
                        ? (Object) BigInteger.valueOf(column.longAt(row))
                        : (Object) column.longAt(row);
            case INT128 ->
                BigInteger.valueOf(column.highAt(row))
                        .shiftLeft(64)
                        .or(new BigInteger(Long.toUnsignedString(column.lowAt(row))));
            case FLOAT, DOUBLE -> column.doubleAt(row);
            case BYTES -> new ByteText(column.bytesAt(row));
        };
    }

    /** Returns a random selection of rows, null for all. */
    public static SelectionVector selection(Randomness random, int rows) {
        if (random.chance(0.3)) {
            return null;
        }
        double share = random.pick(0.0, 0.02, 0.1, 0.5, 0.9);
        SelectionVector selection = new SelectionVector(rows);
        int k = 0;
        for (int i = 0; i < rows; i++) {
            if (random.chance(share)) {
                selection.positions()[k++] = i;
            }
        }
        selection.setCount(k);
        return selection;
    }

    @Override
    public void close() {
        buffers.forEach(ColumnBuffer::close);
        buffers.clear();
    }
}
