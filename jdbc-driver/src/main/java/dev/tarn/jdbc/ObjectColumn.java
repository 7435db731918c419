package dev.tarn.jdbc;

import dev.tarn.spi.type.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.apache.arrow.vector.FieldVector;

/** A column of rows that the driver made itself, as those of metadata and of arrays: what getObject gives. */
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
        return type.isNested() ? NestedValues.json(type, object(row)) : NestedValues.scalar(type, object(row));
    }

    @Override
    byte[] bytes(int row) throws SQLException {
        return object(row) instanceof byte[] bytes
                ? bytes.clone()
                : type.isText() ? text(row).getBytes(StandardCharsets.UTF_8) : super.bytes(row);
    }

    @Override
    long integer(int row) throws SQLException {
        return object(row) instanceof Long number ? number : CopiedColumn.exactInteger(decimal(row));
    }

    @Override
    double floating(int row) throws SQLException {
        return object(row) instanceof Number number ? number.doubleValue() : TextValues.floating(text(row), this);
    }

    @Override
    BigDecimal decimal(int row) throws SQLException {
        return object(row) instanceof Boolean bool
                ? BigDecimal.valueOf(bool ? 1 : 0)
                : TextValues.decimal(text(row), this);
    }

    @Override
    boolean bool(int row) throws SQLException {
        Object value = object(row);
        if (value instanceof Boolean bool) {
            return bool;
        }
        return value instanceof Number number ? number.doubleValue() != 0 : TextValues.bool(text(row), this);
    }

    @Override
    UUID uuid(int row) throws SQLException {
        return TextValues.uuid(text(row), this);
    }

    @Override
    LocalDateTime moment(int row) throws SQLException {
        Object value = object(row);
        if (value instanceof LocalDateTime moment) {
            return moment;
        } else if (value instanceof LocalDate day) {
            return day.atStartOfDay();
        } else if (value instanceof LocalTime time) {
            return time.atDate(LocalDate.EPOCH);
        }
        return type.isText() ? TextValues.moment(text(row), this) : super.moment(row);
    }
}
