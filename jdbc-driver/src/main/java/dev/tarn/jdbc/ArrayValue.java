package dev.tarn.jdbc;

import dev.tarn.ResultColumn;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.type.Type;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** An ARRAY as an {@code Object[]} of what getObject gives for its elements; immutable, and {@link #free} does nothing. */
final class ArrayValue implements Array {
    private final Type type;
    private final Object[] elements;

    ArrayValue(Type type, Object[] elements) {
        this.type = type;
        this.elements = elements;
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
            throw JdbcErrors.of(
                    ErrorCode.INVALID_FUNCTION_ARGUMENT,
                    count + " elements from element " + index + " of an array of " + elements.length);
        }
        return Arrays.copyOfRange(elements, (int) index - 1, (int) index - 1 + count);
    }

    @Override
    public Object getArray(long index, int count, Map<String, Class<?>> map) throws SQLException {
        return getArray(index, count);
    }

    /** Returns the elements as Tarn holds them; not to be changed. */
    Object[] elements() {
        return elements;
    }

    @Override
    public ResultSet getResultSet() throws SQLException {
        return getResultSet(1, elements.length);
    }

    @Override
    public ResultSet getResultSet(Map<String, Class<?>> map) throws SQLException {
        return getResultSet();
    }

    /** Returns a row for each element: its number from 1, and its value. */
    @Override
    public ResultSet getResultSet(long index, int count) throws SQLException {
        Object[] some = (Object[]) getArray(index, count);
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < some.length; i++) {
            rows.add(new Object[] {index + i, some[i]});
        }
        List<ResultColumn> columns =
                List.of(new ResultColumn("INDEX", Type.BIGINT), new ResultColumn("VALUE", type.fieldType(0)));
        return TarnResultSet.of(null, columns, rows);
    }

    @Override
    public ResultSet getResultSet(long index, int count, Map<String, Class<?>> map) throws SQLException {
        return getResultSet(index, count);
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
        return NestedValues.json(type, this);
    }
}
