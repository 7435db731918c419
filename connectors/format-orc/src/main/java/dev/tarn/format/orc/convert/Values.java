package dev.tarn.format.orc.convert;

import dev.tarn.format.orc.metadata.OrcTypes;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.nested.ValueAppender;
import dev.tarn.spi.text.SqlText;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;
import org.apache.hadoop.hive.ql.exec.vector.BytesColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.ColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.Decimal64ColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.DecimalColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.DoubleColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.LongColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.TimestampColumnVector;
import org.apache.orc.TypeDescription;

/** The writers of single values that are not nested. */
final class Values {
    private Values() {}

    /**
     * Returns the writer that turns stored values into {@code wanted}.
     *
     * @throws TarnException HIVE_PARTITION_SCHEMA_MISMATCH if the stored type does not widen to the one asked for
     */
    static ValueWriter of(TypeDescription stored, Type wanted, boolean hybrid) {
        ValueWriter.Present writer =
                switch (wanted.kind()) {
                    case BOOLEAN ->
                        isA(stored, TypeDescription.Category.BOOLEAN)
                                ? (vector, i, out) -> out.appendBoolean(longAt(vector, i) != 0)
                                : null;
                    case TINYINT, SMALLINT, INTEGER ->
                        widens(stored, wanted) ? (vector, i, out) -> out.appendInt((int) longAt(vector, i)) : null;
                    case BIGINT ->
                        widens(stored, wanted) ? (vector, i, out) -> out.appendLong(longAt(vector, i)) : null;
                    case REAL ->
                        isA(stored, TypeDescription.Category.FLOAT)
                                ? (vector, i, out) -> out.appendFloat((float) doubleAt(vector, i))
                                : null;
                    case DOUBLE -> toDouble(stored);
                    case DECIMAL -> decimal(stored, wanted);
                    case DATE ->
                        isA(stored, TypeDescription.Category.DATE)
                                ? (vector, i, out) -> out.appendInt(Times.day(longAt(vector, i), hybrid))
                                : null;
                    case TIMESTAMP -> timestamp(stored, wanted, hybrid);
                    case CHAR, VARCHAR, VARBINARY -> bytes(stored, wanted, hybrid);
                    default -> null;
                };
        if (writer == null) {
            throw mismatch(stored, wanted);
        }
        return ValueWriter.of(writer);
    }

    static TarnException mismatch(TypeDescription stored, Type wanted) {
        return new TarnException(
                ErrorCode.HIVE_PARTITION_SCHEMA_MISMATCH,
                "the column is " + OrcTypes.typeOf(stored) + " in the file, which does not widen to " + wanted);
    }

    private static boolean isA(TypeDescription stored, TypeDescription.Category category) {
        return stored.getCategory() == category;
    }

    /** Returns whether integers of the stored type fit {@code wanted}. */
    static boolean widens(TypeDescription stored, Type wanted) {
        Type from = OrcTypes.typeOf(stored);
        return from.isInteger() && wanted.isInteger() && from.kind().compareTo(wanted.kind()) <= 0;
    }

    static boolean isBytes(TypeDescription stored) {
        Type from = OrcTypes.typeOf(stored);
        return from.isText() || from.kind() == TypeKind.VARBINARY;
    }

    /** Returns the DECIMAL whose values those of the stored type are, or null if they are none of {@code wanted}. */
    static Type digits(TypeDescription stored, Type wanted) {
        Type from = OrcTypes.typeOf(stored);
        Type digits =
                switch (from.kind()) {
                    case DECIMAL -> from;
                    case TINYINT -> Type.decimal(3, 0);
                    case SMALLINT -> Type.decimal(5, 0);
                    case INTEGER -> Type.decimal(10, 0);
                    case BIGINT -> Type.decimal(19, 0);
                    default -> null;
                };
        return digits == null
                        || digits.scale() > wanted.scale()
                        || digits.precision() - digits.scale() > wanted.precision() - wanted.scale()
                ? null
                : digits;
    }

    private static long longAt(ColumnVector vector, int index) {
        return ((LongColumnVector) vector).vector[index];
    }

    private static double doubleAt(ColumnVector vector, int index) {
        return ((DoubleColumnVector) vector).vector[index];
    }

    private static BigDecimal decimalAt(ColumnVector vector, int index, int scale) {
        return vector instanceof Decimal64ColumnVector narrow
                ? BigDecimal.valueOf(narrow.vector[index], scale)
                : ((DecimalColumnVector) vector)
                        .vector[index]
                        .getHiveDecimal()
                        .bigDecimalValue()
                        .setScale(scale, java.math.RoundingMode.HALF_UP);
    }

