package dev.tarn.exec.pipeline;

import dev.tarn.spi.batch.Column;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;

/**
 * What every batch between two operators has at one place: a column of this type and layout, of any encoding.
 *
 * @param type what the values mean
 * @param layout how they lie in memory
 */
public record ColumnShape(Type type, Layout layout) {
    public static ColumnShape of(Type type) {
        return new ColumnShape(type, type.defaultLayout());
    }

    public static ColumnShape of(Column column) {
        return new ColumnShape(column.type(), column.layout());
    }
}
