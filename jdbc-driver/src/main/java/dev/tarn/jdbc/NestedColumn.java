package dev.tarn.jdbc;

import dev.tarn.spi.type.Type;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;

/**
 * A column of nested values. An ARRAY is a {@link java.sql.Array}, a MAP a {@link Map}, a ROW a {@link java.sql.Struct}; asked
 * for as a List or Map, arrays are Lists and rows are Maps by field name, all the way down. As text they are JSON.
 */
final class NestedColumn extends ColumnReader {
    private final Type type;
    private final List<ColumnReader> parts = new ArrayList<>();
    private Object[] values = {};

    NestedColumn(Type type) {
        super(type.sqlName());
        this.type = type;
        for (int i = 0; i < type.fields().size(); i++) {
            parts.add(ColumnReaders.of(type.fieldType(i)));
        }
    }

    @Override
    void load(FieldVector vector) {
        values = new Object[vector.getValueCount()];
        try {
            switch (type.kind()) {
                case ARRAY -> loadArrays((ListVector) vector);
                case MAP -> loadMaps((ListVector) vector);
                default -> loadRows((StructVector) vector);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a part of a nested value has no object", e);
        }
    }

    private Object[] part(int index, FieldVector vector) throws SQLException {
        ColumnReader reader = parts.get(index);
        reader.load(vector);
        Object[] objects = new Object[vector.getValueCount()];
        for (int i = 0; i < objects.length; i++) {
            objects[i] = reader.isNull(i) ? null : reader.object(i);
        }
        return objects;
    }

    private void loadArrays(ListVector vector) throws SQLException {
        Object[] elements = part(0, vector.getDataVector());
        for (int row = 0; row < values.length; row++) {
            if (!vector.isNull(row)) {
                Object[] own =
                        Arrays.copyOfRange(elements, vector.getElementStartIndex(row), vector.getElementEndIndex(row));
                values[row] = new ArrayValue(type, own);
            }
        }
    }

    private void loadMaps(ListVector vector) throws SQLException {
        List<FieldVector> entries = vector.getDataVector().getChildrenFromFields();
        Object[] keys = part(0, entries.get(0));
        Object[] mapped = part(1, entries.get(1));
        for (int row = 0; row < values.length; row++) {
            if (!vector.isNull(row)) {
                Map<Object, Object> map = new LinkedHashMap<>();
                for (int i = vector.getElementStartIndex(row); i < vector.getElementEndIndex(row); i++) {
                    map.put(keys[i], mapped[i]);
                }
                values[row] = Collections.unmodifiableMap(map);
            }
        }
    }

    private void loadRows(StructVector vector) throws SQLException {
        List<FieldVector> fields = vector.getChildrenFromFields();
        Object[][] columns = new Object[fields.size()][];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = part(i, fields.get(i));
        }
        for (int row = 0; row < values.length; row++) {
            if (!vector.isNull(row)) {
                Object[] attributes = new Object[columns.length];
                for (int i = 0; i < columns.length; i++) {
                    attributes[i] = columns[i][row];
                }
                values[row] = new StructValue(type, attributes);
            }
        }
    }

    @Override
    boolean isNull(int row) {
        return values[row] == null;
    }

    @Override
    Object object(int row) {
        return values[row];
    }

    @Override
    Object plain(int row) {
        return NestedValues.plain(type, values[row]);
    }

    @Override
    String text(int row) {
        return NestedValues.json(type, values[row]);
    }
}
