package dev.tarn.format.parquet.convert;

import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.text.SqlText;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Makes texts of fixed-width values, as CAST to VARCHAR does. Its memory is reused from batch to batch. One thread at a
 * time.
 */
public final class ValuePrinter implements AutoCloseable {
    private final ColumnBuffer target;
    private final TextLimit limit;

    /** @param type VARCHAR or CHAR */
    public ValuePrinter(Type type, BufferAllocator allocator) {
        target = new ColumnBuffer(allocator, type, Layout.BYTES);
        limit = TextLimit.of(type);
    }

    /** Returns whether values of a type become texts of another by being printed. */
    public static boolean prints(Type from, Type to) {
        return to.isText() && !from.isText() && from.kind() != TypeKind.VARBINARY && !from.isNested();
    }

    /** Returns the texts of a FLAT column, valid until the next call. */
    public Column print(Column values) {
        int count = values.rowCount();
        target.ensureRows(count);
        long offsets = target.offsetsAddress();
        RawMemory.putInt(offsets, 0);
        int length = 0;
        for (int i = 0; i < count; i++) {
            if (!values.isNull(i)) {
                byte[] text = text(values, i).getBytes(StandardCharsets.US_ASCII);
                target.ensureBytes((long) length + text.length);
                RawMemory.copyFromArray(text, 0, target.valuesAddress() + length, text.length);
                length += text.length;
            }
            RawMemory.putInt(offsets + ((i + 1L) << 2), length);
        }
        target.ensureBytes(length);
        if (limit != null) {
            limit.apply(offsets, count, target.valuesAddress());
        }
        return Column.flatBytes(target.type(), count, values.validityAddress(), offsets, target.valuesAddress());
    }

    /** Returns the text of a value that is not NULL. */
    public static String text(Column values, int row) {
        Type type = values.type();
        return switch (type.kind()) {
            case BOOLEAN -> values.longAt(row) == 0 ? "false" : "true";
            case REAL -> SqlText.of((float) values.doubleAt(row));
            case DOUBLE -> SqlText.of(values.doubleAt(row));
            case DECIMAL -> decimal(values, row).toPlainString();
            case DATE -> SqlText.ofDay(values.longAt(row));
            case TIME -> SqlText.ofTime(values.longAt(row), type.precision());
            case TIMESTAMP -> SqlText.ofTimestamp(values.longAt(row), type.precision());
            default -> Long.toString(values.longAt(row));
        };
    }

    /** Returns a DECIMAL of either layout. */
    public static BigDecimal decimal(Column values, int row) {
        int scale = values.type().scale();
        if (values.layout() == Layout.LONG) {
            return BigDecimal.valueOf(values.longAt(row), scale);
        }
        BigInteger low = BigInteger.valueOf(values.lowAt(row));
        if (low.signum() < 0) {
            low = low.add(BigInteger.ONE.shiftLeft(64));
        }
        return new BigDecimal(
                BigInteger.valueOf(values.highAt(row)).shiftLeft(64).add(low), scale);
    }

    @Override
    public void close() {
        target.close();
    }
}
