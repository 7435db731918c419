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
        return SqlTypes.find(type)
                .orElseThrow(() -> new TarnException(ErrorCode.NOT_SUPPORTED, "values of type " + type));
    }
}
