package dev.tarn.jdbc;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.type.Type;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Arrays;
import java.util.Map;

/** An ARRAY as an {@code Object[]} of what getObject gives for its elements; immutable, and {@link #free} does nothing. */
final class ArrayValue implements Array {
    private final Type type;
    private final Object[] elements;
    private final String text;

    ArrayValue(Type type, Object[] elements, String text) {
        this.type = type;
        this.elements = elements;
        this.text = text;
    }

    @Override
    public String getBaseTypeName() {
        return type.fieldType(0).sqlName();
    }

    @Override
    public int getBaseType() {
        return JdbcTypes.jdbcType(type.fieldType(0));
    }

    @Override
    public Object getArray() {
        return elements.clone();
    }

    @Override
    public Object getArray(Map<String, Class<?>> map) {
        return getArray();
    }

    @Override
    public Object getArray(long index, int count) throws SQLException {
        if (index < 1 || count < 0 || index - 1 + count > elements.length) {
            throw new SQLException(
                    count + " elements from element " + index + " of an array of " + elements.length,
                    ErrorCode.INVALID_FUNCTION_ARGUMENT.sqlState());
        }
        return Arrays.copyOfRange(elements, (int) index - 1, (int) index - 1 + count);
    }

    @Override
    public Object getArray(long index, int count, Map<String, Class<?>> map) throws SQLException {
        return getArray(index, count);
    }

    @Override
    public ResultSet getResultSet() throws SQLException {
        throw notSupported();
    }

    @Override
    public ResultSet getResultSet(Map<String, Class<?>> map) throws SQLException {
        throw notSupported();
    }

    @Override
    public ResultSet getResultSet(long index, int count) throws SQLException {
        throw notSupported();
    }

    @Override
    public ResultSet getResultSet(long index, int count, Map<String, Class<?>> map) throws SQLException {
        throw notSupported();
    }

    private static SQLException notSupported() {
        return new SQLFeatureNotSupportedException(
                "NOT_SUPPORTED: an array as a result set; use getArray or UNNEST", ErrorCode.NOT_SUPPORTED.sqlState());
    }

    @Override
    public void free() {
        // The elements are Java objects; nothing else is held.
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ArrayValue array
                && type.equals(array.type)
                && Arrays.deepEquals(elements, array.elements);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(elements);
    }

    @Override
    public String toString() {
        return text;
    }
}
