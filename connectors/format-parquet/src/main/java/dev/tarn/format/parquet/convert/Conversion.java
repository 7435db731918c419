package dev.tarn.format.parquet.convert;

import dev.tarn.format.parquet.metadata.LogicalKind;
import dev.tarn.format.parquet.metadata.ParquetColumn;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;

/**
 * How a column of a file becomes the column that is asked for.
 *
 * @param fixed for stored values of fixed width and a fixed-width layout; null if they are already what is asked for
 * @param bytes for stored values of variable length and a fixed-width layout
 * @param form what stored bytes of fixed length become
 * @param text the limit on text values, or null if there is none
 */
public record Conversion(FixedConverter fixed, BytesConverter bytes, TextForm form, TextLimit text) {
    private static final Conversion NONE = new Conversion(null, null, TextForm.BYTES, null);

    /**
     * Finds the conversion.
     *
     * @throws TarnException HIVE_PARTITION_SCHEMA_MISMATCH if the column's type does not widen to the one asked for
     */
    public static Conversion of(ParquetColumn column, ScanColumn wanted) {
        Type from = column.type();
        Type to = wanted.type();
        Conversion conversion =
                switch (to.kind()) {
                    case BOOLEAN -> from.kind() == TypeKind.BOOLEAN ? NONE : null;
                    case TINYINT, SMALLINT, INTEGER, BIGINT -> integer(column, to);
                    case REAL -> from.kind() == TypeKind.REAL ? floating(column, to) : null;
                    case DOUBLE -> floating(column, to);
                    case DECIMAL -> decimal(column, to, wanted.layout());
                    case DATE -> from.kind() == TypeKind.DATE ? NONE : null;
                    case TIMESTAMP -> from.kind() == TypeKind.TIMESTAMP ? timestamp(column, to) : null;
                    case TIME -> from.kind() == TypeKind.TIME ? time(column) : null;
                    case CHAR, VARCHAR, VARBINARY -> isBytes(from) ? text(column, to) : null;
                    default -> null;
                };
        if (conversion == null) {
            throw new TarnException(
                    ErrorCode.HIVE_PARTITION_SCHEMA_MISMATCH,
                    "the column is " + from + " in the file, which does not widen to " + to);
        }
        return conversion;
    }

    private static Conversion fixed(FixedConverter converter) {
        return new Conversion(converter, null, TextForm.BYTES, null);
    }

    private static boolean isBytes(Type type) {
        return type.isText() || type.kind() == TypeKind.VARBINARY;
    }

    private static Conversion integer(ParquetColumn column, Type to) {
        Type from = column.type();
        if (!from.isInteger() || from.kind().compareTo(to.kind()) > 0) {
            return null;
        }
        boolean wide = to.kind() == TypeKind.BIGINT;
        return switch (column.logicalKind()) {
            case UINT8 -> fixed(wide ? Integers.unsignedToLong(0xFF) : Integers.masked(0xFF));
            case UINT16 -> fixed(wide ? Integers.unsignedToLong(0xFFFF) : Integers.masked(0xFFFF));
            case UINT32 -> fixed(Integers.unsignedToLong(0xFFFFFFFFL));
            default -> wide && column.physicalWidth() == 4 ? fixed(Integers::intToLong) : NONE;
        };
    }

    private static Conversion floating(ParquetColumn column, Type to) {
        boolean wide = to.kind() == TypeKind.DOUBLE;
        if (column.logicalKind() == LogicalKind.FLOAT16) {
            return fixed(wide ? Floats::halfToDouble : Floats::halfToFloat);
        }
        return switch (column.type().kind()) {
            case REAL -> wide ? fixed(Floats::floatToDouble) : NONE;
            case DOUBLE -> NONE;
            case TINYINT, SMALLINT, INTEGER -> fixed(Floats.intToDouble(mask(column.logicalKind())));
            case BIGINT -> fixed(column.physicalWidth() == 4 ? Floats::unsignedToDouble : Floats::longToDouble);
            case DECIMAL -> wide ? Decimals.toDouble(column) : null;
            default -> null;
        };
    }

    private static int mask(LogicalKind kind) {
        return switch (kind) {
            case UINT8 -> 0xFF;
            case UINT16 -> 0xFFFF;
            default -> -1;
        };
    }

    private static Conversion decimal(ParquetColumn column, Type to, Layout layout) {
        Type from = column.type();
        Type digits =
                switch (from.kind()) {
                    case DECIMAL -> from;
                    case TINYINT -> Type.decimal(3, 0);
                    case SMALLINT -> Type.decimal(5, 0);
                    case INTEGER -> Type.decimal(10, 0);
                    case BIGINT -> Type.decimal(19, 0);
                    default -> null;
                };
        if (digits == null
                || digits.scale() > to.scale()
                || digits.precision() - digits.scale() > to.precision() - to.scale()) {
            return null;
        }
        boolean wide = layout == Layout.INT128;
        int shift = to.scale() - digits.scale();
        LogicalKind kind = column.logicalKind();
        return switch (column.physicalType()) {
            case INT32 -> {
                long mask = kind == LogicalKind.UINT32 ? 0xFFFFFFFFL : mask(kind);
                yield fixed(wide ? Decimals.intToWide(mask, shift) : Decimals.intToLong(mask, shift));
            }
            case INT64 -> {
                if (kind == LogicalKind.UINT64) {
                    yield fixed(wide ? Decimals.unsignedToWide(shift) : Decimals.unsignedToLong(shift));
                }
                if (!wide && shift == 0) {
                    yield NONE;
                }
                yield fixed(wide ? Decimals.longToWide(shift) : Decimals.longToLong(shift));
            }
            case FIXED_LEN_BYTE_ARRAY -> {
                int width = column.fixedLength();
                yield fixed(wide ? Decimals.fixedToWide(width, shift) : Decimals.fixedToLong(width, shift));
            }
            case BYTE_ARRAY ->
                new Conversion(
                        null, wide ? Decimals.bytesToWide(shift) : Decimals.bytesToLong(shift), TextForm.BYTES, null);
            default -> null;
        };
    }

    private static Conversion timestamp(ParquetColumn column, Type to) {
        int digits = to.precision();
        return switch (column.logicalKind()) {
            case TIMESTAMP_MILLIS -> fixed(Times.millisToMicros(digits));
            case TIMESTAMP_MICROS -> digits >= 6 ? NONE : fixed(Times.roundedMicros(digits));
            case TIMESTAMP_NANOS -> fixed(Times.nanosToMicros(digits));
            default -> fixed(Times.int96ToMicros(digits));
        };
    }

    private static Conversion time(ParquetColumn column) {
        return switch (column.logicalKind()) {
            case TIME_MILLIS -> fixed(Times::timeMillisToMicros);
            case TIME_NANOS -> fixed(Times.nanosToMicros(6));
            default -> NONE;
        };
    }

    private static Conversion text(ParquetColumn column, Type to) {
        TextForm form =
                switch (column.logicalKind()) {
                    case UUID -> TextForm.UUID;
                    case INTERVAL -> TextForm.INTERVAL;
                    default -> TextForm.BYTES;
                };
        return new Conversion(null, null, form, TextLimit.of(to));
    }
}
