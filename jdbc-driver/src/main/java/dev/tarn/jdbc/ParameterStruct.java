package dev.tarn.jdbc;

import java.sql.Struct;
import java.util.Map;

/**
 * A ROW that a client makes for a parameter.
 *
 * @param typeName as the client says it
 */
record ParameterStruct(String typeName, Object[] attributes) implements Struct {
    @Override
    public String getSQLTypeName() {
        return typeName;
    }

    @Override
    public Object[] getAttributes() {
        return attributes.clone();
    }

    @Override
    public Object[] getAttributes(Map<String, Class<?>> map) {
        return getAttributes();
    }
}
