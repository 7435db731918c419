package dev.tarn.jdbc;

import dev.tarn.spi.error.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The current row's values by the numbers of their columns, in the forms that JDBC has for them. */
abstract class ValueResultSet extends LabelledResultSet {
    private boolean wasNull;

    /**
     * Returns column {@code columnIndex}, from 1.
     *
     * @throws SQLException if there is no such column, or the result set stands in no row or is closed
     */
    abstract ColumnReader column(int columnIndex) throws SQLException;

    /** Returns the current row's place in the batch. */
    abstract int row();

    private boolean nullAt(ColumnReader column) {
        boolean isNull = column.isNull(row());
        wasNull = isNull;
        return isNull;
    }

    @Override
    public final boolean wasNull() {
        return wasNull;
    }

    @Override
    public final String getString(int columnIndex) throws SQLException {
        ColumnReader column = column(columnIndex);
        return nullAt(column) ? null : column.text(row());
    }

    @Override
    public final boolean getBoolean(int columnIndex) throws SQLException {
        ColumnReader column = column(columnIndex);
        return !nullAt(column) && column.bool(row());
    }

    @Override
    public final byte getByte(int columnIndex) throws SQLException {
        long value = getLong(columnIndex);
        if (value != (byte) value) {
            throw outOfRange(value, "byte");
        }
        return (byte) value;
    }

    @Override
    public final short getShort(int columnIndex) throws SQLException {
        long value = getLong(columnIndex);
        if (value != (short) value) {
            throw outOfRange(value, "short");
        }
        return (short) value;
    }

    @Override
    public final int getInt(int columnIndex) throws SQLException {
        long value = getLong(columnIndex);
        if (value != (int) value) {
            throw outOfRange(value, "int");
        }
        return (int) value;
    }

    private static SQLException outOfRange(long value, String type) {
        return JdbcErrors.of(ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, value + " does not fit " + type);
    }

    @Override
    public final long getLong(int columnIndex) throws SQLException {
        ColumnReader column = column(columnIndex);
        return nullAt(column) ? 0 : column.integer(row());
    }

    @Override
    public final float getFloat(int columnIndex) throws SQLException {
        return single(getDouble(columnIndex));
    }

    private static float single(double value) throws SQLException {
        float single = (float) value;
        if (Float.isInfinite(single) && !Double.isInfinite(value)) {
            throw JdbcErrors.of(ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, value + " does not fit float");
        }
        return single;
    }

    @Override
    public final double getDouble(int columnIndex) throws SQLException {
        ColumnReader column = column(columnIndex);
        return nullAt(column) ? 0 : column.floating(row());
    }

    @Override
    @Deprecated
    public final BigDecimal getBigDecimal(int columnIndex, int scale) throws SQLException {
        BigDecimal value = getBigDecimal(columnIndex);
        return value == null ? null : value.setScale(scale, RoundingMode.HALF_UP);
    }

    @Override
    public final BigDecimal getBigDecimal(int columnIndex) throws SQLException {
        ColumnReader column = column(columnIndex);
        return nullAt(column) ? null : column.decimal(row());
    }

    @Override
    public final byte[] getBytes(int columnIndex) throws SQLException {
        ColumnReader column = column(columnIndex);
        return nullAt(column) ? null : column.bytes(row());
    }

    @Override
    public final Date getDate(int columnIndex) throws SQLException {
        ColumnReader column = column(columnIndex);
        return nullAt(column) ? null : Date.valueOf(column.date(row()));
    }

    @Override
    public final Time getTime(int columnIndex) throws SQLException {
        return getTime(columnIndex, null);
    }

    @Override
    public final Timestamp getTimestamp(int columnIndex) throws SQLException {
        ColumnReader column = column(columnIndex);
        return nullAt(column) ? null : Timestamp.valueOf(column.moment(row()));
    }

    @Override
    public final Date getDate(int columnIndex, Calendar calendar) throws SQLException {
        ColumnReader column = column(columnIndex);
        return nullAt(column) ? null : new Date(Zones.millis(column.date(row()).atStartOfDay(), calendar));
    }

    @Override
    public final Time getTime(int columnIndex, Calendar calendar) throws SQLException {
        ColumnReader column = column(columnIndex);
        return nullAt(column) ? null : new Time(Zones.millis(column.time(row()).atDate(LocalDate.EPOCH), calendar));
    }

    @Override
    public final Timestamp getTimestamp(int columnIndex, Calendar calendar) throws SQLException {
        ColumnReader column = column(columnIndex);
        if (nullAt(column)) {
            return null;
        }
        LocalDateTime moment = column.moment(row());
        Timestamp timestamp = new Timestamp(Zones.millis(moment, calendar));
        timestamp.setNanos(moment.getNano());
        return timestamp;
    }

    @Override
    public final Object getObject(int columnIndex) throws SQLException {
        ColumnReader column = column(columnIndex);
        return nullAt(column) ? null : column.object(row());
    }

    @Override
    public final Object getObject(int columnIndex, Map<String, Class<?>> map) throws SQLException {
        return getObject(columnIndex);
    }

