package dev.tarn.sql.function;

import java.util.List;
import java.util.stream.Collectors;
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

/** A lambda, an argument of a {@link LambdaFunction}: its one operand is the body, and its type the body's. */
public final class Lambda extends SqlFunction {
    private final List<LambdaParameter> parameters;

    /** Makes a lambda of parameters, which the body has calls of. */
    public Lambda(List<LambdaParameter> parameters) {
        super(
                "lambda_" + parameters.size(),
                SqlKind.OTHER_FUNCTION,
                null,
                null,
                null,
                SqlFunctionCategory.USER_DEFINED_FUNCTION);
        this.parameters = List.copyOf(parameters);
    }

    public List<LambdaParameter> parameters() {
        return parameters;
    }

    /** Returns the parameters as they stand before the arrow. */
    public String head() {
        return parameters.size() == 1
                ? parameters.get(0).parameter()
                : parameters.stream().map(LambdaParameter::parameter).collect(Collectors.joining(", ", "(", ")"));
    }

    @Override
    public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
        return validator.deriveType(scope, call.operand(0));
    }

    @Override
    public SqlOperandCountRange getOperandCountRange() {
        return SqlOperandCountRanges.of(1);
    }

    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
        return binding.getOperandType(0);
    }

    @Override
    public void unparse(SqlWriter writer, SqlCall call, int leftPrecedence, int rightPrecedence) {
        writer.print(head() + " -> ");
        call.operand(0).unparse(writer, 0, 0);
    }
}
