package dev.tarn.jdbc;

import dev.tarn.spi.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;

/** The many ways in which JDBC sets a parameter, brought to one. */
abstract class ParameterSetters extends TarnStatement implements PreparedStatement {
    ParameterSetters(TarnConnection connection) {
        super(connection);
    }

    /** Sets a parameter, from 1, to a value of a class that the engine takes, or null. */
    abstract void set(int index, Object value) throws SQLException;

    @Override
    public final void setNull(int index, int sqlType) throws SQLException {
        set(index, null);
    }

    @Override
    public final void setNull(int index, int sqlType, String typeName) throws SQLException {
        set(index, null);
    }

    @Override
    public final void setBoolean(int index, boolean value) throws SQLException {
        set(index, value);
    }

    @Override
    public final void setByte(int index, byte value) throws SQLException {
        set(index, value);
    }

    @Override
    public final void setShort(int index, short value) throws SQLException {
        set(index, value);
    }

    @Override
    public final void setInt(int index, int value) throws SQLException {
        set(index, value);
    }

    @Override
    public final void setLong(int index, long value) throws SQLException {
        set(index, value);
    }

    @Override
    public final void setFloat(int index, float value) throws SQLException {
        set(index, value);
    }

    @Override
    public final void setDouble(int index, double value) throws SQLException {
        set(index, value);
    }

    @Override
    public final void setBigDecimal(int index, BigDecimal value) throws SQLException {
        set(index, value);
    }

    @Override
    public final void setString(int index, String value) throws SQLException {
        set(index, value);
    }

    @Override
    public final void setNString(int index, String value) throws SQLException {
        set(index, value);
    }

    @Override
    public final void setBytes(int index, byte[] value) throws SQLException {
        set(index, value == null ? null : value.clone());
    }

    @Override
    public final void setDate(int index, Date value) throws SQLException {
        set(index, value == null ? null : value.toLocalDate());
    }

    @Override
    public final void setTime(int index, Time value) throws SQLException {
        setTime(index, value, null);
    }

    @Override
    public final void setTimestamp(int index, Timestamp value) throws SQLException {
        set(index, value == null ? null : value.toLocalDateTime());
    }

    @Override
    public final void setDate(int index, Date value, Calendar calendar) throws SQLException {
        set(index, value == null ? null : Zones.moment(value, calendar).toLocalDate());
    }

    @Override
    public final void setTime(int index, Time value, Calendar calendar) throws SQLException {
        set(index, value == null ? null : Zones.moment(value, calendar).toLocalTime());
    }

    @Override
    public final void setTimestamp(int index, Timestamp value, Calendar calendar) throws SQLException {
        set(index, value == null ? null : Zones.moment(value, calendar));
    }

    @Override
    public final void setObject(int index, Object value) throws SQLException {
        set(index, JdbcValues.engineValue(value));
    }

    @Override
    public final void setObject(int index, Object value, int targetSqlType) throws SQLException {
        set(index, JdbcValues.as(JdbcValues.engineValue(value), targetSqlType));
    }

    @Override
    public final void setObject(int index, Object value, int targetSqlType, int scaleOrLength) throws SQLException {
        Object converted = JdbcValues.as(JdbcValues.engineValue(value), targetSqlType);
        set(
                index,
                converted instanceof BigDecimal decimal
                        ? decimal.setScale(scaleOrLength, java.math.RoundingMode.HALF_UP)
                        : converted);
    }

    @Override
    public final void setObject(int index, Object value, SQLType targetSqlType) throws SQLException {
        setObject(index, value, number(targetSqlType));
    }

    @Override
    public final void setObject(int index, Object value, SQLType targetSqlType, int scaleOrLength) throws SQLException {
        setObject(index, value, number(targetSqlType), scaleOrLength);
    }

    private static int number(SQLType type) throws SQLException {
        if (type == null || type.getVendorTypeNumber() == null) {
            throw JdbcErrors.of(ErrorCode.INVALID_FUNCTION_ARGUMENT, "setObject with no SQL type");
        }
        return type.getVendorTypeNumber();
    }

    @Override
    public final void setArray(int index, Array value) throws SQLException {
        setObject(index, value);
    }