    private static ValueWriter.Present toDouble(TypeDescription stored) {
        return switch (stored.getCategory()) {
            case FLOAT, DOUBLE -> (vector, i, out) -> out.appendDouble(doubleAt(vector, i));
            case BYTE, SHORT, INT, LONG -> (vector, i, out) -> out.appendDouble((double) longAt(vector, i));
            case DECIMAL -> {
                int scale = stored.getScale();
                yield (vector, i, out) ->
                        out.appendDouble(decimalAt(vector, i, scale).doubleValue());
            }
            default -> null;
        };
    }

    private static ValueWriter.Present decimal(TypeDescription stored, Type wanted) {
        Type digits = digits(stored, wanted);
        if (digits == null) {
            return null;
        }
        int shift = wanted.scale() - digits.scale();
        boolean toWide = wanted.defaultLayout() == Layout.INT128;
        Wide wide = new Wide();
        return (vector, i, out) -> {
            if (vector instanceof LongColumnVector narrow) {
                wide.set(narrow.vector[i], shift);
            } else {
                wide.set(((DecimalColumnVector) vector).vector[i].getHiveDecimal(), wanted.scale());
            }
            if (toWide) {
                out.appendInt128(wide.high(), wide.low());
            } else {
                out.appendLong(wide.asLong());
            }
        };
    }

    private static ValueWriter.Present timestamp(TypeDescription stored, Type wanted, boolean hybrid) {
        long unit = Times.unit(wanted.precision());
        return isTimestamp(stored)
                ? (vector, i, out) -> out.appendLong(microsAt((TimestampColumnVector) vector, i, unit, hybrid))
                : null;
    }

    static boolean isTimestamp(TypeDescription stored) {
        return isA(stored, TypeDescription.Category.TIMESTAMP)
                || isA(stored, TypeDescription.Category.TIMESTAMP_INSTANT);
    }

    private static long microsAt(TimestampColumnVector vector, int index, long unit, boolean hybrid) {
        return Times.micros(vector.time[index], vector.nanos[index], unit, hybrid);
    }

    private static ValueWriter.Present bytes(TypeDescription stored, Type wanted, boolean hybrid) {
        if (isBytes(stored)) {
            TextLimit limit = TextLimit.between(OrcTypes.typeOf(stored), wanted);
            return (vector, i, out) -> appendBytes((BytesColumnVector) vector, i, limit, out);
        }
        BiFunction<ColumnVector, Integer, String> text =
                wanted.kind() == TypeKind.VARCHAR ? textOf(stored, hybrid) : null;
        if (text == null) {
            return null;
        }
        TextLimit limit = TextLimit.of(wanted);
        return (vector, i, out) -> {
            byte[] bytes = text.apply(vector, i).getBytes(StandardCharsets.UTF_8);
            out.appendBytes(bytes, 0, limit.keptLength(bytes, 0, bytes.length));
        };
    }

    private static void appendBytes(BytesColumnVector vector, int index, TextLimit limit, ValueAppender out) {
        byte[] bytes = vector.vector[index];
        int start = vector.start[index];
        out.appendBytes(bytes, start, limit.keptLength(bytes, start, vector.length[index]));
    }

    private static BiFunction<ColumnVector, Integer, String> textOf(TypeDescription stored, boolean hybrid) {
        return switch (stored.getCategory()) {
            case BOOLEAN -> (vector, i) -> longAt(vector, i) != 0 ? "true" : "false";
            case BYTE, SHORT, INT, LONG -> (vector, i) -> Long.toString(longAt(vector, i));
            case FLOAT -> (vector, i) -> SqlText.of((float) doubleAt(vector, i));
            case DOUBLE -> (vector, i) -> SqlText.of(doubleAt(vector, i));
            case DECIMAL -> {
                int scale = stored.getScale();
                yield (vector, i) -> decimalAt(vector, i, scale).toPlainString();
            }
            case DATE -> (vector, i) -> SqlText.ofDay(Times.day(longAt(vector, i), hybrid));
            case TIMESTAMP, TIMESTAMP_INSTANT ->
                (vector, i) -> SqlText.ofTimestamp(microsAt((TimestampColumnVector) vector, i, 1, hybrid), 6);
            default -> null;
        };
    }
}
