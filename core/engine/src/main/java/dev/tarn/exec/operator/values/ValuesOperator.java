package dev.tarn.exec.operator.values;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.store.ColumnShape;
import dev.tarn.expr.compile.ColumnEvaluator;
import dev.tarn.expr.compile.ExpressionCompiler;
import dev.tarn.expr.ir.Expr;
import dev.tarn.kernel.GatherKernels;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import java.util.ArrayList;
import java.util.List;

/** Writes the rows batch by batch. */
final class ValuesOperator implements Operator {
    private static final Batch ONE_ROW = Batch.of(1, List.of());

    private final List<List<Expr.Literal>> rows;
    private final DriverContext context;
    private final List<ColumnBuffer> buffers = new ArrayList<>();
    private int nextRow;
    private boolean finished;

    ValuesOperator(List<ColumnShape> shapes, List<List<Expr.Literal>> rows, DriverContext context) {
        this.rows = rows;
        this.context = context;
        for (ColumnShape shape : shapes) {
            buffers.add(new ColumnBuffer(context.allocator(), shape.type(), shape.layout()));
        }
    }

    @Override
    public boolean needsInput() {
        return false;
    }

    @Override
    public void addInput(Batch batch) {
        throw new IllegalStateException("a source takes no input");
    }

    @Override
    public Batch output() {
        int count = Math.min(context.batchSize(), rows.size() - nextRow);
        if (count == 0 || finished) {
            return null;
        }
        List<Column> columns = new ArrayList<>(buffers.size());
        for (int i = 0; i < buffers.size(); i++) {
            columns.add(write(i, count));
        }
        nextRow += count;
        return Batch.of(count, columns);
    }

    private Column write(int columnIndex, int count) {
        ColumnBuffer buffer = buffers.get(columnIndex);
        boolean hasNulls = false;
        for (int k = 0; k < count; k++) {
            Expr.Literal literal = rows.get(nextRow + k).get(columnIndex);
            try (ColumnEvaluator evaluator = ExpressionCompiler.compile(literal, context.expressionContext())) {
                hasNulls = GatherKernels.append(evaluator.evaluate(ONE_ROW), null, 1, buffer, k, hasNulls);
            }
        }
        return buffer.column(count, hasNulls);
    }

    @Override
    public void finish() {
        finished = true;
    }

    @Override
    public boolean isFinished() {
        return finished || nextRow == rows.size();
    }

    @Override
    public void close() {
        buffers.forEach(ColumnBuffer::close);
    }
}
