package dev.tarn.jdbc;

import dev.tarn.ResultColumn;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.type.Type;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;

/** The columns of a result. */
final class TarnResultSetMetaData extends Unwrappable implements ResultSetMetaData {
    private final List<ResultColumn> columns;

    TarnResultSetMetaData(List<ResultColumn> columns) {
        this.columns = columns;
    }

    @Override
    String what() {
        return "result's metadata";
    }

    private ResultColumn column(int index) throws SQLException {
        if (index < 1 || index > columns.size()) {
            throw JdbcErrors.of(
                    ErrorCode.COLUMN_NOT_FOUND,
                    "there is no column " + index + "; the result has " + columns.size() + ", counted from 1");
        }
        return columns.get(index - 1);
    }

    private Type type(int index) throws SQLException {
        return column(index).type();
    }

    @Override
    public int getColumnCount() {
        return columns.size();
    }

    @Override
    public boolean isAutoIncrement(int index) throws SQLException {
        column(index);
        return false;
    }

    @Override
    public boolean isCaseSensitive(int index) throws SQLException {
        return type(index).isText();
    }

    @Override
    public boolean isSearchable(int index) throws SQLException {
        column(index);
        return true;
    }

    @Override
    public boolean isCurrency(int index) throws SQLException {
        column(index);
        return false;
    }

    @Override
    public int isNullable(int index) throws SQLException {
        column(index);
        return columnNullable;
    }

    @Override
    public boolean isSigned(int index) throws SQLException {
        return JdbcTypes.isSigned(type(index));
    }

    @Override
    public int getColumnDisplaySize(int index) throws SQLException {
        return JdbcTypes.displayWidth(type(index));
    }

    @Override
    public String getColumnLabel(int index) throws SQLException {
        return column(index).label();
    }

    @Override
    public String getColumnName(int index) throws SQLException {
        return column(index).label();
    }

    @Override
    public String getSchemaName(int index) throws SQLException {
        column(index);
        return "";
    }

    @Override
    public int getPrecision(int index) throws SQLException {
        return JdbcTypes.precision(type(index));
    }

    @Override
    public int getScale(int index) throws SQLException {
        return JdbcTypes.scale(type(index));
    }

    @Override
    public String getTableName(int index) throws SQLException {
        column(index);
        return "";
    }

    @Override
    public String getCatalogName(int index) throws SQLException {
        column(index);
        return "";
    }

    @Override
    public int getColumnType(int index) throws SQLException {
        return JdbcTypes.jdbcType(type(index));
    }

    @Override
    public String getColumnTypeName(int index) throws SQLException {
        return JdbcTypes.typeName(type(index));
    }

    @Override
    public boolean isReadOnly(int index) throws SQLException {
        column(index);
        return true;
    }

    @Override
    public boolean isWritable(int index) throws SQLException {
        column(index);
        return false;
    }

    @Override
    public boolean isDefinitelyWritable(int index) throws SQLException {
        column(index);
        return false;
    }

    @Override
    public String getColumnClassName(int index) throws SQLException {
        return JdbcTypes.javaClass(type(index)).getName();
    }
}
