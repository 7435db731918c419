package dev.tarn.sql.function;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCallBinding;

/** Puts a CAST around an argument while a call is validated. */
public interface ArgumentCoercion {
    /** Casts argument {@code index} of the call to {@code type}, but for its being nullable. */
    void coerce(SqlCallBinding binding, int index, RelDataType type);
}
