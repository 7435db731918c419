package dev.tarn.expr.bind;

import dev.tarn.expr.ir.Expr.Literal;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.predicate.Domain.ByteText;
import dev.tarn.spi.type.TypeKind;
import java.math.BigInteger;
import java.util.Arrays;

/** Translates between a literal's value and a column's memory. */
public final class LiteralValues {
    private LiteralValues() {}

    /** Writes row 0; of NULL a zero or the empty text. */
    public static void write(Literal literal, ColumnBuffer out) {
        Object value = literal.value();
        switch (literal.layout()) {
            case BYTE -> RawMemory.putByte(out.valuesAddress(), (byte) longValue(value));
            case INT -> RawMemory.putInt(out.valuesAddress(), (int) longValue(value));
            case LONG -> RawMemory.putLong(out.valuesAddress(), longValue(value));
            case INT128 -> {
                BigInteger big = value == null ? BigInteger.ZERO : (BigInteger) value;
                RawMemory.putLong(out.valuesAddress(), big.longValue());
                RawMemory.putLong(out.valuesAddress() + 8, big.shiftRight(64).longValue());
            }
            case FLOAT -> RawMemory.putFloat(out.valuesAddress(), (float) doubleValue(value));
            case DOUBLE -> RawMemory.putDouble(out.valuesAddress(), doubleValue(value));
            case BYTES -> {
                byte[] bytes = value == null ? new byte[0] : unpadded(literal);
                out.ensureBytes(bytes.length);
                RawMemory.putInt(out.offsetsAddress(), 0);
                RawMemory.putInt(out.offsetsAddress() + 4, bytes.length);
                RawMemory.copyFromArray(bytes, 0, out.valuesAddress(), bytes.length);
            }
        }
    }

    /** Returns a text literal's bytes; of CHAR without the padding. */
    public static byte[] unpadded(Literal literal) {
        byte[] bytes = ((ByteText) literal.value()).bytes();
        int length = bytes.length;
        while (literal.type().kind() == TypeKind.CHAR && length > 0 && bytes[length - 1] == ' ') {
            length--;
        }
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    /** Returns the value of an integer-like literal; 0 for NULL. */
    public static long longValue(Object value) {
        return value == null ? 0 : ((Number) value).longValue();
    }

    private static double doubleValue(Object value) {
        return value == null ? 0 : ((Number) value).doubleValue();
    }

    /** Returns row {@code row} of a column as a literal has it, null for NULL. */
    public static Object read(Column column, int row) {
        if (column.isNull(row)) {
            return null;
        }
        return switch (column.layout()) {
            case BYTE, INT -> column.longAt(row);
            case LONG ->
                column.type().kind() == TypeKind.DECIMAL
                        ? (Object) BigInteger.valueOf(column.longAt(row))
                        : (Object) column.longAt(row);
            case INT128 -> DecimalText.bigInteger(column.highAt(row), column.lowAt(row));
            case FLOAT, DOUBLE -> column.doubleAt(row);
            case BYTES -> new ByteText(column.bytesAt(row));
        };
    }
}
