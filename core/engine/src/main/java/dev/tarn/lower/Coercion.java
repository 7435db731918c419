package dev.tarn.lower;

import dev.tarn.catalog.type.CommonType;
import dev.tarn.expr.ir.Expr;
import dev.tarn.expr.ir.Expr.Cast;
import dev.tarn.expr.ir.Expr.Literal;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.predicate.Domain.ByteText;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Brings expressions to one type and layout, by casts that values' ranges leave unchecked where they can. */
final class Coercion {
    private Coercion() {}

    /** Casts the operands to the type that all of them widen to, and for DECIMAL to the layout that fits all. */
    static List<RangedExpr> unify(List<RangedExpr> operands) {
        Type common = commonType(operands.stream().map(RangedExpr::type).toList());
        return to(common, operands);
    }

    /** Casts the operands to {@code type}, DECIMALs to the layout that fits all; text and binary stay as they are. */
    static List<RangedExpr> to(Type type, List<RangedExpr> operands) {
        List<RangedExpr> casted = new ArrayList<>();
        for (RangedExpr operand : operands) {
            casted.add(keepsText(operand.type(), type) ? operand : cast(operand, type, false, null));
        }
        if (!type.isDecimal()) {
            return casted;
        }
        boolean allLong = casted.stream().allMatch(operand -> operand.layout() == Layout.LONG);
        return allLong ? casted : casted.stream().map(Coercion::widen).toList();
    }

    private static boolean keepsText(Type from, Type to) {
        return from.isText() && to.isText()
                || from.kind() == to.kind() && !from.isDecimal() && CommonType.sameRepresentation(from, to);
    }

    /** Returns a DECIMAL expression in 128 bits. */
    static RangedExpr widen(RangedExpr operand) {
        return withLayout(operand, Layout.INT128);
    }

    /** Returns a DECIMAL expression in {@code layout}, which its range fits. */
    static RangedExpr withLayout(RangedExpr operand, Layout layout) {
        if (operand.layout() == layout) {
            return operand;
        }
        Expr expr = operand.expr() instanceof Literal literal
                ? new Literal(literal.value(), literal.type(), layout)
                : new Cast(
                        operand.expr(),
                        operand.type(),
                        layout,
                        false,
                        false,
                        operand.expr().position());
        return new RangedExpr(expr, operand.range());
    }

    /** Returns the type that all widen to. */
    static Type commonType(List<Type> types) {
        Type common = Type.UNKNOWN;
        for (Type type : types) {
            common = commonType(common, type);
        }
        return common;
    }

    /** Text meets as VARCHAR, as padding is seen to where values are compared. */
    private static Type commonType(Type left, Type right) {
        if (left.isText() && right.isText()) {
            return left.equals(right) ? left : Type.VARCHAR;
        }
        return CommonType.of(left, right)
                .orElseThrow(() -> new TarnException(
                        ErrorCode.TYPE_MISMATCH, left.sqlName() + " and " + right.sqlName() + " have no common type"));
    }

    /** Casts as SQL does; returns the operand itself if there is nothing to do. */
    static RangedExpr cast(RangedExpr operand, Type type, boolean safe, InStatement position) {
        Type from = operand.type();
        if (from.equals(type)) {
            return operand;
        }
        if (operand.expr() instanceof Literal literal) {
            RangedExpr folded = castLiteral(literal, type);
            if (folded != null) {
                return folded;
            }
        }
        ValueRange range = ValueRange.ofType(type);
        boolean checked = true;
        if (range != null && operand.range() != null) {
            ValueRange scaled = operand.range().rescale(from.scale(), type.scale());
            checked = !scaled.fits(type);
            range = range.narrow(scaled);
        }
        Layout layout = type.isDecimal() ? range.decimalLayout() : type.defaultLayout();
        return new RangedExpr(new Cast(operand.expr(), type, layout, safe, checked, position), range);
    }

    /** Casts a literal where that cannot fail and is exact; returns null otherwise. */
    private static RangedExpr castLiteral(Literal literal, Type type) {
        if (literal.value() == null) {
            return LiteralTranslator.nullOf(type, type.defaultLayout());
        }
        Type from = literal.type();
        boolean exact = from.isInteger() || from.isDecimal();
        if (exact && type.isDecimal() && type.scale() >= from.scale()) {
            BigInteger unscaled = integer(literal).multiply(BigInteger.TEN.pow(type.scale() - from.scale()));
            ValueRange range = new ValueRange(unscaled, unscaled);
            return range.fits(type) ? new RangedExpr(new Literal(unscaled, type, range.decimalLayout()), range) : null;
        }
        if (from.isInteger() && type.isInteger()) {
            ValueRange range = ValueRange.of((Long) literal.value(), (Long) literal.value());
            return range.fits(type)
                    ? new RangedExpr(new Literal(literal.value(), type, type.defaultLayout()), range)
                    : null;
        }
        if (exact && type.kind() == TypeKind.DOUBLE) {
            double value = new java.math.BigDecimal(integer(literal), from.scale()).doubleValue();
            return new RangedExpr(new Literal(value, type, Layout.DOUBLE), null);
        }
        if (from.kind() == TypeKind.DATE && type.kind() == TypeKind.TIMESTAMP) {
            long micros = Math.multiplyExact((Long) literal.value(), 86_400_000_000L);
            return new RangedExpr(new Literal(micros, type, Layout.LONG), null);
        }
        if (from.isText()
                && type.kind() == TypeKind.VARCHAR
                && ((ByteText) literal.value()).bytes().length <= type.precision()
                && from.kind() == TypeKind.VARCHAR) {
            return new RangedExpr(new Literal(literal.value(), type, Layout.BYTES), null);
        }
        return null;
    }

    private static BigInteger integer(Literal literal) {
        return literal.value() instanceof BigInteger big ? big : BigInteger.valueOf((Long) literal.value());
    }
}
