package dev.tarn.exec.store;

import dev.tarn.spi.batch.Column;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;

/** What a column of an operator's input or output is: its logical type and its layout. */
public record ColumnShape(Type type, Layout layout) {
    /** Returns the shape that holds every value of the type. */
    public static ColumnShape of(Type type) {
        return new ColumnShape(type, type.defaultLayout());
    }

    public static ColumnShape of(Column column) {
        return new ColumnShape(column.type(), column.layout());
    }
}
