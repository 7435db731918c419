package dev.tarn.sql.function;

import java.util.Locale;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/**
 * A parameter of a lambda; where the body names it stands a call without operands. Its type is that which the function
 * around the lambda gives it while the statement is validated. One thread.
 */
public final class LambdaParameter extends SqlFunction {
    private final String parameter;
    private RelDataType type;

    /**
     * Makes a parameter.
     *
     * @param parameter its name
     * @param depth how many lambdas there are around its own, so that it is told apart from theirs
     * @param index its place among the parameters
     */
    public LambdaParameter(String parameter, int depth, int index) {
        super(
                "lambda_" + depth + "_" + index + "_" + parameter.toLowerCase(Locale.ROOT),
                SqlKind.OTHER_FUNCTION,
                null,
                null,
                null,
                SqlFunctionCategory.USER_DEFINED_FUNCTION);
        this.parameter = parameter;
    }

    /** Returns the name that the lambda gives it. */
    public String parameter() {
        return parameter;
    }

    void setType(RelDataType given) {
        type = given;
    }

    @Override
    public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
        return type();
    }

    /** Returns its type, which it has once the call that its lambda is given to is validated. */
    public RelDataType type() {
        if (type == null) {
            throw new IllegalStateException("the type of " + getName() + " is not known yet");
        }
        return type;
    }

    @Override
    public SqlOperandCountRange getOperandCountRange() {
        return SqlOperandCountRanges.of(0);
    }

    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
        return type();
    }

    @Override
    public void unparse(SqlWriter writer, SqlCall call, int leftPrecedence, int rightPrecedence) {
        writer.print(parameter);
    }
}
