package dev.tarn.sql.function;

import dev.tarn.catalog.type.SqlTypes;
import dev.tarn.catalog.type.UnreadableType;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Type;
import dev.tarn.sql.parser.Positions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlOperatorBinding;

/** Reads the types of a call's arguments. */
final class ArgumentTypes {
    private ArgumentTypes() {}

    /** Returns the arguments' types; UNKNOWN for one that has no type of ours. */
    static List<Type> of(SqlOperatorBinding binding) {
        List<Type> types = new ArrayList<>();
        for (RelDataType type : binding.collectOperandTypes()) {
            if (type instanceof UnreadableType unreadable) {
                throw new TarnException(ErrorCode.NOT_SUPPORTED, unreadable.why() + " is not supported");
            }
            types.add(SqlTypes.find(type).orElse(Type.UNKNOWN));
        }
        return types;
    }

    /** Returns the error that a function does not take arguments of these types. */
    static TarnException mismatch(SqlCallBinding binding, List<Type> arguments, String usage) {
        String given = arguments.stream().map(Type::sqlName).collect(Collectors.joining(", "));
        return new TarnException(
                ErrorCode.TYPE_MISMATCH,
                Positions.of(binding.getCall().getParserPosition()),
                binding.getOperator().getName() + "(" + given + ") does not exist; there is " + usage);
    }

    /** Returns the error that there is no cast between two types. */
    static TarnException cannotCast(SqlCallBinding binding, Type from, Type to) {
        return new TarnException(
                ErrorCode.TYPE_MISMATCH,
                Positions.of(binding.getCall().getParserPosition()),
                from.sqlName() + " cannot be cast to " + to.sqlName());
    }
}
