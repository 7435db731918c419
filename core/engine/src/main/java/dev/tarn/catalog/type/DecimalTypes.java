package dev.tarn.catalog.type;

import dev.tarn.spi.type.Type;

/** The types of decimal results, as Trino has them. Operands are DECIMAL or integers. */
public final class DecimalTypes {
    private static final int MOST = Type.MAX_DECIMAL_PRECISION;

    private DecimalTypes() {}

    /** Returns the type of a sum or difference. */
    public static Type sum(Type left, Type right) {
        Type a = CommonType.asDecimal(left);
        Type b = CommonType.asDecimal(right);
        int scale = Math.max(a.scale(), b.scale());
        int whole = Math.max(a.precision() - a.scale(), b.precision() - b.scale());
        return Type.decimal(Math.min(MOST, whole + scale + 1), scale);
    }

    /** Returns the type of a product, or null if its scale would be more than 38. */
    public static Type product(Type left, Type right) {
        Type a = CommonType.asDecimal(left);
        Type b = CommonType.asDecimal(right);
        int scale = a.scale() + b.scale();
        return scale > MOST ? null : Type.decimal(Math.min(MOST, a.precision() + b.precision()), scale);
    }

    /** Returns the type of a quotient. */
    public static Type quotient(Type left, Type right) {
        Type a = CommonType.asDecimal(left);
        Type b = CommonType.asDecimal(right);
        int scale = Math.max(a.scale(), b.scale());
        int precision = a.precision() + b.scale() + Math.max(0, b.scale() - a.scale());
        return Type.decimal(Math.min(MOST, Math.max(precision, scale)), scale);
    }

    /** Returns the type of a remainder. */
    public static Type remainder(Type left, Type right) {
        Type a = CommonType.asDecimal(left);
        Type b = CommonType.asDecimal(right);
        int scale = Math.max(a.scale(), b.scale());
        int whole = Math.min(a.precision() - a.scale(), b.precision() - b.scale());
        return Type.decimal(Math.max(1, Math.min(MOST, whole + scale)), scale);
    }
}
