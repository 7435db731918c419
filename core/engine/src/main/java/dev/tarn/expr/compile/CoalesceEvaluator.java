package dev.tarn.expr.compile;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/** Evaluates COALESCE: each operand for the rows where all earlier ones are NULL. */
final class CoalesceEvaluator implements ColumnEvaluator {
    private final List<ColumnEvaluator> operands;
    private final List<SelectionVector> taken = new ArrayList<>();
    private final SelectionVector rest = new SelectionVector(0);
    private final ColumnMerge merge;

    CoalesceEvaluator(List<ColumnEvaluator> operands, Type type, Layout layout, BufferAllocator allocator) {
        this.operands = operands;
        this.merge = new ColumnMerge(allocator, type, layout);
        for (int i = 0; i < operands.size(); i++) {
            taken.add(new SelectionVector(0));
        }
    }

    @Override
    public Column evaluate(Batch batch) {
        Column first = operands.get(0).evaluate(batch);
        if (!first.mayHaveNulls()) {
            return first;
        }
        merge.begin(batch.rowCount());
        Batch remaining = batch;
        for (int i = 0; i < operands.size() && remaining.selectedCount() > 0; i++) {
            Column column = i == 0 ? first : operands.get(i).evaluate(remaining);
            SelectionVector rows = taken.get(i);
            if (i == operands.size() - 1 || !column.mayHaveNulls()) {
                Selections.keepAllOrNone(remaining, true, rows);
            } else {
                Selections.begin(remaining, rows);
                rows.setCount(Selections.keepNotNull(column, remaining, rows));
            }
            if (rows.count() > 0) {
                merge.put(column, rows.positions(), rows.count());
            }
            Selections.subtract(remaining, rows, rest);
            remaining = Selections.narrow(batch, rest);
        }
        return merge.finish();
    }

    @Override
    public void close() {
        Closing.closeAll(operands);
        merge.close();
    }
}
