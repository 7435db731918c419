package dev.tarn.sql.validate;

import dev.tarn.sql.function.ArgumentCoercion;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.implicit.TypeCoercionImpl;

/**
 * Keeps Calcite from coercing more than Trino does: what has a common type needs no help here, and what has none is an
 * error. Only the operands of IN and the arguments of aggregates get explicit CASTs.
 */
final class TarnCoercion extends TypeCoercionImpl implements ArgumentCoercion {
    TarnCoercion(RelDataTypeFactory factory, SqlValidator validator) {
        super(factory, validator);
    }

    @Override
    public void coerce(SqlCallBinding binding, int index, RelDataType type) {
        coerceOperandType(binding.getScope(), binding.getCall(), index, type);
    }

    @Override
    public RelDataType commonTypeForBinaryComparison(RelDataType left, RelDataType right) {
        if (left == null || right == null || left.getSqlTypeName() == right.getSqlTypeName()) {
            return null;
        }
        return factory.leastRestrictive(List.of(left, right));
    }

    @Override
    public RelDataType getTightestCommonType(RelDataType left, RelDataType right) {
        if (left == null || right == null) {
            return null;
        }
        // Lengths of text need no CAST, and one could cut a value.
        boolean same = left.getSqlTypeName() == right.getSqlTypeName() && left.getSqlTypeName() != SqlTypeName.DECIMAL;
        return same ? null : factory.leastRestrictive(List.of(left, right));
    }

    @Override
    public RelDataType getWiderTypeForTwo(RelDataType left, RelDataType right, boolean stringPromotion) {
        return left == null || right == null ? null : factory.leastRestrictive(List.of(left, right));
    }

    @Override
    public RelDataType getWiderTypeFor(List<RelDataType> types, boolean stringPromotion) {
        return factory.leastRestrictive(types);
    }

    @Override
    public boolean binaryArithmeticCoercion(SqlCallBinding binding) {
        return false;
    }

    @Override
    public boolean binaryComparisonCoercion(SqlCallBinding binding) {
        List<RelDataType> types = binding.collectOperandTypes();
        boolean date = types.stream().anyMatch(type -> type.getSqlTypeName() == SqlTypeName.DATE);
        boolean timestamp = types.stream().anyMatch(type -> type.getSqlTypeName() == SqlTypeName.TIMESTAMP);
        // Calcite does not compare a DATE with a TIMESTAMP.
        RelDataType common = date && timestamp ? factory.leastRestrictive(types) : null;
        return common != null && coerceOperandsType(binding.getScope(), binding.getCall(), common);
    }

    @Override
    public boolean caseOrEquivalentCoercion(SqlCallBinding binding) {
        return false;
    }

    @Override
    public boolean builtinFunctionCoercion(
            SqlCallBinding binding, List<RelDataType> operandTypes, List<SqlTypeFamily> expectedFamilies) {
        return false;
    }

    @Override
    public boolean userDefinedFunctionCoercion(SqlValidatorScope scope, SqlCall call, SqlFunction function) {
        return false;
    }

    @Override
    public boolean querySourceCoercion(
            SqlValidatorScope scope, RelDataType sourceRowType, RelDataType targetRowType, SqlNode query) {
        return false;
    }
}
