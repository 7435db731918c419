package dev.tarn.shell.render;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The rows of a result set. Closing that is its owner's business. */
public final class ResultRows implements Rows {
    private final ResultSet result;
    private final List<Column> columns = new ArrayList<>();

    /** Reads labels and types; moves no cursor. */
    public ResultRows(ResultSet result) throws SQLException {
        this.result = result;
        ResultSetMetaData metaData = result.getMetaData();
        for (int column = 1; column <= metaData.getColumnCount(); column++) {
            columns.add(new Column(
                    metaData.getColumnLabel(column),
                    metaData.getColumnType(column),
                    metaData.getColumnTypeName(column)));
        }
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public boolean next() throws SQLException {
        return result.next();
    }

    @Override
    public String text(int column) throws SQLException {
        if (columns.get(column).isBinary()) {
            byte[] bytes = result.getBytes(column + 1);
            return bytes == null ? null : HexFormat.of().formatHex(bytes);
        }
        return result.getString(column + 1);
    }

    @Override
    public Object nested(int column) throws SQLException {
        return columns.get(column).jdbcType() == Types.ARRAY
                ? result.getObject(column + 1, List.class)
                : result.getObject(column + 1, Map.class);
    }
}
