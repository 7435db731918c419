package dev.tarn.jdbc;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FloatingPointVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;

/** The accessors by type. */
final class VectorAccessors {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;

    private VectorAccessors() {}

    static VectorAccessor accessor(ArrowCursor cursor, int columnIndex, Type type) {
        String name = type.sqlName();
        return switch (type.kind()) {
            case BOOLEAN -> new BooleanAccessor(cursor, columnIndex, name);
            case TINYINT, SMALLINT, INTEGER, BIGINT -> new IntegerAccessor(cursor, columnIndex, type);
            case REAL, DOUBLE -> new FloatingAccessor(cursor, columnIndex, type);
            case DECIMAL -> new DecimalAccessor(cursor, columnIndex, name);
            case CHAR, VARCHAR -> new TextAccessor(cursor, columnIndex, name);
            case VARBINARY -> new BinaryAccessor(cursor, columnIndex, name);
            case DATE -> new DateAccessor(cursor, columnIndex, name);
            case TIMESTAMP -> new TimestampAccessor(cursor, columnIndex, type);
            case TIME -> new TimeAccessor(cursor, columnIndex, name);
            case UNKNOWN, INTERVAL_YEAR_MONTH, INTERVAL_DAY_SECOND -> new ObjectAccessor(cursor, columnIndex, name);
            case ARRAY, MAP, ROW -> NestedAccessor.of(cursor, columnIndex, type);
        };
    }

    private static long exactInteger(BigDecimal value) throws SQLException {
        BigDecimal whole = value.setScale(0, RoundingMode.DOWN);
        if (whole.precision() > 18 && whole.toBigInteger().bitLength() > 63) {
            throw new SQLException(value + " does not fit a long", ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE.sqlState());
        }
        return whole.longValue();
    }

    /** A vector whose nulls and objects are read through Arrow's common interface. */
    private abstract static class TypedAccessor<V extends FieldVector> extends VectorAccessor {
        private final Class<V> vectorClass;
        private V vector;

        TypedAccessor(ArrowCursor cursor, int columnIndex, String typeName, Class<V> vectorClass) {
            super(cursor, columnIndex, typeName);
            this.vectorClass = vectorClass;
        }

        final V vector() {
            return vector;
        }

        @Override
        void attach(FieldVector next) {
            vector = vectorClass.cast(next);
        }

        @Override
        boolean isNull(int row) {
            return vector.isNull(row);
        }
    }

    private static final class BooleanAccessor extends TypedAccessor<BitVector> {
        BooleanAccessor(ArrowCursor cursor, int columnIndex, String typeName) {
            super(cursor, columnIndex, typeName, BitVector.class);
        }

        @Override
        Object object(int row) {
            return vector().get(row) != 0;
        }

        @Override
        long integer(int row) {
            return vector().get(row);
        }
    }

    /** TINYINT to BIGINT. */
    private static final class IntegerAccessor extends VectorAccessor {
        private final TypeKind kind;
        private FieldVector vector;
        private BaseIntVector integers;

        IntegerAccessor(ArrowCursor cursor, int columnIndex, Type type) {
            super(cursor, columnIndex, type.sqlName());
            kind = type.kind();
        }

        @Override
        void attach(FieldVector next) {
            vector = next;
            integers = (BaseIntVector) next;
        }

        @Override
        boolean isNull(int row) {
            return vector.isNull(row);
        }

        @Override
        long integer(int row) {
            return integers.getValueAsLong(row);
        }

        @Override
        double floating(int row) {
            return integer(row);
        }

        @Override
        BigDecimal decimal(int row) {
            return BigDecimal.valueOf(integer(row));
        }

        @Override
        Object object(int row) {
            long value = integer(row);
            return switch (kind) {
                case TINYINT -> (Object) (byte) value;
                case SMALLINT -> (Object) (short) value;
                case INTEGER -> (Object) (int) value;
                default -> (Object) value;
            };
        }

        @Override
        String text(int row) {
            return Long.toString(integer(row));
        }
    }

    private static final class FloatingAccessor extends VectorAccessor {
        private final boolean isReal;
        private FieldVector vector;
        private FloatingPointVector numbers;

        FloatingAccessor(ArrowCursor cursor, int columnIndex, Type type) {
            super(cursor, columnIndex, type.sqlName());
            isReal = type.kind() == TypeKind.REAL;
        }

        @Override
        void attach(FieldVector next) {
            vector = next;
            numbers = (FloatingPointVector) next;
        }

        @Override
        boolean isNull(int row) {
            return vector.isNull(row);
        }

        @Override
        double floating(int row) {
            return numbers.getValueAsDouble(row);
        }

        @Override
        long integer(int row) throws SQLException {
            return exactInteger(decimal(row));
        }

        @Override
        BigDecimal decimal(int row) throws SQLException {
            double value = floating(row);
            if (Double.isNaN(value) || Double.isInfinite(value)) {
                throw cannotBecome("a decimal, being " + value);
            }
            return new BigDecimal(text(row));
        }

        @Override
        Object object(int row) {
            double value = floating(row);
            return isReal ? (Object) (float) value : (Object) value;
        }
    }

