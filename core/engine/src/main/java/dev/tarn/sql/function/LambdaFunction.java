package dev.tarn.sql.function;

import dev.tarn.catalog.type.SqlTypes;
import dev.tarn.expr.ir.ElementFunction;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** A function whose last arguments are lambdas over what is within its first ones. Immutable. */
public final class LambdaFunction extends SqlFunction {
    private final ElementFunction id;
    private final String usage;

    private LambdaFunction(ElementFunction id, String usage) {
        super(
                id.name().toLowerCase(Locale.ROOT),
                SqlKind.OTHER_FUNCTION,
                null,
                null,
                null,
                SqlFunctionCategory.USER_DEFINED_FUNCTION);
        this.id = id;
        this.usage = usage;
    }

    /** Returns how the function is called. */
    String usage() {
        return usage;
    }

    static void addTo(Map<String, SqlOperator> functions) {
        add(functions, ElementFunction.TRANSFORM, "transform(array(T), T -> U)");
        add(functions, ElementFunction.FILTER, "filter(array(T), T -> boolean)");
        add(functions, ElementFunction.REDUCE, "reduce(array(T), S, (S, T) -> S, S -> R)");
        add(functions, ElementFunction.ANY_MATCH, "any_match(array(T), T -> boolean)");
        add(functions, ElementFunction.ALL_MATCH, "all_match(array(T), T -> boolean)");
        add(functions, ElementFunction.NONE_MATCH, "none_match(array(T), T -> boolean)");
        add(functions, ElementFunction.ZIP_WITH, "zip_with(array(T), array(U), (T, U) -> R)");
        add(functions, ElementFunction.MAP_FILTER, "map_filter(map(K, V), (K, V) -> boolean)");
        add(functions, ElementFunction.TRANSFORM_KEYS, "transform_keys(map(K, V), (K, V) -> L)");
        add(functions, ElementFunction.TRANSFORM_VALUES, "transform_values(map(K, V), (K, V) -> W)");
    }

    private static void add(Map<String, SqlOperator> functions, ElementFunction id, String usage) {
        LambdaFunction function = new LambdaFunction(id, usage);
        functions.put(function.getName(), function);
    }

    /** Returns the function's kernel. */
    public ElementFunction kernel() {
        return id;
    }

    @Override
    public SqlOperandCountRange getOperandCountRange() {
        return SqlOperandCountRanges.any();
    }

    /** The parameters' types are to be known before anybody looks into the lambdas. */
    @Override
    public void validateCall(
            SqlCall call, SqlValidator validator, SqlValidatorScope scope, SqlValidatorScope operandScope) {
        validator.deriveType(operandScope, call);
        super.validateCall(call, validator, scope, operandScope);
    }

    @Override
    public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
        Type type = result(new LambdaTyping(validator, scope, call, usage));
        return SqlTypes.toCalcite(validator.getTypeFactory(), type, true);
    }

    private Type result(LambdaTyping types) {
        switch (id) {
            case REDUCE -> types.requireShape(4, 2);
            case ZIP_WITH -> types.requireShape(3, 2);
            default -> types.requireShape(2, 1);
        }
        return switch (id) {
            case TRANSFORM -> Type.array(types.lambda(1, element(types, 0)));
            case FILTER -> {
                types.requireBoolean(types.lambda(1, element(types, 0)));
                yield types.argument(0, TypeKind.ARRAY);
            }
            case ANY_MATCH, ALL_MATCH, NONE_MATCH -> {
                types.requireBoolean(types.lambda(1, element(types, 0)));
                yield Type.BOOLEAN;
            }
            case ZIP_WITH -> Type.array(types.lambda(2, element(types, 0), element(types, 1)));
            case REDUCE -> types.lambda(3, types.state(types.argument(1), 2, element(types, 0)));
            case MAP_FILTER -> {
                types.requireBoolean(ofEntry(types));
                yield types.argument(0, TypeKind.MAP);
            }
            case TRANSFORM_KEYS -> {
                Type key = ofEntry(types);
                yield Type.map(key, types.argument(0, TypeKind.MAP).fieldType(1));
            }
            case TRANSFORM_VALUES -> {
                Type value = ofEntry(types);
                yield Type.map(types.argument(0, TypeKind.MAP).fieldType(0), value);
            }
        };
    }

    private static Type element(LambdaTyping types, int index) {
        return types.argument(index, TypeKind.ARRAY).fieldType(0);
    }

    private static Type ofEntry(LambdaTyping types) {
        Type map = types.argument(0, TypeKind.MAP);
        return types.lambda(1, map.fieldType(0), map.fieldType(1));
    }

    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
        throw new IllegalStateException("the type of " + getName() + " is derived from the whole call");
    }
}
