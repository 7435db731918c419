package dev.tarn.jdbc;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.util.List;

/** The parameters of a statement. One whose place says no type is told as VARCHAR; it takes values of every type. */
final class TarnParameterMetaData extends Unwrappable implements ParameterMetaData {
    private final List<Type> types;

    TarnParameterMetaData(List<Type> types) {
        this.types = types;
    }

    @Override
    String what() {
        return "parameters' metadata";
    }

    private Type type(int parameter) throws SQLException {
        if (parameter < 1 || parameter > types.size()) {
            throw JdbcErrors.of(
                    ErrorCode.INVALID_PARAMETER_USAGE,
                    "there is no parameter " + parameter + "; the statement has " + types.size());
        }
        Type type = types.get(parameter - 1);
        return type.kind() == TypeKind.UNKNOWN ? Type.VARCHAR : type;
    }

    @Override
    public int getParameterCount() {
        return types.size();
    }

    @Override
    public int isNullable(int parameter) throws SQLException {
        type(parameter);
        return parameterNullable;
    }

    @Override
    public boolean isSigned(int parameter) throws SQLException {
        return JdbcTypes.isSigned(type(parameter));
    }

    @Override
    public int getPrecision(int parameter) throws SQLException {
        return JdbcTypes.precision(type(parameter));
    }

    @Override
    public int getScale(int parameter) throws SQLException {
        return JdbcTypes.scale(type(parameter));
    }

    @Override
    public int getParameterType(int parameter) throws SQLException {
        return JdbcTypes.jdbcType(type(parameter));
    }

    @Override
    public String getParameterTypeName(int parameter) throws SQLException {
        return JdbcTypes.typeName(type(parameter));
    }

    @Override
    public String getParameterClassName(int parameter) throws SQLException {
        return JdbcTypes.javaClass(type(parameter)).getName();
    }

    @Override
    public int getParameterMode(int parameter) throws SQLException {
        type(parameter);
        return parameterModeIn;
    }
}
