package dev.tarn.sql.function;

import dev.tarn.catalog.type.CommonType;
import dev.tarn.expr.ir.AggregateFunction;
import dev.tarn.expr.ir.ScalarFunction;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import dev.tarn.spi.type.TypeKind;
import dev.tarn.sql.function.Signature.Choice;
import dev.tarn.sql.function.TarnFunction.Nulls;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;

/** The functions over ARRAYs, MAPs and ROWs, and the operators that make them and look into them. */
public final class NestedFunctions {
    /** {@code ARRAY[...]}. */
    public static final TarnFunction ARRAY =
            function("array", ScalarFunction.ARRAY, NestedFunctions::array, "ARRAY[T, ...]", Nulls.NEVER);

    /** {@code ROW(...)}. */
    public static final TarnFunction ROW =
            function("row", ScalarFunction.ROW, NestedFunctions::row, "ROW(T, ...)", Nulls.NEVER);

    /** {@code a[i]} and {@code m[k]}. */
    public static final TarnFunction SUBSCRIPT = function(
            "subscript",
            ScalarFunction.SUBSCRIPT,
            NestedFunctions::element,
            "array(T)[bigint] and map(K, V)[K]",
            Nulls.ALWAYS);

    private NestedFunctions() {}

    static void addTo(Map<String, SqlOperator> functions) {
        add(
                functions,
                "map",
                ScalarFunction.MAP,
                arguments -> arguments.isEmpty()
                        ? new Choice(List.of(), Type.map(Type.UNKNOWN, Type.UNKNOWN))
                        : arrays(arguments, 2)
                                ? choice(
                                        arguments,
                                        Type.map(
                                                arguments.get(0).fieldType(0),
                                                arguments.get(1).fieldType(0)))
                                : null,
                "map(array(K), array(V))");
        add(
                functions,
                "cardinality",
                ScalarFunction.CARDINALITY,
                NestedFunctions::cardinality,
                "cardinality(array or map)");
        functions.put(
                "element_at",
                function(
                        "element_at",
                        ScalarFunction.ELEMENT_AT,
                        NestedFunctions::element,
                        "element_at(array(T), bigint) and element_at(map(K, V), K)",
                        Nulls.ALWAYS));
        functions.put(
                "contains",
                function(
                        "contains",
                        ScalarFunction.CONTAINS,
                        arrayAndElement(Type.BOOLEAN),
                        "contains(array(T), T)",
                        Nulls.ALWAYS));
        add(
                functions,
                "array_position",
                ScalarFunction.ARRAY_POSITION,
                arrayAndElement(Type.BIGINT),
                "array_position(array(T), T)");
        add(functions, "array_remove", ScalarFunction.ARRAY_REMOVE, arrayAndElement(null), "array_remove(array(T), T)");
        add(functions, "array_distinct", ScalarFunction.ARRAY_DISTINCT, sameArray(), "array_distinct(array(T))");
        add(functions, "array_sort", ScalarFunction.ARRAY_SORT, sameArray(), "array_sort(array(T))");
        addExtremes(functions);
        add(
                functions,
                "slice",
                ScalarFunction.SLICE,
                sameArray(Type.BIGINT, Type.BIGINT),
                "slice(array(T), bigint, bigint)");
        add(
                functions,
                "flatten",
                ScalarFunction.FLATTEN,
                arguments -> arrays(arguments, 1) && isArray(arguments.get(0).fieldType(0))
                        ? choice(arguments, arguments.get(0).fieldType(0))
                        : null,
                "flatten(array(array(T)))");
        add(
                functions,
                "array_join",
                ScalarFunction.ARRAY_JOIN,
                arrayToText(Type.VARCHAR).or(arrayToText(Type.VARCHAR, Type.VARCHAR)),
                "array_join(array(T), varchar[, varchar])");
        add(functions, "array_union", ScalarFunction.ARRAY_UNION, twoArrays(null), "array_union(array(T), array(T))");
        add(
                functions,
                "array_intersect",
                ScalarFunction.ARRAY_INTERSECT,
                twoArrays(null),
                "array_intersect(array(T), array(T))");
        add(
                functions,
                "array_except",
                ScalarFunction.ARRAY_EXCEPT,
                twoArrays(null),
                "array_except(array(T), array(T))");
        functions.put(
                "arrays_overlap",
                function(
                        "arrays_overlap",
                        ScalarFunction.ARRAYS_OVERLAP,
                        twoArrays(Type.BOOLEAN),
                        "arrays_overlap(array(T), array(T))",
                        Nulls.ALWAYS));
        addMakers(functions);
        addMaps(functions);
    }

