package dev.tarn.lower;

import dev.tarn.exec.store.ColumnShape;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;

/**
 * A column between two operators.
 *
 * @param range bounds of its values, or null if it is no integer or DECIMAL
 */
record PlanColumn(ColumnShape shape, ValueRange range) {
    static PlanColumn of(Type type, Layout layout, ValueRange range) {
        return new PlanColumn(new ColumnShape(type, layout), range);
    }

    static PlanColumn of(RangedExpr expression) {
        return of(expression.type(), expression.layout(), expression.range());
    }

    Type type() {
        return shape.type();
    }

    Layout layout() {
        return shape.layout();
    }
}
