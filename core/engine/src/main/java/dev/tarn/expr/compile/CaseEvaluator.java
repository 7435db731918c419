package dev.tarn.expr.compile;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/** Evaluates a searched CASE: each result for the rows that take it, each condition for those that no earlier one took. */
final class CaseEvaluator implements ColumnEvaluator {
    private final List<PredicateEvaluator> conditions;
    private final List<ColumnEvaluator> results;
    private final List<SelectionVector> taken = new ArrayList<>();
    private final SelectionVector rest = new SelectionVector(0);
    private final ColumnMerge merge;

    /** The last of the results is that of ELSE. */
    CaseEvaluator(
            List<PredicateEvaluator> conditions,
            List<ColumnEvaluator> results,
            Type type,
            Layout layout,
            BufferAllocator allocator) {
        this.conditions = conditions;
        this.results = results;
        this.merge = new ColumnMerge(allocator, type, layout);
        for (int i = 0; i < results.size(); i++) {
            taken.add(new SelectionVector(0));
        }
    }

    @Override
    public Column evaluate(Batch batch) {
        merge.begin(batch.rowCount());
        Batch remaining = batch;
        for (int i = 0; i < conditions.size() && remaining.selectedCount() > 0; i++) {
            SelectionVector rows = taken.get(i);
            conditions.get(i).select(remaining, rows);
            if (rows.count() == batch.selectedCount()) {
                return results.get(i).evaluate(batch);
            }
            if (rows.count() > 0) {
                Column result = results.get(i).evaluate(Selections.narrow(batch, rows));
                merge.put(result, rows.positions(), rows.count());
                Selections.subtract(remaining, rows, rest);
                remaining = Selections.narrow(batch, rest);
            }
        }
        if (remaining == batch) {
            return results.get(conditions.size()).evaluate(batch);
        }
        if (remaining.selectedCount() > 0) {
            merge.put(results.get(conditions.size()).evaluate(remaining), rest.positions(), rest.count());
        }
        return merge.finish();
    }

    @Override
    public void close() {
        Closing.closeAll(conditions);
        Closing.closeAll(results);
        merge.close();
    }
}
