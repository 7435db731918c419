package dev.tarn.catalog.type;

import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import dev.tarn.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the type to which values of two types are brought when they meet, as Trino does. */
public final class CommonType {
    /** What a CHAR has at most where it meets text of any length, as in Trino. */
    private static final int LONGEST_CHAR = 65_536;

    private CommonType() {}

    /** Returns the common type, or empty if values of the two types do not meet without a CAST. */
    public static Optional<Type> of(Type left, Type right) {
        if (left.equals(right) || right.kind() == TypeKind.UNKNOWN) {
            return Optional.of(left);
        }
        if (left.kind() == TypeKind.UNKNOWN) {
            return Optional.of(right);
        }
        if (isNumber(left) && isNumber(right)) {
            return Optional.of(number(left, right));
        }
        if (left.isText() && right.isText()) {
            return Optional.of(text(left, right));
        }
        if (left.isNested() || right.isNested()) {
            return nested(left, right);
        }
        if (left.kind() == right.kind()) {
            return Optional.of(left.precision() >= right.precision() ? left : right);
        }
        if (left.kind() == TypeKind.DATE && right.kind() == TypeKind.TIMESTAMP) {
            return Optional.of(right);
        }
        if (left.kind() == TypeKind.TIMESTAMP && right.kind() == TypeKind.DATE) {
            return Optional.of(left);
        }
        return Optional.empty();
    }

    /** The fields of a ROW have the names of the first, or of the second where those are only numbered. */
    private static Optional<Type> nested(Type left, Type right) {
        if (left.kind() != right.kind()
                || left.fields().size() != right.fields().size()) {
            return Optional.empty();
        }
        List<TypeField> fields = new ArrayList<>();
        for (int i = 0; i < left.fields().size(); i++) {
            Optional<Type> common = of(left.fieldType(i), right.fieldType(i));
            if (common.isEmpty()) {
                return Optional.empty();
            }
            String name = left.fields().get(i).name();
            boolean numbered = ("field" + i).equals(name);
            fields.add(new TypeField(numbered ? right.fields().get(i).name() : name, common.get()));
        }
        return Optional.of(new Type(left.kind(), 0, 0, fields));
    }

    /**
     * Returns whether values of the two types lie in memory alike, so that they need no CAST: they differ in lengths of
     * text, digits of seconds and names of fields at most.
     */
    public static boolean sameRepresentation(Type from, Type to) {
        if (from.kind() != to.kind() || from.isDecimal() && !from.equals(to)) {
            return false;
        }
        boolean same = from.fields().size() == to.fields().size();
        for (int i = 0; same && i < from.fields().size(); i++) {
            same = sameRepresentation(from.fieldType(i), to.fieldType(i));
        }
        return same;
    }

    /** Returns whether a value of {@code from} goes where {@code to} is wanted without a CAST. */
    public static boolean isImplicit(Type from, Type to) {
        return of(from, to).filter(common -> common.kind() == to.kind()).isPresent();
    }

    public static boolean isNumber(Type type) {
        return type.isInteger() || type.isDecimal() || type.kind() == TypeKind.REAL || type.kind() == TypeKind.DOUBLE;
    }

    /** Returns the DECIMAL that holds every value of an integer type, or the type itself. */
    public static Type asDecimal(Type type) {
        return switch (type.kind()) {
            case TINYINT -> Type.decimal(3, 0);
            case SMALLINT -> Type.decimal(5, 0);
            case INTEGER -> Type.decimal(10, 0);
            case BIGINT -> Type.decimal(19, 0);
            default -> type;
        };
    }

    private static Type number(Type left, Type right) {
        if (left.kind() == TypeKind.DOUBLE || right.kind() == TypeKind.DOUBLE) {
            return Type.DOUBLE;
        }
        if (left.kind() == TypeKind.REAL || right.kind() == TypeKind.REAL) {
            return Type.REAL;
        }
        if (left.isInteger() && right.isInteger()) {
            return left.kind().compareTo(right.kind()) >= 0 ? left : right;
        }
        Type a = asDecimal(left);
        Type b = asDecimal(right);
        int scale = Math.max(a.scale(), b.scale());
        int whole = Math.max(a.precision() - a.scale(), b.precision() - b.scale());
        return Type.decimal(Math.min(Type.MAX_DECIMAL_PRECISION, whole + scale), scale);
    }

    private static Type text(Type left, Type right) {
        int length = Math.max(left.precision(), right.precision());
        if (left.kind() == right.kind()) {
            return new Type(left.kind(), length, 0);
        }
        // A CHAR meets a VARCHAR as CHAR: trailing blanks do not tell them apart.
        return Type.charType(Math.min(length, LONGEST_CHAR));
    }
}