    private static void addExtremes(Map<String, SqlOperator> functions) {
        Signature element = arguments ->
                arrays(arguments, 1) ? choice(arguments, arguments.get(0).fieldType(0)) : null;
        functions.put(
                "array_min",
                function("array_min", ScalarFunction.ARRAY_MIN, element, "array_min(array(T))", Nulls.ALWAYS));
        functions.put(
                "array_max",
                function("array_max", ScalarFunction.ARRAY_MAX, element, "array_max(array(T))", Nulls.ALWAYS));
    }

    /** Functions that make arrays of what is none. */
    private static void addMakers(Map<String, SqlOperator> functions) {
        Type text = Type.VARCHAR;
        Type texts = Type.array(text);
        add(
                functions,
                "split",
                ScalarFunction.SPLIT,
                Signatures.fixed(texts, text, text).or(Signatures.fixed(texts, text, text, Type.BIGINT)),
                "split(varchar, varchar[, bigint])");
        Type numbers = Type.array(Type.BIGINT);
        add(
                functions,
                "sequence",
                ScalarFunction.SEQUENCE,
                Signatures.fixed(numbers, Type.BIGINT, Type.BIGINT)
                        .or(Signatures.fixed(numbers, Type.BIGINT, Type.BIGINT, Type.BIGINT))
                        .or(Signatures.fixed(Type.array(Type.DATE), Type.DATE, Type.DATE)),
                "sequence(bigint, bigint[, bigint]) and sequence(date, date)");
        functions.put(
                "repeat",
                function(
                        "repeat",
                        ScalarFunction.REPEAT,
                        arguments -> arguments.size() == 2 && CommonType.isImplicit(arguments.get(1), Type.BIGINT)
                                ? new Choice(List.of(arguments.get(0), Type.BIGINT), Type.array(arguments.get(0)))
                                : null,
                        "repeat(T, bigint)",
                        Nulls.ALWAYS));
    }

    private static void addMaps(Map<String, SqlOperator> functions) {
        add(
                functions,
                "map_keys",
                ScalarFunction.MAP_KEYS,
                ofMap(map -> Type.array(map.fieldType(0))),
                "map_keys(map(K, V))");
        add(
                functions,
                "map_values",
                ScalarFunction.MAP_VALUES,
                ofMap(map -> Type.array(map.fieldType(1))),
                "map_values(map(K, V))");
        add(
                functions,
                "map_entries",
                ScalarFunction.MAP_ENTRIES,
                ofMap(map -> Type.array(Type.row(
                        new TypeField("field0", map.fieldType(0)), new TypeField("field1", map.fieldType(1))))),
                "map_entries(map(K, V))");
        add(
                functions,
                "map_concat",
                ScalarFunction.MAP_CONCAT,
                arguments -> {
                    Type common = common(arguments, TypeKind.MAP);
                    return common == null || arguments.size() < 2
                            ? null
                            : new Choice(Collections.nCopies(arguments.size(), common), common);
                },
                "map_concat(map(K, V), map(K, V), ...)");
    }

    static void addAggregates(Map<String, SqlOperator> functions) {
        Signature array = types -> types.size() == 1 ? new Choice(types, Type.array(types.get(0))) : null;
        functions.put("array_agg", new TarnAggregate("array_agg", AggregateFunction.ARRAY_AGG, array, "array_agg(T)"));
        Signature map = types -> types.size() == 2 ? new Choice(types, Type.map(types.get(0), types.get(1))) : null;
        functions.put("map_agg", new TarnAggregate("map_agg", AggregateFunction.MAP_AGG, map, "map_agg(K, V)"));
    }

    /** Arrays, or arrays and elements, end to end. */
    static Signature concat() {
        return arguments -> {
            Type element = null;
            for (Type argument : arguments) {
                if (isArray(argument)) {
                    Optional<Type> wider = element == null
                            ? Optional.of(argument.fieldType(0))
                            : CommonType.of(element, argument.fieldType(0));
                    if (wider.isEmpty()) {
                        return null;
                    }
                    element = wider.get();
                }
            }
            if (element == null || arguments.size() < 2) {
                return null;
            }
            Type array = Type.array(element);
            List<Type> parameters = new ArrayList<>();
            for (Type argument : arguments) {
                boolean whole =
                        isArray(argument) && CommonType.of(argument, array).isPresent();
                Type parameter = whole || argument.kind() == TypeKind.UNKNOWN ? array : element;
                if (CommonType.of(argument, parameter).isEmpty()) {
                    return null;
                }
                parameters.add(parameter);
            }
            return new Choice(parameters, array);
        };
    }

