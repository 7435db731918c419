package dev.tarn.jdbc;

import dev.tarn.spi.type.Type;
import java.sql.Struct;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A ROW; immutable. Its type name is the SQL type, which tells the fields' names. */
final class StructValue implements Struct {
    private final Type type;
    private final Object[] attributes;

    StructValue(Type type, Object[] attributes) {
        this.type = type;
        this.attributes = attributes;
    }

    /** Returns the names of the fields. */
    List<String> fieldNames() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < attributes.length; i++) {
            names.add(NestedValues.fieldName(type, i));
        }
        return names;
    }

    @Override
    public String getSQLTypeName() {
        return type.sqlName();
    }

    @Override
    public Object[] getAttributes() {
        return attributes.clone();
    }

    @Override
    public Object[] getAttributes(Map<String, Class<?>> map) {
        return getAttributes();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StructValue struct
                && type.equals(struct.type)
                && Arrays.deepEquals(attributes, struct.attributes);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(attributes);
    }

    @Override
    public String toString() {
        return NestedValues.json(type, this);
    }
}
