package dev.tarn.jdbc;

import dev.tarn.spi.error.ErrorCode;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.UUID;
import org.apache.arrow.vector.FieldVector;

/**
 * A column of the batch that a result set stands in. A batch is copied onto the Java heap when it is loaded, in one piece a
 * column: so nothing has to be freed, reading costs no more than an array's element, and a result set that one thread closes
 * while another reads it cannot reach memory that is gone.
 *
 * <p>All but {@link #load} and {@link #isNull} are for rows that are not NULL.
 */
abstract class ColumnReader {
    private final String typeName;

    ColumnReader(String typeName) {
        this.typeName = typeName;
    }

    /** Copies a column of the next batch. */
    abstract void load(FieldVector vector);

    abstract boolean isNull(int row);

    /** Returns what getObject gives. */
    abstract Object object(int row) throws SQLException;

    /** Returns what getObject gives for a class that asks for the plain Java form: Lists and Maps for nested values. */
    Object plain(int row) throws SQLException {
        return object(row);
    }

    String text(int row) throws SQLException {
        return String.valueOf(object(row));
    }

    /** Returns the value without its fraction, if a long can hold it. */
    long integer(int row) throws SQLException {
        throw cannotBecome("a number");
    }

    double floating(int row) throws SQLException {
        throw cannotBecome("a number");
    }

    BigDecimal decimal(int row) throws SQLException {
        throw cannotBecome("a number");
    }

    boolean bool(int row) throws SQLException {
        return floating(row) != 0;
    }

    byte[] bytes(int row) throws SQLException {
        throw cannotBecome("bytes");
    }

    UUID uuid(int row) throws SQLException {
        throw cannotBecome("a UUID");
    }

    LocalDate date(int row) throws SQLException {
        return moment(row).toLocalDate();
    }

    LocalTime time(int row) throws SQLException {
        return moment(row).toLocalTime();
    }

    LocalDateTime moment(int row) throws SQLException {
        throw cannotBecome("a date or time");
    }

    final SQLException cannotBecome(String what) {
        return JdbcErrors.of(
                ErrorCode.INVALID_CAST_ARGUMENT, "a value of type " + typeName + " cannot be read as " + what);
    }
}