    static Signature sameArray(Type... rest) {
        return arguments -> {
            boolean fits = arguments.size() == rest.length + 1 && isArray(arguments.get(0));
            for (int i = 0; fits && i < rest.length; i++) {
                fits = CommonType.isImplicit(arguments.get(i + 1), rest[i]);
            }
            if (!fits) {
                return null;
            }
            List<Type> parameters = new ArrayList<>(List.of(arguments.get(0)));
            parameters.addAll(List.of(rest));
            return new Choice(parameters, arguments.get(0));
        };
    }

    private static Choice array(List<Type> arguments) {
        Type element = Type.UNKNOWN;
        for (Type argument : arguments) {
            Optional<Type> wider = CommonType.of(element, argument);
            if (wider.isEmpty()) {
                return null;
            }
            element = wider.get();
        }
        return new Choice(Collections.nCopies(arguments.size(), element), Type.array(element));
    }

    private static Choice row(List<Type> arguments) {
        List<TypeField> fields = new ArrayList<>();
        for (Type argument : arguments) {
            fields.add(new TypeField("field" + fields.size(), argument));
        }
        return new Choice(arguments, Type.row(fields));
    }

    private static Choice element(List<Type> arguments) {
        if (arguments.size() != 2) {
            return null;
        }
        Type first = arguments.get(0);
        Type second = arguments.get(1);
        if (isArray(first) && CommonType.isImplicit(second, Type.BIGINT)) {
            return new Choice(List.of(first, Type.BIGINT), first.fieldType(0));
        }
        if (first.kind() == TypeKind.MAP) {
            Type key = CommonType.of(first.fieldType(0), second).orElse(null);
            Type map = key == null ? null : Type.map(key, first.fieldType(1));
            return map == null ? null : new Choice(List.of(map, key), first.fieldType(1));
        }
        return null;
    }

    private static Choice cardinality(List<Type> arguments) {
        boolean fits = arguments.size() == 1
                && (isArray(arguments.get(0)) || arguments.get(0).kind() == TypeKind.MAP);
        return fits ? choice(arguments, Type.BIGINT) : null;
    }

    /** Takes an array and an element; the result is {@code result}, or for null the array. */
    private static Signature arrayAndElement(Type result) {
        return arguments -> {
            if (arguments.size() != 2 || !isArray(arguments.get(0))) {
                return null;
            }
            Type element = CommonType.of(arguments.get(0).fieldType(0), arguments.get(1))
                    .orElse(null);
            if (element == null) {
                return null;
            }
            Type array = Type.array(element);
            return new Choice(List.of(array, element), result == null ? array : result);
        };
    }

    private static Signature twoArrays(Type result) {
        return arguments -> {
            Type common = arguments.size() == 2 ? common(arguments, TypeKind.ARRAY) : null;
            return common == null ? null : new Choice(List.of(common, common), result == null ? common : result);
        };
    }

    /** Takes an array whose elements have a text, and {@code rest}. */
    private static Signature arrayToText(Type... rest) {
        Signature texts = sameArray(rest);
        return arguments -> {
            Choice choice = texts.choose(arguments);
            if (choice == null || arguments.get(0).fieldType(0).isNested()) {
                return null;
            }
            List<Type> parameters = new ArrayList<>(choice.parameters());
            parameters.set(0, Type.array(Type.VARCHAR));
            return new Choice(parameters, Type.VARCHAR);
        };
    }

    private interface OfMap {
        Type result(Type map);
    }

    private static Signature ofMap(OfMap result) {
        return arguments -> arguments.size() == 1 && arguments.get(0).kind() == TypeKind.MAP
                ? choice(arguments, result.result(arguments.get(0)))
                : null;
    }

    /** Returns the common type of the arguments if it is of {@code kind}, or null. */
    private static Type common(List<Type> arguments, TypeKind kind) {
        Type common = Type.UNKNOWN;
        for (Type argument : arguments) {
            Optional<Type> wider = CommonType.of(common, argument);
            if (wider.isEmpty()) {
                return null;
            }
            common = wider.get();
        }
        return common.kind() == kind ? common : null;
    }

    private static Choice choice(List<Type> arguments, Type result) {
        return new Choice(arguments, result);
    }

    private static boolean arrays(List<Type> arguments, int count) {
        return arguments.size() == count && arguments.stream().allMatch(NestedFunctions::isArray);
    }

    private static boolean isArray(Type type) {
        return type.kind() == TypeKind.ARRAY;
    }

    private static TarnFunction function(
            String name, ScalarFunction id, Signature signature, String usage, Nulls nulls) {
        return new TarnFunction(name, SqlKind.OTHER_FUNCTION, id, signature, usage, nulls);
    }

    private static void add(
            Map<String, SqlOperator> functions, String name, ScalarFunction id, Signature signature, String usage) {
        functions.put(name, function(name, id, signature, usage, Nulls.OF_ARGUMENTS));
    }
}
