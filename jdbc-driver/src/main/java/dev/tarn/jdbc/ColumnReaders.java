package dev.tarn.jdbc;

import dev.tarn.spi.type.Type;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Period;
import org.apache.arrow.vector.FieldVector;

/** The readers of columns by their types. */
final class ColumnReaders {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;

    private ColumnReaders() {}

    static ColumnReader of(Type type) {
        String name = type.sqlName();
        return switch (type.kind()) {
            case BOOLEAN -> new NumberColumns.Bits(name);
            case TINYINT -> new NumberColumns.Bytes(name);
            case SMALLINT -> new NumberColumns.Shorts(name);
            case INTEGER -> new NumberColumns.Ints(name);
            case BIGINT -> new NumberColumns.Longs(name);
            case REAL -> new NumberColumns.Floats(name);
            case DOUBLE -> new NumberColumns.Doubles(name);
            case DECIMAL -> new NumberColumns.Decimals(type);
            case CHAR, VARCHAR -> new TextColumn(name);
            case VARBINARY -> new BinaryColumn(name);
            case DATE -> new TemporalColumns.Dates(name);
            case TIMESTAMP -> new TemporalColumns.Timestamps(type);
            case TIME -> new TemporalColumns.Times(type);
            case INTERVAL_YEAR_MONTH -> new Months(name);
            case INTERVAL_DAY_SECOND -> new Micros(name);
            case UNKNOWN -> new Nulls(name);
            case ARRAY, MAP, ROW -> new NestedColumn(type);
        };
    }

    private static final class Months extends CopiedColumn {
        Months(String typeName) {
            super(typeName, Integer.BYTES);
        }

        @Override
        Object object(int row) {
            return Period.ofMonths((int) INTS.get(values(), row * Integer.BYTES))
                    .normalized();
        }
    }

    private static final class Micros extends CopiedColumn {
        Micros(String typeName) {
            super(typeName, Long.BYTES);
        }

        @Override
        Object object(int row) {
            long micros = (long) LONGS.get(values(), row * Long.BYTES);
            return Duration.ofSeconds(
                    Math.floorDiv(micros, MICROS_PER_SECOND),
                    Math.floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO);
        }
    }

    /** A column of bare NULLs. */
    private static final class Nulls extends ColumnReader {
        Nulls(String typeName) {
            super(typeName);
        }

        @Override
        void load(FieldVector vector) {
            // There is nothing in it.
        }

        @Override
        boolean isNull(int row) {
            return true;
        }

        @Override
        Object object(int row) throws SQLException {
            throw cannotBecome("anything");
        }
    }
}
