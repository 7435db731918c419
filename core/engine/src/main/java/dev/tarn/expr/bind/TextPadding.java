package dev.tarn.expr.bind;

import dev.tarn.expr.ir.Expr;
import dev.tarn.expr.ir.Expr.Cast;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;

/** Gives CHAR values, which are stored without it, the padding that a function sees. */
public final class TextPadding {
    private TextPadding() {}

    /** Returns the expression, or, if it is CHAR, its cast to VARCHAR, which pads. */
    public static Expr padded(Expr text) {
        return text.type().kind() == TypeKind.CHAR
                ? new Cast(text, Type.varchar(text.type().precision()), Layout.BYTES, false, false, text.position())
                : text;
    }
}
