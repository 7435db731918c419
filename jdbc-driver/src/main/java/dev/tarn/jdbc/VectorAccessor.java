package dev.tarn.jdbc;

import dev.tarn.spi.error.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLXML;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Calendar;
import java.util.Map;
import java.util.TimeZone;
import org.apache.arrow.vector.FieldVector;
import org.apache.calcite.avatica.util.Cursor;

/**
 * Reads the current row of one column. A subclass reads its vector as the primitive it holds; this class converts as
 * JDBC's table of conversions says, and refuses what that table does not have with SQLSTATE 07006.
 */
abstract class VectorAccessor implements Cursor.Accessor {
    private static final String CANNOT_CONVERT = "07006";

    private final ArrowCursor cursor;
    private final int columnIndex;
    private final String typeName;

    VectorAccessor(ArrowCursor cursor, int columnIndex, String typeName) {
        this.cursor = cursor;
        this.columnIndex = columnIndex;
        this.typeName = typeName;
    }

    final int columnIndex() {
        return columnIndex;
    }

    /** Takes the next batch's vector. */
    abstract void attach(FieldVector vector);

    /** Returns whether row {@code row} of the vector is null. */
    abstract boolean isNull(int row);

    /** Returns row {@code row}, which is not null, as the object that getObject gives. */
    abstract Object object(int row) throws SQLException;

    /** Returns row {@code row}, which is not null, as text. */
    String text(int row) throws SQLException {
        return object(row).toString();
    }

    /** Returns row {@code row} as getObject gives it, or null. */
    final Object objectOrNull(int row) throws SQLException {
        return isNull(row) ? null : object(row);
    }

    /** Returns row {@code row}, which is not null, as an object whose nested values are Lists and Maps. */
    Object plain(int row) throws SQLException {
        return object(row);
    }

    /** Returns row {@code row} as {@link #plain} does, or null. */
    final Object plainOrNull(int row) throws SQLException {
        return isNull(row) ? null : plain(row);
    }

    /** Returns row {@code row}, which is not null, as an integer. */
    long integer(int row) throws SQLException {
        throw cannotBecome("an integer");
    }

    /** Returns row {@code row}, which is not null, as a double. */
    double floating(int row) throws SQLException {
        throw cannotBecome("a double");
    }

    /** Returns row {@code row}, which is not null, as a decimal. */
    BigDecimal decimal(int row) throws SQLException {
        throw cannotBecome("a decimal");
    }

    /** Returns row {@code row}, which is not null, as a moment without a zone. */
    LocalDateTime moment(int row) throws SQLException {
        throw cannotBecome("a date or time");
    }

    final SQLException cannotBecome(String wanted) {
        return new SQLException(
                "column " + (columnIndex + 1) + " is " + typeName + " and cannot be read as " + wanted, CANNOT_CONVERT);
    }

    private SQLException outOfRange(long value, String wanted) {
        return new SQLException(
                "column " + (columnIndex + 1) + " is " + value + ", which does not fit " + wanted,
                ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE.sqlState());
    }

    private boolean nullNow() {
        return cursor.noteNull(isNull(cursor.row()));
    }

    @Override
    public final boolean wasNull() {
        return cursor.wasNull();
    }

    @Override
    public final String getString() throws SQLException {
        return nullNow() ? null : text(cursor.row());
    }

    @Override
    public boolean getBoolean() throws SQLException {
        return !nullNow() && integer(cursor.row()) != 0;
    }

    @Override
    public final byte getByte() throws SQLException {
        long value = getLong();
        if (value != (byte) value) {
            throw outOfRange(value, "a byte");
        }
        return (byte) value;
    }

    @Override
    public final short getShort() throws SQLException {
        long value = getLong();
        if (value != (short) value) {
            throw outOfRange(value, "a short");
        }
        return (short) value;
    }

    @Override
    public final int getInt() throws SQLException {
        long value = getLong();
        if (value != (int) value) {
            throw outOfRange(value, "an int");
        }
        return (int) value;
    }

    @Override
    public final long getLong() throws SQLException {
        return nullNow() ? 0 : integer(cursor.row());
    }

    @Override
    public final float getFloat() throws SQLException {
        return (float) getDouble();
    }

    @Override
    public final double getDouble() throws SQLException {
        return nullNow() ? 0 : floating(cursor.row());
    }

    @Override
    public final BigDecimal getBigDecimal() throws SQLException {
        return nullNow() ? null : decimal(cursor.row());
    }

    @Override
    public final BigDecimal getBigDecimal(int scale) throws SQLException {
        BigDecimal value = getBigDecimal();
        return value == null ? null : value.setScale(scale, RoundingMode.HALF_UP);
    }

    @Override
    public byte[] getBytes() throws SQLException {
        if (nullNow()) {
            return null;
        }
        throw cannotBecome("bytes");
    }

    @Override
    public final Object getObject() throws SQLException {
        return nullNow() ? null : object(cursor.row());
    }

    @Override
    public final Object getObject(Map<String, Class<?>> map) throws SQLException {
        return getObject();
    }

    @Override
    public final Date getDate(Calendar calendar) throws SQLException {
        return nullNow()
                ? null
                : new Date(millis(moment(cursor.row()).toLocalDate().atStartOfDay(), calendar));
    }

