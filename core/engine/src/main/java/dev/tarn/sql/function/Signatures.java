package dev.tarn.sql.function;

import dev.tarn.catalog.type.CommonType;
import dev.tarn.catalog.type.DecimalTypes;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import dev.tarn.sql.function.Signature.Choice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The shapes that signatures have. */
final class Signatures {
    private Signatures() {}

    /** Takes arguments that go to these types without a CAST. */
    static Signature fixed(Type result, Type... parameters) {
        List<Type> wanted = List.of(parameters);
        return arguments -> accepts(arguments, wanted) ? new Choice(wanted, result) : null;
    }

    /** Takes text, and then arguments of {@code rest}; the result is text as long as the first. */
    static Signature textLikeFirst(Type... rest) {
        return arguments -> {
            if (arguments.isEmpty() || !isText(arguments.get(0)) || !accepts(tail(arguments), List.of(rest))) {
                return null;
            }
            Type first = varchar(arguments.get(0));
            List<Type> parameters = new ArrayList<>();
            parameters.add(first);
            parameters.addAll(List.of(rest));
            return new Choice(parameters, first);
        };
    }

    /** Takes {@code atLeast} texts or more and gives one. */
    static Signature texts(int atLeast) {
        return arguments -> arguments.size() >= atLeast && arguments.stream().allMatch(Signatures::isText)
                ? new Choice(Collections.nCopies(arguments.size(), Type.VARCHAR), Type.VARCHAR)
                : null;
    }

    /** Takes one number and gives one of its type, but a DECIMAL of the given type. */
    static Signature number(DecimalResult decimal, Type... rest) {
        return arguments -> {
            if (arguments.isEmpty() || !accepts(tail(arguments), List.of(rest))) {
                return null;
            }
            Type first = arguments.get(0).kind() == TypeKind.UNKNOWN ? Type.BIGINT : arguments.get(0);
            if (!CommonType.isNumber(first)) {
                return null;
            }
            List<Type> parameters = new ArrayList<>();
            parameters.add(first);
            parameters.addAll(List.of(rest));
            return new Choice(parameters, first.isDecimal() ? decimal.of(first) : first);
        };
    }

    /** The type of a result from that of a DECIMAL argument. */
    interface DecimalResult {
        Type of(Type argument);
    }

    /** Takes {@code atLeast} arguments or more of one common type, which is the result's. */
    static Signature common(int atLeast) {
        return arguments -> {
            Type common = Type.UNKNOWN;
            for (Type argument : arguments) {
                Optional<Type> wider = CommonType.of(common, argument);
                if (wider.isEmpty()) {
                    return null;
                }
                common = wider.get();
            }
            return arguments.size() < atLeast
                    ? null
                    : new Choice(Collections.nCopies(arguments.size(), common), common);
        };
    }

    /** Takes two numbers: decimals as they are, others brought to their common type. */
    static Signature remainder() {
        return arguments -> {
            Optional<Type> common = arguments.size() == 2
                    ? CommonType.of(arguments.get(0), arguments.get(1)).filter(CommonType::isNumber)
                    : Optional.empty();
            if (common.isEmpty()) {
                return null;
            }
            if (!common.get().isDecimal()) {
                return new Choice(List.of(common.get(), common.get()), common.get());
            }
            Type left = decimal(arguments.get(0), common.get());
            Type right = decimal(arguments.get(1), common.get());
            return new Choice(List.of(left, right), DecimalTypes.remainder(left, right));
        };
    }

    private static Type decimal(Type argument, Type common) {
        return argument.kind() == TypeKind.UNKNOWN ? common : CommonType.asDecimal(argument);
    }

    /** Takes a DATE or TIMESTAMP. */
    static Signature ofDay(Type result) {
        return fixed(result, Type.DATE).or(ofTime(result));
    }

    /** Takes a TIMESTAMP. */
    static Signature ofTime(Type result) {
        return arguments -> arguments.size() == 1 && arguments.get(0).kind() == TypeKind.TIMESTAMP
                ? new Choice(arguments, result)
                : null;
    }

    /** Takes two dates, or two timestamps, or one of each, which meet as timestamps. */
    static Signature twoMoments(Type result) {
        return arguments -> {
            if (arguments.size() != 2 || !isMoment(arguments.get(0)) || !isMoment(arguments.get(1))) {
                return null;
            }
            Optional<Type> common = CommonType.of(arguments.get(0), arguments.get(1));
            return common.map(type -> new Choice(List.of(type, type), result)).orElse(null);
        };
    }

    private static boolean isMoment(Type type) {
        return type.kind() == TypeKind.DATE || type.kind() == TypeKind.TIMESTAMP;
    }

    /** Takes a unit, then {@code between}, then a DATE or TIMESTAMP, whose type is the result's. */
    static Signature unitAndDay(Type... between) {
        return arguments -> {
            int last = arguments.size() - 1;
            if (last != between.length + 1
                    || !isText(arguments.get(0))
                    || !accepts(arguments.subList(1, last), List.of(between))
                    || !isDay(arguments.get(last))) {
                return null;
            }
            List<Type> parameters = new ArrayList<>();
            parameters.add(arguments.get(0));
            parameters.addAll(List.of(between));
            Type day = arguments.get(last).kind() == TypeKind.UNKNOWN ? Type.TIMESTAMP : arguments.get(last);
            parameters.add(day);
            return new Choice(parameters, day);
        };
    }

    /** Takes a unit and two values that are both brought to DATE or both to TIMESTAMP. */
    static Signature unitAndTwoDays(Type result) {
        return arguments -> {
            if (arguments.size() != 3
                    || !isText(arguments.get(0))
                    || !isDay(arguments.get(1))
                    || !isDay(arguments.get(2))) {
                return null;
            }
            Type either = CommonType.of(arguments.get(1), arguments.get(2)).orElseThrow();
            Type common = either.kind() == TypeKind.UNKNOWN ? Type.TIMESTAMP : either;
            return new Choice(List.of(arguments.get(0), common, common), result);
        };
    }

    private static boolean isDay(Type type) {
        return type.kind() == TypeKind.DATE || type.kind() == TypeKind.TIMESTAMP || type.kind() == TypeKind.UNKNOWN;
    }

    private static boolean isText(Type type) {
        return type.isText() || type.kind() == TypeKind.UNKNOWN;
    }

    private static Type varchar(Type type) {
        return type.kind() == TypeKind.UNKNOWN ? Type.VARCHAR : Type.varchar(type.precision());
    }

    private static List<Type> tail(List<Type> arguments) {
        return arguments.subList(1, arguments.size());
    }

    private static boolean accepts(List<Type> arguments, List<Type> parameters) {
        if (arguments.size() != parameters.size()) {
            return false;
        }
        for (int i = 0; i < arguments.size(); i++) {
            Type argument = arguments.get(i);
            Type parameter = parameters.get(i);
            boolean charToVarchar = argument.isText() && parameter.kind() == TypeKind.VARCHAR;
            if (!charToVarchar && !CommonType.isImplicit(argument, parameter)) {
                return false;
            }
        }
        return true;
    }
}