    private static final class DecimalAccessor extends TypedAccessor<DecimalVector> {
        DecimalAccessor(ArrowCursor cursor, int columnIndex, String typeName) {
            super(cursor, columnIndex, typeName, DecimalVector.class);
        }

        @Override
        BigDecimal decimal(int row) {
            return vector().getObjectNotNull(row);
        }

        @Override
        Object object(int row) {
            return decimal(row);
        }

        @Override
        String text(int row) {
            return decimal(row).toPlainString();
        }

        @Override
        long integer(int row) throws SQLException {
            return exactInteger(decimal(row));
        }

        @Override
        double floating(int row) {
            return decimal(row).doubleValue();
        }
    }

    private static final class TextAccessor extends TypedAccessor<VarCharVector> {
        TextAccessor(ArrowCursor cursor, int columnIndex, String typeName) {
            super(cursor, columnIndex, typeName, VarCharVector.class);
        }

        @Override
        Object object(int row) {
            return text(row);
        }

        @Override
        String text(int row) {
            return new String(vector().get(row), StandardCharsets.UTF_8);
        }

        @Override
        public boolean getBoolean() throws SQLException {
            String text = getString();
            return text != null
                    && (text.equals("1") || text.toLowerCase(Locale.ROOT).equals("true"));
        }

        @Override
        public byte[] getBytes() throws SQLException {
            String text = getString();
            return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        long integer(int row) throws SQLException {
            return exactInteger(decimal(row));
        }

        @Override
        double floating(int row) throws SQLException {
            try {
                return Double.parseDouble(text(row));
            } catch (NumberFormatException e) {
                throw cannotBecome("a number, being '" + text(row) + "'");
            }
        }

        @Override
        BigDecimal decimal(int row) throws SQLException {
            try {
                return new BigDecimal(text(row).trim());
            } catch (NumberFormatException e) {
                throw cannotBecome("a number, being '" + text(row) + "'");
            }
        }

        @Override
        LocalDateTime moment(int row) throws SQLException {
            String text = text(row).trim();
            try {
                return text.length() <= 10
                        ? LocalDate.parse(text).atStartOfDay()
                        : LocalDateTime.parse(text.replace(' ', 'T'));
            } catch (DateTimeException e) {
                throw cannotBecome("a date or time, being '" + text + "'");
            }
        }
    }

    private static final class BinaryAccessor extends TypedAccessor<VarBinaryVector> {
        BinaryAccessor(ArrowCursor cursor, int columnIndex, String typeName) {
            super(cursor, columnIndex, typeName, VarBinaryVector.class);
        }

        @Override
        Object object(int row) {
            return vector().get(row);
        }

        @Override
        String text(int row) {
            return java.util.HexFormat.of().formatHex(vector().get(row));
        }

        @Override
        public byte[] getBytes() throws SQLException {
            return (byte[]) getObject();
        }
    }

    private static final class DateAccessor extends TypedAccessor<DateDayVector> {
        DateAccessor(ArrowCursor cursor, int columnIndex, String typeName) {
            super(cursor, columnIndex, typeName, DateDayVector.class);
        }

        @Override
        Object object(int row) {
            return LocalDate.ofEpochDay(vector().get(row));
        }

        @Override
        LocalDateTime moment(int row) {
            return LocalDate.ofEpochDay(vector().get(row)).atStartOfDay();
        }
    }

    private static final class TimestampAccessor extends TypedAccessor<TimeStampMicroVector> {
        private final DateTimeFormatter format;

        TimestampAccessor(ArrowCursor cursor, int columnIndex, Type type) {
            super(cursor, columnIndex, type.sqlName(), TimeStampMicroVector.class);
            String fraction = type.precision() == 0 ? "" : "." + "S".repeat(type.precision());
            format = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss" + fraction, Locale.ROOT);
        }

        @Override
        LocalDateTime moment(int row) {
            long micros = vector().get(row);
            return LocalDateTime.ofEpochSecond(
                    Math.floorDiv(micros, MICROS_PER_SECOND),
                    (int) Math.floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO,
                    ZoneOffset.UTC);
        }

        @Override
        Object object(int row) {
            return moment(row);
        }

        @Override
        String text(int row) {
            return format.format(moment(row));
        }
    }

    private static final class TimeAccessor extends TypedAccessor<TimeMicroVector> {
        TimeAccessor(ArrowCursor cursor, int columnIndex, String typeName) {
            super(cursor, columnIndex, typeName, TimeMicroVector.class);
        }

        @Override
        Object object(int row) {
            return LocalTime.ofNanoOfDay(vector().get(row) * NANOS_PER_MICRO);
        }

        @Override
        LocalDateTime moment(int row) {
            return ((LocalTime) object(row)).atDate(LocalDate.EPOCH);
        }
    }

    /** What has no JDBC type of its own: intervals, and a column of bare NULLs. */
    private static final class ObjectAccessor extends TypedAccessor<FieldVector> {
        ObjectAccessor(ArrowCursor cursor, int columnIndex, String typeName) {
            super(cursor, columnIndex, typeName, FieldVector.class);
        }

        @Override
        Object object(int row) {
            return vector().getObject(row);
        }
    }
}
