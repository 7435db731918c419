package dev.tarn.expr.compile;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Layout;

/** Gives a column of the batch as it is. */
record InputEvaluator(int columnIndex, Layout layout) implements ColumnEvaluator {
    @Override
    public Column evaluate(Batch batch) {
        Column column = batch.column(columnIndex);
        if (column.layout() != layout) {
            throw new TarnException(
                    ErrorCode.INTERNAL_ERROR,
                    "column " + columnIndex + " has the layout " + column.layout() + ", not " + layout);
        }
        return column;
    }

    @Override
    public void close() {}
}
