package dev.tarn.jdbc;

import dev.tarn.spi.type.Type;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import org.apache.arrow.vector.FieldVector;

/** A column of rows that the driver made itself, as those of metadata: texts, numbers, BOOLEANs. */
final class ObjectColumn extends ColumnReader {
    private final Type type;
    private final List<Object[]> rows;
    private final int index;

    ObjectColumn(Type type, List<Object[]> rows, int index) {
        super(type.sqlName());
        this.type = type;
        this.rows = rows;
        this.index = index;
    }

    @Override
    void load(FieldVector vector) {
        // The rows are here.
    }

    @Override
    boolean isNull(int row) {
        return rows.get(row)[index] == null;
    }

    @Override
    Object object(int row) {
        return rows.get(row)[index];
    }

    @Override
    Object plain(int row) {
        return NestedValues.plain(type, object(row));
    }

    @Override
    String text(int row) {
        return type.isNested() ? NestedValues.json(type, object(row)) : String.valueOf(object(row));
    }

    @Override
    long integer(int row) throws SQLException {
        return object(row) instanceof Number number
                ? number.longValue()
                : decimal(row).longValue();
    }

    @Override
    double floating(int row) throws SQLException {
        return object(row) instanceof Number number
                ? number.doubleValue()
                : decimal(row).doubleValue();
    }

    @Override
    BigDecimal decimal(int row) throws SQLException {
        return TextValues.decimal(text(row), this);
    }

    @Override
    boolean bool(int row) throws SQLException {
        return object(row) instanceof Boolean bool ? bool : TextValues.bool(text(row), this);
    }
}
