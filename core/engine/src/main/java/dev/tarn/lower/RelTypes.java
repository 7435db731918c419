package dev.tarn.lower;

import dev.tarn.catalog.type.SqlTypes;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Type;
import org.apache.calcite.rel.type.RelDataType;

/** Calcite's types as Tarn's. */
public final class RelTypes {
    private RelTypes() {}

    /**
     * Returns the type that {@code type} stands for.
     *
     * @throws TarnException NOT_SUPPORTED if there is none
     */
    public static Type type(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case BOOLEAN -> Type.BOOLEAN;
            case TINYINT -> Type.TINYINT;
            case SMALLINT -> Type.SMALLINT;
            case INTEGER -> Type.INTEGER;
            case BIGINT -> Type.BIGINT;
            case REAL -> Type.REAL;
            case FLOAT, DOUBLE -> Type.DOUBLE;
            case DECIMAL -> Type.decimal(type.getPrecision(), type.getScale());
            case CHAR -> Type.charType(type.getPrecision());
            case VARCHAR -> varchar(type.getPrecision());
            case BINARY, VARBINARY -> Type.VARBINARY;
            case DATE -> Type.DATE;
            case TIMESTAMP -> Type.timestamp(type.getPrecision());
            case TIME -> Type.TIME;
            case NULL -> Type.UNKNOWN;
            case INTERVAL_YEAR, INTERVAL_YEAR_MONTH, INTERVAL_MONTH -> Type.INTERVAL_YEAR_MONTH;
            case INTERVAL_DAY,
                    INTERVAL_DAY_HOUR,
                    INTERVAL_DAY_MINUTE,
                    INTERVAL_DAY_SECOND,
                    INTERVAL_HOUR,
                    INTERVAL_HOUR_MINUTE,
                    INTERVAL_HOUR_SECOND,
                    INTERVAL_MINUTE,
                    INTERVAL_MINUTE_SECOND,
                    INTERVAL_SECOND -> Type.INTERVAL_DAY_SECOND;
            case ARRAY, MAP, ROW ->
                SqlTypes.find(type)
                        .orElseThrow(() -> new TarnException(ErrorCode.NOT_SUPPORTED, "values of type " + type));
            default -> throw new TarnException(ErrorCode.NOT_SUPPORTED, "values of type " + type);
        };
    }

    private static Type varchar(int precision) {
        return precision < 0 || precision == Integer.MAX_VALUE ? Type.VARCHAR : Type.varchar(precision);
    }
}
