package dev.tarn.jdbc;

import dev.tarn.spi.type.Type;
import java.sql.Array;
import java.sql.SQLException;
import java.sql.Struct;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;

/**
 * Reads nested values through the accessors of their parts. An ARRAY is a {@link Array}, a MAP a {@link Map}, a ROW a
 * {@link Struct}; asked for as a List or Map, arrays are Lists and rows are Maps by field name, all the way down. As text
 * they are {@code [1, null]} and {@code {key=value}}.
 */
abstract class NestedAccessor extends VectorAccessor {
    private final Type type;
    private final List<VectorAccessor> parts = new ArrayList<>();
    private FieldVector vector;

    private NestedAccessor(ArrowCursor cursor, int columnIndex, Type type) {
        super(cursor, columnIndex, type.sqlName());
        this.type = type;
        for (int i = 0; i < type.fields().size(); i++) {
            parts.add(VectorAccessors.accessor(cursor, columnIndex, type.fieldType(i)));
        }
    }

    static NestedAccessor of(ArrowCursor cursor, int columnIndex, Type type) {
        return switch (type.kind()) {
            case ARRAY -> new ArrayAccessor(cursor, columnIndex, type);
            case MAP -> new MapAccessor(cursor, columnIndex, type);
            default -> new RowAccessor(cursor, columnIndex, type);
        };
    }

    final Type type() {
        return type;
    }

    final VectorAccessor part(int index) {
        return parts.get(index);
    }

    final FieldVector vector() {
        return vector;
    }

    /** Returns the vectors of the parts. */
    abstract List<FieldVector> partVectors(FieldVector next);

    @Override
    final void attach(FieldVector next) {
        vector = next;
        List<FieldVector> vectors = partVectors(next);
        for (int i = 0; i < parts.size(); i++) {
            parts.get(i).attach(vectors.get(i));
        }
    }

    @Override
    final boolean isNull(int row) {
        return vector.isNull(row);
    }

    @Override
    final Object converted(int row, Class<?> wanted) throws SQLException {
        Object plain = plain(row);
        if (wanted.isInstance(plain)) {
            return plain;
        }
        return super.converted(row, wanted);
    }

    /** Appends value {@code row} of part {@code index}. */
    final void appendText(StringBuilder text, int index, int row) throws SQLException {
        VectorAccessor part = parts.get(index);
        text.append(part.isNull(row) ? "null" : part.text(row));
    }

    private static final class ArrayAccessor extends NestedAccessor {
        ArrayAccessor(ArrowCursor cursor, int columnIndex, Type type) {
            super(cursor, columnIndex, type);
        }

        @Override
        List<FieldVector> partVectors(FieldVector next) {
            return List.of(((ListVector) next).getDataVector());
        }

        @Override
        Object object(int row) throws SQLException {
            ListVector lists = (ListVector) vector();
            int from = lists.getElementStartIndex(row);
            Object[] elements = new Object[lists.getElementEndIndex(row) - from];
            for (int i = 0; i < elements.length; i++) {
                elements[i] = part(0).objectOrNull(from + i);
            }
            return new ArrayValue(type(), elements, text(row));
        }

        @Override
        Object plain(int row) throws SQLException {
            ListVector lists = (ListVector) vector();
            List<Object> elements = new ArrayList<>();
            for (int i = lists.getElementStartIndex(row); i < lists.getElementEndIndex(row); i++) {
                elements.add(part(0).plainOrNull(i));
            }
            return Collections.unmodifiableList(elements);
        }

        @Override
        String text(int row) throws SQLException {
            ListVector lists = (ListVector) vector();
            StringBuilder text = new StringBuilder("[");
            for (int i = lists.getElementStartIndex(row); i < lists.getElementEndIndex(row); i++) {
                text.append(text.length() == 1 ? "" : ", ");
                appendText(text, 0, i);
            }
            return text.append(']').toString();
        }
    }

    private static final class MapAccessor extends NestedAccessor {
        MapAccessor(ArrowCursor cursor, int columnIndex, Type type) {
            super(cursor, columnIndex, type);
        }

        @Override
        List<FieldVector> partVectors(FieldVector next) {
            return ((ListVector) next).getDataVector().getChildrenFromFields();
        }

        @Override
        Object object(int row) throws SQLException {
            ListVector maps = (ListVector) vector();
            Map<Object, Object> entries = new LinkedHashMap<>();
            for (int i = maps.getElementStartIndex(row); i < maps.getElementEndIndex(row); i++) {
                entries.put(part(0).objectOrNull(i), part(1).objectOrNull(i));
            }
            return Collections.unmodifiableMap(entries);
        }

        @Override
        Object plain(int row) throws SQLException {
            ListVector maps = (ListVector) vector();
            Map<Object, Object> entries = new LinkedHashMap<>();
            for (int i = maps.getElementStartIndex(row); i < maps.getElementEndIndex(row); i++) {
                entries.put(part(0).plainOrNull(i), part(1).plainOrNull(i));
            }
            return Collections.unmodifiableMap(entries);
        }

        @Override
        String text(int row) throws SQLException {
            ListVector maps = (ListVector) vector();
            StringBuilder text = new StringBuilder("{");
            for (int i = maps.getElementStartIndex(row); i < maps.getElementEndIndex(row); i++) {
                text.append(text.length() == 1 ? "" : ", ");
                appendText(text, 0, i);
                appendText(text.append('='), 1, i);
            }
            return text.append('}').toString();
        }
    }

    private static final class RowAccessor extends NestedAccessor {
        RowAccessor(ArrowCursor cursor, int columnIndex, Type type) {
            super(cursor, columnIndex, type);
        }

        @Override
        List<FieldVector> partVectors(FieldVector next) {
            return next.getChildrenFromFields();
        }

        private String name(int index) {
            return vector().getChildrenFromFields().get(index).getName();
        }

        @Override
        Object object(int row) throws SQLException {
            Object[] attributes = new Object[type().fields().size()];
            for (int i = 0; i < attributes.length; i++) {
                attributes[i] = part(i).objectOrNull(row);
            }
            return new StructValue(type(), attributes, text(row));
        }

        @Override
        Object plain(int row) throws SQLException {
            Map<String, Object> fields = new LinkedHashMap<>();
            for (int i = 0; i < type().fields().size(); i++) {
                fields.put(name(i), part(i).plainOrNull(row));
            }
            return Collections.unmodifiableMap(fields);
        }

        @Override
        String text(int row) throws SQLException {
            StringBuilder text = new StringBuilder("{");
            for (int i = 0; i < type().fields().size(); i++) {
                text.append(i == 0 ? "" : ", ").append(name(i)).append('=');
                appendText(text, i, row);
            }
            return text.append('}').toString();
        }
    }
}
