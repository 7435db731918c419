package dev.tarn.expr.ir;

import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import java.util.List;

/**
 * A typed expression over the columns of a batch. Immutable.
 *
 * <p>Every node has a type and a layout. What SQL leaves implicit is explicit here: operands have been cast to what their
 * operator takes, so that
 *
 * <ul>
 *   <li>comparisons, {@link In}, {@link Case} results and {@link Coalesce} operands have one type and layout (text may
 *       differ in length; DECIMALs have one scale, CHAR is compared without padding);
 *   <li>ADD, SUBTRACT and MODULUS take operands of the result's kind, scale and layout;
 *   <li>DECIMAL MULTIPLY takes scales that add up to the result's, and either the result's layout or, for an INT128
 *       result, LONG on both sides;
 *   <li>DECIMAL DIVIDE takes operands as they are declared and rounds half up to the result's scale.
 * </ul>
 *
 * <p>{@code position} is where the expression stands in the statement, or null if rewriting lost it; errors carry it.
 */
public sealed interface Expr {
    Type type();

    Layout layout();

    /** Returns where the expression stands in the statement, or null. */
    default InStatement position() {
        return null;
    }

    /** The batch's column {@code columnIndex}. */
    record InputRef(int columnIndex, Type type, Layout layout) implements Expr {}

    /**
     * A value, in the representation of {@link dev.tarn.spi.predicate.Domain}, or null for NULL. Intervals are
     * {@link Long}s of months or microseconds.
     */
    record Literal(Object value, Type type, Layout layout) implements Expr {}

    /**
     * A function or operator whose operands are all evaluated; NULL if an operand is, unless the function says otherwise.
     *
     * @param checked false only if value ranges prove that integer or decimal arithmetic cannot overflow its layout and
     *     precision
     */
    record Call(
            ScalarFunction function,
            List<Expr> operands,
            Type type,
            Layout layout,
            boolean checked,
            InStatement position)
            implements Expr {
        public Call {
            operands = List.copyOf(operands);
        }
    }

    /**
     * CAST or, with {@code safe}, TRY_CAST, which gives NULL where CAST fails. Between two DECIMAL layouts or scales it
     * also stands for rescaling (half up).
     *
     * @param checked false only if value ranges prove that every value fits
     */
    record Cast(Expr operand, Type type, Layout layout, boolean safe, boolean checked, InStatement position)
            implements Expr {}

    /**
     * AND of two operands or more, by three-valued logic; later ones see only rows where earlier ones are not FALSE.
     * Operands that cannot fail are evaluated first ({@link ExprShape#safeFirst}).
     */
    record And(List<Expr> operands) implements Expr {
        public And {
            operands = List.copyOf(operands);
        }

        @Override
        public Type type() {
            return Type.BOOLEAN;
        }

        @Override
        public Layout layout() {
            return Layout.BYTE;
        }
    }

    /**
     * OR of two operands or more, by three-valued logic; later ones see only rows where earlier ones are not TRUE. Operands
     * that cannot fail are evaluated first ({@link ExprShape#safeFirst}).
     */
    record Or(List<Expr> operands) implements Expr {
        public Or {
            operands = List.copyOf(operands);
        }

        @Override
        public Type type() {
            return Type.BOOLEAN;
        }

        @Override
        public Layout layout() {
            return Layout.BYTE;
        }
    }

    /** NOT by three-valued logic. */
    record Not(Expr operand) implements Expr {
        @Override
        public Type type() {
            return Type.BOOLEAN;
        }

        @Override
        public Layout layout() {
            return Layout.BYTE;
        }
    }

    /** IS NULL; never NULL itself. */
    record IsNull(Expr operand) implements Expr {
        @Override
        public Type type() {
            return Type.BOOLEAN;
        }

        @Override
        public Layout layout() {
            return Layout.BYTE;
        }
    }

    /** {@code value IN (literals)}, by three-valued logic: NULL if not found and a literal is NULL. */
    record In(Expr value, List<Literal> literals) implements Expr {
        public In {
            literals = List.copyOf(literals);
        }

        @Override
        public Type type() {
            return Type.BOOLEAN;
        }

        @Override
        public Layout layout() {
            return Layout.BYTE;
        }
    }

    /**
     * Searched CASE: the result of the first condition that is TRUE, else {@code otherwise}. A result is evaluated only
     * for the rows that take it, a condition only for those that no earlier one took.
     */
    record Case(List<Expr> conditions, List<Expr> results, Expr otherwise, Type type, Layout layout) implements Expr {
        public Case {
            conditions = List.copyOf(conditions);
            results = List.copyOf(results);
        }
    }

    /** The first operand that is not NULL; later ones are evaluated only for rows where all earlier ones are NULL. */
    record Coalesce(List<Expr> operands, Type type, Layout layout) implements Expr {
        public Coalesce {
            operands = List.copyOf(operands);
        }
    }

    /**
     * The body of a lambda over rows of its own: their first columns are what it takes from around it, then come its
     * parameters in their types' default layouts. The body has its type's default layout.
     *
     * @param captured expressions over the batch around it
     */
    record Lambda(List<Expr> captured, List<Type> parameters, Expr body) {
        public Lambda {
            captured = List.copyOf(captured);
            parameters = List.copyOf(parameters);
        }
    }

    /** A function that evaluates lambdas for what is within its operands; these and the result have default layouts. */
    record Apply(ElementFunction function, List<Expr> operands, List<Lambda> lambdas, Type type, InStatement position)
            implements Expr {
        public Apply {
            operands = List.copyOf(operands);
            lambdas = List.copyOf(lambdas);
        }

        @Override
        public Layout layout() {
            return type.defaultLayout();
        }
    }
}