    private void setText(int index, Reader reader, long length) throws SQLException {
        if (reader == null) {
            set(index, null);
            return;
        }
        StringWriter text = new StringWriter();
        try {
            reader.transferTo(text);
        } catch (IOException e) {
            throw unreadable(index, e);
        }
        String all = text.toString();
        set(index, length >= 0 && length < all.length() ? all.substring(0, (int) length) : all);
    }

    private static byte[] read(int index, InputStream stream, long length) throws SQLException {
        try {
            return length >= 0 && length < Integer.MAX_VALUE ? stream.readNBytes((int) length) : stream.readAllBytes();
        } catch (IOException e) {
            throw unreadable(index, e);
        }
    }

    private static SQLException unreadable(int index, IOException cause) {
        return JdbcErrors.of(
                ErrorCode.INVALID_PARAMETER_USAGE,
                "the stream of parameter " + index + " cannot be read: " + cause.getMessage(),
                cause);
    }

    private void setBytes(int index, InputStream stream, long length) throws SQLException {
        set(index, stream == null ? null : read(index, stream, length));
    }

    @Override
    public final void setAsciiStream(int index, InputStream value, int length) throws SQLException {
        setAsciiStream(index, value, (long) length);
    }

    @Override
    public final void setAsciiStream(int index, InputStream value, long length) throws SQLException {
        set(index, value == null ? null : new String(read(index, value, length), StandardCharsets.US_ASCII));
    }

    @Override
    public final void setAsciiStream(int index, InputStream value) throws SQLException {
        setAsciiStream(index, value, -1L);
    }

    @Override
    @Deprecated
    public final void setUnicodeStream(int index, InputStream value, int length) throws SQLException {
        set(index, value == null ? null : new String(read(index, value, length), StandardCharsets.UTF_8));
    }

    @Override
    public final void setBinaryStream(int index, InputStream value, int length) throws SQLException {
        setBytes(index, value, length);
    }

    @Override
    public final void setBinaryStream(int index, InputStream value, long length) throws SQLException {
        setBytes(index, value, length);
    }

    @Override
    public final void setBinaryStream(int index, InputStream value) throws SQLException {
        setBytes(index, value, -1);
    }

    @Override
    public final void setBlob(int index, InputStream value, long length) throws SQLException {
        setBytes(index, value, length);
    }

    @Override
    public final void setBlob(int index, InputStream value) throws SQLException {
        setBytes(index, value, -1);
    }

    @Override
    public final void setBlob(int index, Blob value) throws SQLException {
        setBytes(index, value == null ? null : value.getBinaryStream(), -1);
    }

    @Override
    public final void setCharacterStream(int index, Reader value, int length) throws SQLException {
        setText(index, value, length);
    }

    @Override
    public final void setCharacterStream(int index, Reader value, long length) throws SQLException {
        setText(index, value, length);
    }

    @Override
    public final void setCharacterStream(int index, Reader value) throws SQLException {
        setText(index, value, -1);
    }

    @Override
    public final void setNCharacterStream(int index, Reader value, long length) throws SQLException {
        setText(index, value, length);
    }

    @Override
    public final void setNCharacterStream(int index, Reader value) throws SQLException {
        setText(index, value, -1);
    }

    @Override
    public final void setClob(int index, Reader value, long length) throws SQLException {
        setText(index, value, length);
    }

    @Override
    public final void setClob(int index, Reader value) throws SQLException {
        setText(index, value, -1);
    }

    @Override
    public final void setClob(int index, Clob value) throws SQLException {
        setText(index, value == null ? null : value.getCharacterStream(), -1);
    }

    @Override
    public final void setNClob(int index, Reader value, long length) throws SQLException {
        setText(index, value, length);
    }

    @Override
    public final void setNClob(int index, Reader value) throws SQLException {
        setText(index, value, -1);
    }

    @Override
    public final void setNClob(int index, NClob value) throws SQLException {
        setClob(index, (Clob) value);
    }

    @Override
    public final void setRef(int index, Ref value) throws SQLException {
        throw JdbcErrors.notSupported("parameters of type REF");
    }

    @Override
    public final void setRowId(int index, RowId value) throws SQLException {
        throw JdbcErrors.notSupported("parameters of type ROWID");
    }

    @Override
    public final void setSQLXML(int index, SQLXML value) throws SQLException {
        throw JdbcErrors.notSupported("parameters of type SQLXML");
    }

    @Override
    public final void setURL(int index, URL value) throws SQLException {
        set(index, value == null ? null : value.toString());
    }
}