    @Override
    public final <T> T getObject(int columnIndex, Class<T> wanted) throws SQLException {
        if (wanted == null) {
            throw JdbcErrors.of(ErrorCode.INVALID_FUNCTION_ARGUMENT, "getObject of no class");
        }
        ColumnReader column = column(columnIndex);
        return nullAt(column) ? null : wanted.cast(converted(column, columnIndex, wanted));
    }

    private Object converted(ColumnReader column, int columnIndex, Class<?> wanted) throws SQLException {
        int row = row();
        if (wanted == String.class) {
            return column.text(row);
        } else if (wanted == Long.class) {
            return column.integer(row);
        } else if (wanted == Integer.class) {
            return getInt(columnIndex);
        } else if (wanted == Short.class) {
            return getShort(columnIndex);
        } else if (wanted == Byte.class) {
            return getByte(columnIndex);
        } else if (wanted == Double.class) {
            return column.floating(row);
        } else if (wanted == Float.class) {
            return single(column.floating(row));
        } else if (wanted == Boolean.class) {
            return column.bool(row);
        } else if (wanted == BigDecimal.class) {
            return column.decimal(row);
        } else if (wanted == BigInteger.class) {
            return column.decimal(row).toBigInteger();
        } else if (wanted == byte[].class) {
            return column.bytes(row);
        } else if (wanted == UUID.class) {
            return column.uuid(row);
        }
        Object moment = moment(column, columnIndex, wanted);
        if (moment != null) {
            return moment;
        }
        // A MAP is a Map in both forms; only the plain one has Maps for the rows within it.
        boolean isPlain = wanted == Map.class || wanted == List.class;
        Object value = isPlain ? null : column.object(row);
        if (wanted.isInstance(value)) {
            return value;
        }
        Object plain = column.plain(row);
        if (wanted.isInstance(plain)) {
            return plain;
        }
        throw column.cannotBecome(wanted.getName());
    }

    /** What the classes of instants give are those at which clocks in UTC show the value. */
    private Object moment(ColumnReader column, int columnIndex, Class<?> wanted) throws SQLException {
        int row = row();
        if (wanted == LocalDate.class) {
            return column.date(row);
        } else if (wanted == LocalDateTime.class) {
            return column.moment(row);
        } else if (wanted == LocalTime.class) {
            return column.time(row);
        } else if (wanted == OffsetDateTime.class) {
            return column.moment(row).atOffset(ZoneOffset.UTC);
        } else if (wanted == ZonedDateTime.class) {
            return column.moment(row).atZone(ZoneOffset.UTC);
        } else if (wanted == Instant.class) {
            return column.moment(row).toInstant(ZoneOffset.UTC);
        } else if (wanted == Date.class) {
            return getDate(columnIndex);
        } else if (wanted == Timestamp.class || wanted == java.util.Date.class) {
            return getTimestamp(columnIndex);
        } else if (wanted == Time.class) {
            return getTime(columnIndex);
        }
        return null;
    }

    @Override
    public final InputStream getAsciiStream(int columnIndex) throws SQLException {
        String text = getString(columnIndex);
        return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    @Deprecated
    public final InputStream getUnicodeStream(int columnIndex) throws SQLException {
        String text = getString(columnIndex);
        return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public final InputStream getBinaryStream(int columnIndex) throws SQLException {
        byte[] bytes = getBytes(columnIndex);
        return bytes == null ? null : new ByteArrayInputStream(bytes);
    }

    @Override
    public final Reader getCharacterStream(int columnIndex) throws SQLException {
        String text = getString(columnIndex);
        return text == null ? null : new StringReader(text);
    }

    @Override
    public final String getNString(int columnIndex) throws SQLException {
        return getString(columnIndex);
    }

    @Override
    public final Reader getNCharacterStream(int columnIndex) throws SQLException {
        return getCharacterStream(columnIndex);
    }

    @Override
    public final Array getArray(int columnIndex) throws SQLException {
        return getObject(columnIndex, Array.class);
    }

    @Override
    public final Ref getRef(int columnIndex) throws SQLException {
        throw JdbcErrors.notSupported("columns as REF");
    }

    @Override
    public final Blob getBlob(int columnIndex) throws SQLException {
        throw JdbcErrors.notSupported("columns as BLOB; use getBytes or getBinaryStream");
    }

    @Override
    public final Clob getClob(int columnIndex) throws SQLException {
        throw JdbcErrors.notSupported("columns as CLOB; use getString or getCharacterStream");
    }

    @Override
    public final NClob getNClob(int columnIndex) throws SQLException {
        throw JdbcErrors.notSupported("columns as NCLOB; use getString or getCharacterStream");
    }

    @Override
    public final SQLXML getSQLXML(int columnIndex) throws SQLException {
        throw JdbcErrors.notSupported("columns as SQLXML");
    }

    @Override
    public final RowId getRowId(int columnIndex) throws SQLException {
        throw JdbcErrors.notSupported("columns as ROWID");
    }

    @Override
    public final URL getURL(int columnIndex) throws SQLException {
        throw JdbcErrors.notSupported("columns as DATALINK");
    }
}
