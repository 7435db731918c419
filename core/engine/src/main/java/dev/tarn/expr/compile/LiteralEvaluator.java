package dev.tarn.expr.compile;

import dev.tarn.expr.bind.LiteralValues;
import dev.tarn.expr.ir.Expr.Literal;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.memory.Bitmap;
import org.apache.arrow.memory.BufferAllocator;

/** Gives a literal as a CONSTANT column. */
final class LiteralEvaluator implements ColumnEvaluator {
    private final Literal literal;
    private final BufferAllocator allocator;
    private ColumnBuffer buffer;
    private Column value;
    private Column last;

    LiteralEvaluator(Literal literal, BufferAllocator allocator) {
        this.literal = literal;
        this.allocator = allocator;
    }

    /** Only now takes memory: what has been compiled when compiling fails is not closed. */
    private Column value() {
        if (buffer == null) {
            buffer = new ColumnBuffer(allocator, literal.type(), literal.layout());
            buffer.ensureRows(1);
            buffer.ensureValidity(1);
            boolean isNull = literal.value() == null;
            if (isNull) {
                Bitmap.fillNull(buffer.validityAddress(), 1);
            }
            LiteralValues.write(literal, buffer);
            value = buffer.column(1, isNull);
        }
        return value;
    }

    @Override
    public Column evaluate(Batch batch) {
        if (last == null || last.rowCount() != batch.rowCount()) {
            last = Column.constant(batch.rowCount(), value());
        }
        return last;
    }

    @Override
    public void close() {
        if (buffer != null) {
            buffer.close();
        }
    }
}
