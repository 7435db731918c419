package dev.tarn.format.parquet.metadata;

import org.apache.parquet.format.IntType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.Type;

/**
 * Reads annotations of primitive fields: the logical type where there is one, the older converted type otherwise. An
 * annotation that does not go with the physical type, or is unknown, counts as none.
 */
final class LogicalKinds {
    private LogicalKinds() {}

    static LogicalKind of(SchemaElement element) {
        LogicalKind kind = LogicalKind.NONE;
        LogicalType logical = element.getLogicalType();
        if (logical != null && logical.isSet()) {
            kind = logical(logical);
        } else if (element.isSetConverted_type() && element.getConverted_type() != null) {
            kind = converted(element);
        }
        return fits(kind, element) ? kind : LogicalKind.NONE;
    }

    static int precision(SchemaElement element) {
        LogicalType logical = element.getLogicalType();
        return logical != null && logical.isSetDECIMAL() ? logical.getDECIMAL().getPrecision() : element.getPrecision();
    }

    static int scale(SchemaElement element) {
        LogicalType logical = element.getLogicalType();
        return logical != null && logical.isSetDECIMAL() ? logical.getDECIMAL().getScale() : element.getScale();
    }

    private static LogicalKind logical(LogicalType logical) {
        return switch (logical.getSetField()) {
            case STRING -> LogicalKind.STRING;
            case ENUM -> LogicalKind.ENUM;
            case JSON -> LogicalKind.JSON;
            case BSON -> LogicalKind.BSON;
            case DECIMAL -> LogicalKind.DECIMAL;
            case DATE -> LogicalKind.DATE;
            case TIME ->
                unit(
                        logical.getTIME().getUnit(),
                        LogicalKind.TIME_MILLIS,
                        LogicalKind.TIME_MICROS,
                        LogicalKind.TIME_NANOS);
            case TIMESTAMP ->
                unit(
                        logical.getTIMESTAMP().getUnit(),
                        LogicalKind.TIMESTAMP_MILLIS,
                        LogicalKind.TIMESTAMP_MICROS,
                        LogicalKind.TIMESTAMP_NANOS);
            case INTEGER -> integer(logical.getINTEGER());
            case UNKNOWN -> LogicalKind.ALWAYS_NULL;
            case UUID -> LogicalKind.UUID;
            case FLOAT16 -> LogicalKind.FLOAT16;
            case GEOMETRY, GEOGRAPHY -> LogicalKind.GEOSPATIAL;
            default -> LogicalKind.NONE;
        };
    }

    private static LogicalKind unit(TimeUnit unit, LogicalKind millis, LogicalKind micros, LogicalKind nanos) {
        if (unit == null || !unit.isSet()) {
            return LogicalKind.NONE;
        }
        return switch (unit.getSetField()) {
            case MILLIS -> millis;
            case MICROS -> micros;
            case NANOS -> nanos;
        };
    }

    private static LogicalKind integer(IntType type) {
        boolean signed = type.isIsSigned();
        return switch (type.getBitWidth()) {
            case 8 -> signed ? LogicalKind.INT8 : LogicalKind.UINT8;
            case 16 -> signed ? LogicalKind.INT16 : LogicalKind.UINT16;
            case 32 -> signed ? LogicalKind.INT32 : LogicalKind.UINT32;
            case 64 -> signed ? LogicalKind.INT64 : LogicalKind.UINT64;
            default -> LogicalKind.NONE;
        };
    }

    private static LogicalKind converted(SchemaElement element) {
        return switch (element.getConverted_type()) {
            case UTF8 -> LogicalKind.STRING;
            case ENUM -> LogicalKind.ENUM;
            case JSON -> LogicalKind.JSON;
            case BSON -> LogicalKind.BSON;
            case DECIMAL -> LogicalKind.DECIMAL;
            case DATE -> LogicalKind.DATE;
            case TIME_MILLIS -> LogicalKind.TIME_MILLIS;
            case TIME_MICROS -> LogicalKind.TIME_MICROS;
            case TIMESTAMP_MILLIS -> LogicalKind.TIMESTAMP_MILLIS;
            case TIMESTAMP_MICROS -> LogicalKind.TIMESTAMP_MICROS;
            case INT_8 -> LogicalKind.INT8;
            case INT_16 -> LogicalKind.INT16;
            case INT_32 -> LogicalKind.INT32;
            case INT_64 -> LogicalKind.INT64;
            case UINT_8 -> LogicalKind.UINT8;
            case UINT_16 -> LogicalKind.UINT16;
            case UINT_32 -> LogicalKind.UINT32;
            case UINT_64 -> LogicalKind.UINT64;
            case INTERVAL -> LogicalKind.INTERVAL;
            default -> LogicalKind.NONE;
        };
    }

    private static boolean fits(LogicalKind kind, SchemaElement element) {
        Type physical = element.getType();
        return switch (kind) {
            case NONE, ALWAYS_NULL -> true;
            case STRING, ENUM, JSON, BSON, GEOSPATIAL -> physical == Type.BYTE_ARRAY;
            case DECIMAL ->
                physical == Type.INT32
                        || physical == Type.INT64
                        || physical == Type.BYTE_ARRAY
                        || physical == Type.FIXED_LEN_BYTE_ARRAY;
            case DATE, TIME_MILLIS, INT8, INT16, INT32, UINT8, UINT16, UINT32 -> physical == Type.INT32;
            case TIME_MICROS, TIME_NANOS, TIMESTAMP_MILLIS, TIMESTAMP_MICROS, TIMESTAMP_NANOS, INT64, UINT64 ->
                physical == Type.INT64;
            case UUID -> physical == Type.FIXED_LEN_BYTE_ARRAY && element.getType_length() == 16;
            case FLOAT16 -> physical == Type.FIXED_LEN_BYTE_ARRAY && element.getType_length() == 2;
            case INTERVAL -> physical == Type.FIXED_LEN_BYTE_ARRAY && element.getType_length() == 12;
        };
    }
}
