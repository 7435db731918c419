package dev.tarn.testkit;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.nested.CellWriter;
import dev.tarn.spi.nested.ColumnAppender;
import dev.tarn.spi.nested.ValueAppender;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import dev.tarn.spi.type.TypeKind;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Makes batches of random values, NULLs, encodings and selections for columns of given types. A batch is valid until the next
 * one is made. One thread at a time; {@link #close} frees the memory.
 */
public final class RandomBatches implements AutoCloseable {
    private static final long MICROS_A_DAY = 86_400_000_000L;
    /** 9999-12-31. */
    private static final int LAST_DAY = 2_932_896;

    private final Randomness random;
    private final BufferAllocator allocator;
    private final List<ColumnSchema> columns;
    private final List<Source> sources = new ArrayList<>();

    public RandomBatches(Randomness random, BufferAllocator allocator, List<ColumnSchema> columns) {
        this.random = random;
        this.allocator = allocator;
        this.columns = List.copyOf(columns);
        for (ColumnSchema column : columns) {
            sources.add(new Source(column.type()));
        }
    }

    /** Returns types that are not nested: all that files hold. */
    public static List<Type> scalarTypes() {
        return List.of(
                Type.BOOLEAN,
                Type.TINYINT,
                Type.SMALLINT,
                Type.INTEGER,
                Type.BIGINT,
                Type.REAL,
                Type.DOUBLE,
                Type.decimal(9, 2),
                Type.decimal(18, 4),
                Type.decimal(38, 10),
                Type.VARCHAR,
                Type.varchar(20),
                Type.VARBINARY,
                Type.DATE,
                Type.TIMESTAMP,
                Type.timestamp(6));
    }

    /** Returns a random type: now and then a nested one, at most {@code depth} deep. */
    public static Type type(Randomness random, List<Type> scalars, int depth) {
        if (depth == 0 || random.chance(0.6)) {
            return random.pick(scalars);
        }
        return switch (random.nextInt(3)) {
            case 0 -> Type.array(type(random, scalars, depth - 1));
            case 1 -> Type.map(random.pick(Type.VARCHAR, Type.BIGINT), type(random, scalars, depth - 1));
            default -> {
                List<TypeField> fields = new ArrayList<>();
                int count = random.between(1, 3);
                for (int i = 0; i < count; i++) {
                    fields.add(new TypeField("f" + i, type(random, scalars, depth - 1)));
                }
                yield Type.row(fields);
            }
        };
    }

    /** Makes the next batch. */
    public Batch next(int rows) {
        List<Column> made = new ArrayList<>();
        for (Source source : sources) {
            made.add(source.next(rows));
        }
        if (random.chance(0.6)) {
            return Batch.of(rows, made);
        }
        SelectionVector selection = new SelectionVector(rows);
        int count = 0;
        double share = random.nextDouble();
        for (int i = 0; i < rows; i++) {
            if (random.chance(share)) {
                selection.positions()[count++] = i;
            }
        }
        selection.setCount(count);
        return new Batch(rows, made, selection);
    }

    public List<ColumnSchema> columns() {
        return columns;
    }

    @Override
    public void close() {
        sources.forEach(Source::close);
    }

    /** Makes the columns of one type. */
    private final class Source {
        private final ColumnAppender values;
        private final ColumnAppender dictionary;
        private final ColumnBuffer codes;
        private long dictionaryId;

        Source(Type type) {
            values = new ColumnAppender(allocator, type);
            dictionary = new ColumnAppender(allocator, type);
            codes = new ColumnBuffer(allocator, Type.INTEGER, Layout.INT);
        }

        Column next(int rows) {
            values.clear();
            switch (random.nextInt(5)) {
                case 0 -> {
                    append(values, random.chance(0.3));
                    return Column.constant(rows, values.column());
                }
                case 1, 2 -> {
                    return dictionary(rows);
                }
                default -> {
                    boolean[] nulls = random.nulls(rows);
                    boolean repeats = random.chance(0.3);
                    for (int i = 0; i < rows; i++) {
                        int from = values.count() - 1;
                        if (repeats && from >= 0 && random.chance(0.8) && !nulls[i] && !nulls[from]) {
                            repeat(from);
                        } else {
                            append(values, nulls[i]);
                        }
                    }
                    return values.column();
                }
            }
        }

        private void repeat(int row) {
            Column column = values.column();
            if (column.layout().isFixedWidth()) {
                byte[] value = new byte[column.layout().width()];
                RawMemory.copyToArray(column.valuesAddress() + (long) row * value.length, value, 0, value.length);
                ColumnBuffer copy = codes;
                copy.ensureRows(value.length);
                RawMemory.copyFromArray(value, 0, copy.valuesAddress(), value.length);
                values.appendRaw(copy.valuesAddress(), value.length);
            } else {
                byte[] bytes = column.bytesAt(row);
                values.appendBytes(bytes, 0, bytes.length);
            }
        }

        private Column dictionary(int rows) {
            if (dictionary.count() == 0 || random.chance(0.3)) {
                dictionary.clear();
                int size = random.between(1, 300);
                boolean hasNulls = random.chance(0.3);
                for (int i = 0; i < size; i++) {
                    append(dictionary, hasNulls && random.chance(0.2));
                }
                dictionaryId = random.chance(0.8) ? Column.nextDictionaryId() : 0;
            }
            codes.ensureRows(rows);
            codes.ensureValidity(rows);
            boolean[] nulls = random.nulls(rows);
            boolean any = false;
            for (int i = 0; i < rows; i++) {
                RawMemory.putInt(codes.valuesAddress() + 4L * i, random.nextInt(dictionary.count()));
                Bitmap.put(codes.validityAddress(), i, nulls[i] ? 0 : 1);
                any |= nulls[i];
            }
            return Column.dictionary(
                    rows, any ? codes.validityAddress() : 0, codes.valuesAddress(), dictionary.column(), dictionaryId);
        }

        void close() {
            values.close();
            dictionary.close();
            codes.close();
        }
    }

    private void append(ValueAppender target, boolean isNull) {
        Type type = target.type();
        if (isNull) {
            target.appendNull();
        } else if (type.isNested()) {
            appendNested(target);
        } else if (type.isDecimal()) {
            appendDecimal(target, type);
        } else {
            appendScalar(target, type);
        }
    }

    private void appendScalar(ValueAppender target, Type type) {
        switch (type.kind()) {
            case BOOLEAN -> target.appendBoolean(random.nextBoolean());
            case TINYINT -> target.appendInt((int) random.edgyLong(8));
            case SMALLINT -> target.appendInt((int) random.edgyLong(16));
            case INTEGER -> target.appendInt((int) random.edgyLong(32));
            case DATE -> target.appendInt(random.between(-719_162, LAST_DAY));
            case REAL -> target.appendFloat(random.edgyFloat());
            case DOUBLE -> target.appendDouble(random.edgyDouble());
            case TIMESTAMP -> {
                long unit = type.precision() <= 3 ? 1000 : 1;
                long micros = random.between(-719_162L * MICROS_A_DAY, LAST_DAY * MICROS_A_DAY);
                target.appendLong(Math.floorDiv(micros, unit) * unit);
            }
            case TIME -> target.appendLong(random.between(0L, MICROS_A_DAY / 1000 - 1) * 1000);
            case VARBINARY -> {
                byte[] bytes = random.bytes(random.nextInt(random.chance(0.05) ? 300 : 20));
                target.appendBytes(bytes, 0, bytes.length);
            }
            case CHAR, VARCHAR -> {
                int longest = type.precision() == Type.UNBOUNDED_LENGTH ? random.chance(0.05) ? 300 : 20 : 20;
                byte[] bytes = random.text(longest).stripTrailing().getBytes(StandardCharsets.UTF_8);
                target.appendBytes(bytes, 0, bytes.length);
            }
            default -> target.appendLong(random.edgyLong(64));
        }
    }

    private void appendDecimal(ValueAppender target, Type type) {
        BigInteger unscaled = random.edgyDecimal(type.precision());
        if (type.defaultLayout() == Layout.LONG) {
            target.appendLong(unscaled.longValue());
        } else {
            target.appendInt128(unscaled.shiftRight(64).longValue(), unscaled.longValue());
        }
    }

    private void appendNested(ValueAppender target) {
        Type type = target.type();
        CellWriter cell = target.cell();
        if (type.kind() == TypeKind.ROW) {
            for (int i = 0; i < type.fields().size(); i++) {
                append(cell.part(i), random.chance(0.2));
            }
        } else {
            int count = random.nextInt(5);
            for (int i = 0; i < count; i++) {
                if (type.kind() == TypeKind.MAP) {
                    appendKey(cell.part(0), i);
                    append(cell.part(1), random.chance(0.2));
                } else {
                    append(cell.part(0), random.chance(0.2));
                }
            }
        }
        target.appendCell();
    }

    /** Appends a key that the map does not have yet. */
    private void appendKey(ValueAppender keys, int index) {
        if (keys.type().isText()) {
            byte[] key = ("k" + index + random.text(3)).getBytes(StandardCharsets.UTF_8);
            keys.appendBytes(key, 0, key.length);
        } else {
            keys.appendLong(random.between(0L, 1000L) * 10 + index);
        }
    }
}
