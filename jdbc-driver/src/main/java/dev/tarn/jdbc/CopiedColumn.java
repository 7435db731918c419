package dev.tarn.jdbc;

import dev.tarn.spi.error.ErrorCode;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.sql.SQLException;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;

/** A column of values of one width, as bytes in the order of the machine's memory; and which of them are NULL. */
abstract class CopiedColumn extends ColumnReader {
    static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle FLOATS = MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle DOUBLES = MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

    private final int width;
    private byte[] values = {};
    private byte[] validity = {};
    private boolean mayHaveNulls;

    /**
     * Makes a column.
     *
     * @param width the bytes of a value, 0 for bits
     */
    CopiedColumn(String typeName, int width) {
        super(typeName);
        this.width = width;
    }

    @Override
    void load(FieldVector vector) {
        int rows = vector.getValueCount();
        loadNulls(vector, rows);
        int length = width == 0 ? (rows + 7) / 8 : rows * width;
        values = copy(vector.getDataBuffer(), 0, length, values);
    }

    final void loadNulls(FieldVector vector, int rows) {
        mayHaveNulls = vector.getNullCount() > 0;
        if (mayHaveNulls) {
            validity = copy(vector.getValidityBuffer(), 0, (rows + 7) / 8, validity);
        }
    }

    /** Returns {@code length} bytes from {@code from} on, in {@code reused} if it is large enough. */
    static byte[] copy(ArrowBuf buffer, long from, int length, byte[] reused) {
        byte[] into = reused.length >= length ? reused : new byte[length + length / 4];
        if (length > 0) {
            buffer.getBytes(from, into, 0, length);
        }
        return into;
    }

    final byte[] values() {
        return values;
    }

    @Override
    final boolean isNull(int row) {
        return mayHaveNulls && (validity[row >> 3] & (1 << (row & 7))) == 0;
    }

    static long exactInteger(BigDecimal value) throws SQLException {
        if (value.precision() - value.scale() > 18 && value.toBigInteger().bitLength() > 63) {
            throw JdbcErrors.of(ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, value + " does not fit a long");
        }
        return value.longValue();
    }
}
