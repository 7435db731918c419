package dev.tarn.catalog.file;

import dev.tarn.catalog.type.CommonType;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import dev.tarn.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the type that the values of a column have in all of several files: a wider integer, DECIMAL for integers and
 * decimals, DOUBLE for any numbers, the longer text, the finer TIMESTAMP; ROWs field by field.
 */
public final class TypeWidening {
    private TypeWidening() {}

    /** Returns the type to which both widen, or empty if there is none. */
    public static Optional<Type> common(Type left, Type right) {
        if (left.equals(right) || right.kind() == TypeKind.UNKNOWN) {
            return Optional.of(left);
        }
        if (left.kind() == TypeKind.UNKNOWN) {
            return Optional.of(right);
        }
        if (CommonType.isNumber(left) && CommonType.isNumber(right)) {
            return Optional.of(number(left, right));
        }
        if (left.isText() && right.isText()) {
            boolean longer = left.kind() == TypeKind.VARCHAR && left.precision() >= right.precision();
            return Optional.of(longer ? left : Type.VARCHAR);
        }
        if (left.kind() != right.kind()) {
            return Optional.empty();
        }
        return switch (left.kind()) {
            case ARRAY -> common(left.fieldType(0), right.fieldType(0)).map(Type::array);
            case MAP ->
                common(left.fieldType(0), right.fieldType(0))
                        .flatMap(key ->
                                common(left.fieldType(1), right.fieldType(1)).map(value -> Type.map(key, value)));
            case ROW -> row(left, right);
            default -> Optional.of(left.precision() >= right.precision() ? left : right);
        };
    }

    private static Type number(Type left, Type right) {
        if (left.isInteger() && right.isInteger()) {
            return left.kind().compareTo(right.kind()) >= 0 ? left : right;
        }
        if (isExact(left) && isExact(right)) {
            Type first = CommonType.asDecimal(left);
            Type second = CommonType.asDecimal(right);
            int scale = Math.max(first.scale(), second.scale());
            int whole = Math.max(first.precision() - first.scale(), second.precision() - second.scale());
            return whole + scale > Type.MAX_DECIMAL_PRECISION ? Type.DOUBLE : Type.decimal(whole + scale, scale);
        }
        return Type.DOUBLE;
    }

    private static boolean isExact(Type type) {
        return type.isInteger() || type.isDecimal();
    }

    /** The fields of the first in their order, then what the second adds. */
    private static Optional<Type> row(Type left, Type right) {
        List<TypeField> fields = new ArrayList<>();
        for (TypeField field : left.fields()) {
            int other = field.name() == null ? -1 : right.fieldIndex(field.name());
            if (other < 0) {
                fields.add(field);
                continue;
            }
            Optional<Type> type = common(field.type(), right.fieldType(other));
            if (type.isEmpty()) {
                return Optional.empty();
            }
            fields.add(new TypeField(field.name(), type.get()));
        }
        for (TypeField field : right.fields()) {
            if (field.name() != null && left.fieldIndex(field.name()) < 0) {
                fields.add(field);
            }
        }
        return Optional.of(Type.row(fields));
    }

    /** Returns the type without UNKNOWN in it: text, which has room for whatever comes. */
    public static Type known(Type type) {
        if (type.kind() == TypeKind.UNKNOWN) {
            return Type.VARCHAR;
        }
        if (!type.isNested()) {
            return type;
        }
        List<TypeField> fields = type.fields().stream()
                .map(field -> new TypeField(field.name(), known(field.type())))
                .toList();
        return new Type(type.kind(), type.precision(), type.scale(), fields);
    }
}