    @Override
    public final Time getTime(Calendar calendar) throws SQLException {
        return nullNow()
                ? null
                : new Time(millis(moment(cursor.row()).toLocalTime().atDate(LocalDate.EPOCH), calendar));
    }

    @Override
    public final Timestamp getTimestamp(Calendar calendar) throws SQLException {
        if (nullNow()) {
            return null;
        }
        LocalDateTime moment = moment(cursor.row());
        Timestamp timestamp = new Timestamp(millis(moment, calendar));
        timestamp.setNanos(moment.getNano());
        return timestamp;
    }

    private static long millis(LocalDateTime moment, Calendar calendar) {
        // Where no calendar is given, JDBC means the JVM's zone: java.sql's classes show themselves in it.
        TimeZone zone = calendar == null ? TimeZone.getDefault() : calendar.getTimeZone();
        return moment.atZone(zone.toZoneId()).toInstant().toEpochMilli();
    }

    @Override
    public final <T> T getObject(Class<T> wanted) throws SQLException {
        Object value = converted(wanted);
        return cursor.wasNull() ? null : wanted.cast(value);
    }

    private Object converted(Class<?> wanted) throws SQLException {
        if (nullNow()) {
            return null;
        }
        int row = cursor.row();
        if (wanted == String.class) {
            return text(row);
        } else if (wanted == LocalDate.class) {
            return moment(row).toLocalDate();
        } else if (wanted == LocalDateTime.class) {
            return moment(row);
        } else if (wanted == LocalTime.class) {
            return moment(row).toLocalTime();
        } else if (wanted == BigDecimal.class) {
            return decimal(row);
        } else if (wanted == Long.class) {
            return getLong();
        } else if (wanted == Integer.class) {
            return getInt();
        } else if (wanted == Short.class) {
            return getShort();
        } else if (wanted == Byte.class) {
            return getByte();
        } else if (wanted == Double.class) {
            return getDouble();
        } else if (wanted == Float.class) {
            return getFloat();
        } else if (wanted == Boolean.class) {
            return getBoolean();
        } else if (wanted == Date.class) {
            return getDate(null);
        } else if (wanted == Timestamp.class) {
            return getTimestamp(null);
        } else if (wanted == Time.class) {
            return getTime(null);
        }
        return converted(row, wanted);
    }

    /** Returns row {@code row}, which is not null, as an object of a class that is not one of the common ones. */
    Object converted(int row, Class<?> wanted) throws SQLException {
        Object value = object(row);
        if (wanted.isInstance(value)) {
            return value;
        }
        throw cannotBecome(wanted.getName());
    }

    @Override
    public final InputStream getAsciiStream() throws SQLException {
        String text = getString();
        return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public final InputStream getUnicodeStream() throws SQLException {
        String text = getString();
        return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public final InputStream getBinaryStream() throws SQLException {
        byte[] bytes = getBytes();
        return bytes == null ? null : new ByteArrayInputStream(bytes);
    }

    @Override
    public final Reader getCharacterStream() throws SQLException {
        String text = getString();
        return text == null ? null : new StringReader(text);
    }

    @Override
    public final String getNString() throws SQLException {
        return getString();
    }

    @Override
    public final Reader getNCharacterStream() throws SQLException {
        return getCharacterStream();
    }

    @Override
    public final Ref getRef() throws SQLException {
        throw notSupported("REF");
    }

    @Override
    public final Blob getBlob() throws SQLException {
        throw notSupported("BLOB");
    }

    @Override
    public final Clob getClob() throws SQLException {
        throw notSupported("CLOB");
    }

    @Override
    public final NClob getNClob() throws SQLException {
        throw notSupported("NCLOB");
    }

    @Override
    public final SQLXML getSQLXML() throws SQLException {
        throw notSupported("SQLXML");
    }

    @Override
    public final java.net.URL getURL() throws SQLException {
        throw notSupported("DATALINK");
    }

    @Override
    public final Array getArray() throws SQLException {
        return as(Array.class);
    }

    @Override
    public final Struct getStruct() throws SQLException {
        return as(Struct.class);
    }

    private <T> T as(Class<T> wanted) throws SQLException {
        Object value = getObject();
        if (value != null && !wanted.isInstance(value)) {
            throw cannotBecome(wanted.getName());
        }
        return wanted.cast(value);
    }

    private static SQLException notSupported(String type) {
        return new SQLFeatureNotSupportedException(
                "NOT_SUPPORTED: columns as " + type, ErrorCode.NOT_SUPPORTED.sqlState());
    }

    @Override
    public final org.joou.UByte getUByte() throws SQLException {
        return org.joou.UByte.valueOf(getShort());
    }

    @Override
    public final org.joou.UShort getUShort() throws SQLException {
        return org.joou.UShort.valueOf(getInt());
    }

    @Override
    public final org.joou.UInteger getUInt() throws SQLException {
        return org.joou.UInteger.valueOf(getLong());
    }

    @Override
    public final org.joou.ULong getULong() throws SQLException {
        return org.joou.ULong.valueOf(getLong());
    }
}
