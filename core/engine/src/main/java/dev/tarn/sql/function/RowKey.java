package dev.tarn.sql.function;

import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Bytes that tell rows of values apart as GROUP BY does: equal for rows that are the same, NULLs and NaNs among them, and
 * different for others. Made by the planner alone; never NULL.
 */
public final class RowKey extends SqlFunction {
    public static final RowKey INSTANCE = new RowKey();

    private RowKey() {
        super(
                "row_key",
                SqlKind.OTHER_FUNCTION,
                ReturnTypes.explicit(SqlTypeName.VARBINARY),
                null,
                OperandTypes.VARIADIC,
                SqlFunctionCategory.USER_DEFINED_FUNCTION);
    }
}
