package dev.tarn.sql.function;

import dev.tarn.catalog.type.SqlTypes;
import dev.tarn.expr.ir.ScalarFunction;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Type;
import dev.tarn.sql.function.Signature.Choice;
import dev.tarn.sql.parser.Positions;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlTypeName;

/** A scalar function: name and signature here, kernel by {@link #kernel}. Immutable. */
public final class TarnFunction extends SqlFunction implements KernelOperator {
    private final ScalarFunction id;
    private final Signature signature;
    private final String usage;
    private final Nulls nulls;
    private final Set<String> units;

    /** When a result may be NULL. */
    enum Nulls {
        /** If an argument is. */
        OF_ARGUMENTS,
        /** Also if none is. */
        ALWAYS,
        /** If all arguments are. */
        OF_ALL_ARGUMENTS,
        NEVER
    }

    TarnFunction(String name, SqlKind kind, ScalarFunction id, Signature signature, String usage, Nulls nulls) {
        this(name, kind, id, signature, usage, nulls, Set.of());
    }

    private TarnFunction(
            String name,
            SqlKind kind,
            ScalarFunction id,
            Signature signature,
            String usage,
            Nulls nulls,
            Set<String> units) {
        super(name, kind, null, null, null, SqlFunctionCategory.USER_DEFINED_FUNCTION);
        this.id = id;
        this.signature = signature;
        this.usage = usage;
        this.nulls = nulls;
        this.units = units;
    }

    /** Returns this function with a first argument that has to be the literal name of one of {@code names}. */
    TarnFunction withUnits(Set<String> names) {
        return new TarnFunction(getName(), kind, id, signature, usage, nulls, names);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException for COALESCE, which is an expression of its own
     */
    @Override
    public ScalarFunction kernel() {
        if (id == null) {
            throw new IllegalStateException(getName() + " has no kernel");
        }
        return id;
    }

    /** Returns how the function is called, as in {@code substr(varchar, bigint[, bigint])}. */
    public String usage() {
        return usage;
    }

    /**
     * Returns the types to which arguments of the given types are brought.
     *
     * @throws IllegalArgumentException if the function does not take them
     */
    public List<Type> parameterTypes(List<Type> arguments) {
        Choice choice = signature.choose(arguments);
        if (choice == null) {
            throw new IllegalArgumentException(getName() + arguments);
        }
        return choice.parameters();
    }

    @Override
    public SqlOperandCountRange getOperandCountRange() {
        return SqlOperandCountRanges.any();
    }

    @Override
    public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
        List<Type> arguments = ArgumentTypes.of(binding);
        if (signature.choose(arguments) == null) {
            if (throwOnFailure) {
                throw ArgumentTypes.mismatch(binding, arguments, usage);
            }
            return false;
        }
        if (!units.isEmpty()) {
            checkUnit(binding.operand(0));
        }
        return true;
    }

    private void checkUnit(SqlNode node) {
        if (!(node instanceof SqlLiteral literal) || literal.getTypeName() != SqlTypeName.CHAR) {
            throw new TarnException(
                    ErrorCode.NOT_SUPPORTED,
                    Positions.of(node.getParserPosition()),
                    "a unit for " + getName() + " that is not a literal is not supported");
        }
        String unit = Objects.requireNonNull(literal.getValueAs(String.class)).toLowerCase(Locale.ROOT);
        if (!units.contains(unit)) {
            throw new TarnException(
                    ErrorCode.INVALID_FUNCTION_ARGUMENT,
                    Positions.of(node.getParserPosition()),
                    getName() + " has no unit '" + unit + "'; it has "
                            + String.join(", ", units.stream().sorted().toList()));
        }
    }

    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
        Choice choice = signature.choose(ArgumentTypes.of(binding));
        if (choice == null) {
            throw new IllegalArgumentException(getName() + ArgumentTypes.of(binding));
        }
        boolean any = false;
        boolean all = true;
        for (int i = 0; i < binding.getOperandCount(); i++) {
            boolean nullable = binding.getOperandType(i).isNullable();
            any |= nullable;
            all &= nullable;
        }
        boolean nullable =
                switch (nulls) {
                    case OF_ARGUMENTS -> any;
                    case ALWAYS -> true;
                    case OF_ALL_ARGUMENTS -> all;
                    case NEVER -> false;
                };
        return SqlTypes.toCalcite(binding.getTypeFactory(), choice.result(), nullable);
    }
}
