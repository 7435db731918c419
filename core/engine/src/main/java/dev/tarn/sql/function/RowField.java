package dev.tarn.sql.function;

import dev.tarn.catalog.type.SqlTypes;
import dev.tarn.catalog.type.UnreadableType;
import dev.tarn.expr.ir.ScalarFunction;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import dev.tarn.sql.parser.Positions;
import java.util.Locale;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** The field of a ROW that has a name, as in {@code address.city}; NULL where the ROW is. */
public final class RowField extends SqlFunction implements KernelOperator {
    private final String field;

    /** Makes the operator of a field's name, whose case does not matter. */
    public RowField(String field) {
        super(
                "." + field.toLowerCase(Locale.ROOT),
                SqlKind.OTHER_FUNCTION,
                null,
                null,
                null,
                SqlFunctionCategory.USER_DEFINED_FUNCTION);
        this.field = field.toLowerCase(Locale.ROOT);
    }

    /** Returns the field's name in lower case. */
    public String field() {
        return field;
    }

    @Override
    public ScalarFunction kernel() {
        return ScalarFunction.FIELD;
    }

    /** There is nothing to look up by name: the operator is the one that was meant. */
    @Override
    public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
        call.getOperandList().forEach(operand -> validator.deriveType(scope, operand));
        return validateOperands(validator, scope, call);
    }

    @Override
    public SqlOperandCountRange getOperandCountRange() {
        return SqlOperandCountRanges.of(1);
    }

    @Override
    public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
        try {
            fieldType(binding);
            return true;
        } catch (TarnException e) {
            if (throwOnFailure) {
                throw e.at(Positions.of(binding.getCall().getParserPosition()));
            }
            return false;
        }
    }

    private Type fieldType(SqlOperatorBinding binding) {
        RelDataType operand = binding.getOperandType(0);
        if (operand instanceof UnreadableType unreadable) {
            throw new TarnException(ErrorCode.NOT_SUPPORTED, unreadable.why() + " is not supported");
        }
        Type row = SqlTypes.find(operand).orElse(Type.UNKNOWN);
        if (row.kind() != TypeKind.ROW) {
            throw new TarnException(
                    ErrorCode.TYPE_MISMATCH,
                    "." + field + " asks for a field of a " + row.sqlName() + ", not of a row");
        }
        int index = row.fieldIndex(field);
        if (index < 0) {
            throw new TarnException(ErrorCode.COLUMN_NOT_FOUND, "there is no field " + field + " in " + row.sqlName());
        }
        return row.fieldType(index);
    }

    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
        return SqlTypes.toCalcite(binding.getTypeFactory(), fieldType(binding), true);
    }

    @Override
    public void unparse(SqlWriter writer, SqlCall call, int leftPrecedence, int rightPrecedence) {
        call.operand(0).unparse(writer, leftPrecedence, 0);
        writer.print("." + field);
    }
}
