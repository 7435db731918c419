package dev.tarn.sql.function;

import dev.tarn.catalog.type.SqlTypes;
import dev.tarn.expr.ir.AggregateFunction;
import dev.tarn.spi.type.Type;
import dev.tarn.sql.function.Signature.Choice;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.util.Optionality;

/** An aggregate function that Calcite has not, or has with other types. Immutable. */
public final class TarnAggregate extends SqlAggFunction implements KernelAggregate {
    private final AggregateFunction id;
    private final Signature signature;
    private final String usage;

    TarnAggregate(String name, AggregateFunction id, Signature signature, String usage) {
        super(
                name,
                null,
                SqlKind.OTHER_FUNCTION,
                null,
                null,
                null,
                SqlFunctionCategory.USER_DEFINED_FUNCTION,
                false,
                false,
                Optionality.FORBIDDEN);
        this.id = id;
        this.signature = signature;
        this.usage = usage;
    }

    /** Returns how the function is called. */
    String usage() {
        return usage;
    }

    @Override
    public AggregateFunction kernel() {
        return id;
    }

    @Override
    public SqlOperandCountRange getOperandCountRange() {
        return SqlOperandCountRanges.any();
    }

    @Override
    public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
        List<Type> arguments = ArgumentTypes.of(binding);
        Choice choice = signature.choose(arguments);
        if (choice == null) {
            if (throwOnFailure) {
                throw ArgumentTypes.mismatch(binding, arguments, usage);
            }
            return false;
        }
        for (int i = 0; i < arguments.size(); i++) {
            Type parameter = choice.parameters().get(i);
            if (parameter.kind() != arguments.get(i).kind()
                    && binding.getValidator().getTypeCoercion() instanceof ArgumentCoercion coercion) {
                coercion.coerce(binding, i, SqlTypes.toCalcite(binding.getTypeFactory(), parameter, true));
            }
        }
        return true;
    }

    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
        Choice choice = signature.choose(ArgumentTypes.of(binding));
        if (choice == null) {
            throw new IllegalArgumentException(getName() + ArgumentTypes.of(binding));
        }
        return SqlTypes.toCalcite(binding.getTypeFactory(), choice.result(), id != AggregateFunction.COUNT_IF);
    }
}
