package dev.tarn.sql.function;

import dev.tarn.catalog.type.SqlTypes;
import dev.tarn.spi.type.Type;
import java.util.function.BiPredicate;
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

/** CAST or TRY_CAST to a nested type, which the operator carries. */
public final class NestedCast extends SqlFunction {
    private final Type target;
    private final boolean safe;
    private final BiPredicate<Type, Type> exists;

    /**
     * Makes the operator.
     *
     * @param safe whether it is TRY_CAST
     * @param exists says whether there is a cast from one type to another
     */
    public NestedCast(Type target, boolean safe, BiPredicate<Type, Type> exists) {
        super(
                (safe ? "TRY_CAST " : "CAST ") + target.sqlName(),
                SqlKind.OTHER_FUNCTION,
                null,
                null,
                null,
                SqlFunctionCategory.USER_DEFINED_FUNCTION);
        this.target = target;
        this.safe = safe;
        this.exists = exists;
    }

    public Type target() {
        return target;
    }

    /** Returns whether what cannot be cast is NULL. */
    public boolean isSafe() {
        return safe;
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
        Type from = ArgumentTypes.of(binding).get(0);
        if (exists.test(from, target)) {
            return true;
        }
        if (throwOnFailure) {
            throw ArgumentTypes.cannotCast(binding, from, target);
        }
        return false;
    }

    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
        boolean nullable = safe || binding.getOperandType(0).isNullable();
        return SqlTypes.toCalcite(binding.getTypeFactory(), target, nullable);
    }

    @Override
    public void unparse(SqlWriter writer, SqlCall call, int leftPrecedence, int rightPrecedence) {
        SqlWriter.Frame frame = writer.startFunCall(safe ? "TRY_CAST" : "CAST");
        call.operand(0).unparse(writer, 0, 0);
        writer.sep("AS");
        writer.literal(target.sqlName());
        writer.endFunCall(frame);
    }
}
