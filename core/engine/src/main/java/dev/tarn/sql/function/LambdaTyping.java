package dev.tarn.sql.function;

import dev.tarn.catalog.type.CommonType;
import dev.tarn.catalog.type.SqlTypes;
import dev.tarn.catalog.type.UnreadableType;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import dev.tarn.spi.type.TypeKind;
import dev.tarn.sql.parser.Positions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** Finds the types of one call of a {@link LambdaFunction}: its arguments', its lambdas' parameters', its result's. */
final class LambdaTyping {
    /** More types a state cannot go through: what is no number gets its widest type at once. */
    private static final int MOST_WIDENINGS = 8;

    private final SqlValidator validator;
    private final SqlValidatorScope scope;
    private final SqlCall call;
    private final String usage;

    LambdaTyping(SqlValidator validator, SqlValidatorScope scope, SqlCall call, String usage) {
        this.validator = validator;
        this.scope = scope;
        this.call = call;
        this.usage = usage;
    }

    /** Requires that there are arguments of which those from {@code firstLambda} on are lambdas, and only those. */
    void requireShape(int count, int firstLambda) {
        boolean fits = call.operandCount() == count;
        for (int i = 0; fits && i < count; i++) {
            fits = isLambda(call.operand(i)) == (i >= firstLambda);
        }
        if (!fits) {
            throw mismatch();
        }
    }

    private static boolean isLambda(SqlNode node) {
        return node instanceof SqlCall call && call.getOperator() instanceof Lambda;
    }

    /** Returns the type of an argument that is no lambda. */
    Type argument(int index) {
        typeParameters(call.operand(index));
        RelDataType type = validator.deriveType(scope, call.operand(index));
        if (type instanceof UnreadableType unreadable) {
            throw new TarnException(ErrorCode.NOT_SUPPORTED, unreadable.why() + " is not supported");
        }
        return SqlTypes.find(type).orElse(Type.UNKNOWN);
    }

    /** Returns the type of an argument that has to be an ARRAY, or a MAP. */
    Type argument(int index, TypeKind kind) {
        Type type = argument(index);
        if (type.kind() == TypeKind.UNKNOWN) {
            return kind == TypeKind.ARRAY ? Type.array(Type.UNKNOWN) : Type.map(Type.UNKNOWN, Type.UNKNOWN);
        }
        if (type.kind() != kind) {
            throw mismatch();
        }
        return type;
    }

    /** Gives a lambda's parameters their types and returns its result's. */
    Type lambda(int index, Type... parameters) {
        SqlCall lambda = call.operand(index);
        List<LambdaParameter> names = ((Lambda) lambda.getOperator()).parameters();
        if (names.size() != parameters.length) {
            throw mismatch();
        }
        for (int i = 0; i < parameters.length; i++) {
            names.get(i).setType(SqlTypes.toCalcite(validator.getTypeFactory(), parameters[i], true));
        }
        forget(lambda);
        typeParameters(lambda.operand(0));
        return SqlTypes.find(validator.deriveType(scope, lambda)).orElseThrow(this::mismatch);
    }

    private void typeParameters(SqlNode node) {
        if (validator instanceof ParameterTyping typing) {
            typing.typeParameters(scope, node);
        }
    }

    /** What is known of the types of a body is of no use where its parameters have other ones. */
    private void forget(SqlNode node) {
        node.accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlCall visited) {
                validator.removeValidatedNodeType(visited);
                return super.visit(visited);
            }
        });
    }

    void requireBoolean(Type type) {
        if (type.kind() != TypeKind.BOOLEAN && type.kind() != TypeKind.UNKNOWN) {
            throw mismatch();
        }
    }

    /**
     * Returns the type of the states that a lambda makes of a state and an element: the least that the first state and
     * all others have in common.
     */
    Type state(Type first, int lambda, Type element) {
        Type state = unbounded(first);
        for (int i = 0; i < MOST_WIDENINGS; i++) {
            Type result = unbounded(lambda(lambda, state, element));
            Optional<Type> common = CommonType.of(state, result);
            if (common.isEmpty()) {
                break;
            }
            if (CommonType.sameRepresentation(common.get(), state)) {
                return state;
            }
            if (result.isDecimal() && state.isDecimal()) {
                break;
            }
            state = common.get();
        }
        throw new TarnException(
                ErrorCode.TYPE_MISMATCH,
                Positions.of(call.getParserPosition()),
                "the function does not give states of type " + state.sqlName()
                        + " from such; it needs a CAST, or the first state does: " + usage);
    }

    /** Returns the type without limits on the lengths of text. */
    private static Type unbounded(Type type) {
        if (type.kind() == TypeKind.VARCHAR) {
            return Type.VARCHAR;
        }
        if (!type.isNested()) {
            return type;
        }
        List<TypeField> fields = new ArrayList<>();
        type.fields().forEach(field -> fields.add(new TypeField(field.name(), unbounded(field.type()))));
        return new Type(type.kind(), 0, 0, fields);
    }

    TarnException mismatch() {
        List<String> given = new ArrayList<>();
        for (SqlNode operand : call.getOperandList()) {
            given.add(
                    isLambda(operand)
                            ? "function"
                            : SqlTypes.find(validator.deriveType(scope, operand))
                                    .map(Type::sqlName)
                                    .orElse("?"));
        }
        return new TarnException(
                ErrorCode.TYPE_MISMATCH,
                Positions.of(call.getParserPosition()),
                call.getOperator().getName() + "(" + String.join(", ", given) + ") does not exist; there is " + usage);
    }
}
