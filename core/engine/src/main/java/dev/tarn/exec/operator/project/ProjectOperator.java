package dev.tarn.exec.operator.project;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.expr.compile.ColumnEvaluator;
import dev.tarn.expr.compile.ExpressionCompiler;
import dev.tarn.expr.ir.Expr;
import dev.tarn.expr.ir.ExprShape;
import dev.tarn.kernel.ColumnGatherer;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.SelectionVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The projection of one driver. */
final class ProjectOperator implements Operator {
    /** Where fewer of 100 rows are selected, copying them together costs less than computing over the gaps. */
    private static final int SPARSE_PERCENT = 30;

    private final DriverContext context;
    /** For each output column the input column it is, or -1 if it is computed. */
    private final int[] passedThrough;

    private final List<ColumnEvaluator> evaluators = new ArrayList<>();
    private final Set<Integer> columnsRead = new TreeSet<>();
    private final Map<Integer, ColumnGatherer> gatherers = new TreeMap<>();
    private Batch input;
    private boolean finishing;

    ProjectOperator(List<Expr> expressions, DriverContext context) {
        this.context = context;
        this.passedThrough = new int[expressions.size()];
        List<Expr> computed = new ArrayList<>();
        for (int i = 0; i < passedThrough.length; i++) {
            Expr expression = expressions.get(i);
            columnsRead.addAll(ExprShape.columns(expression));
            passedThrough[i] = expression instanceof Expr.InputRef input ? input.columnIndex() : -1;
            if (passedThrough[i] < 0) {
                computed.add(expression);
            }
        }
        evaluators.addAll(ExpressionCompiler.compileAll(computed, context.expressionContext()));
    }

    @Override
    public boolean needsInput() {
        return input == null && !finishing;
    }

    @Override
    public void addInput(Batch batch) {
        input = batch;
    }

    @Override
    public Batch output() {
        if (input == null) {
            return null;
        }
        Batch batch = input;
        input = null;
        if (!evaluators.isEmpty() && isSparse(batch)) {
            batch = compact(batch);
        }
        List<Column> columns = new ArrayList<>(passedThrough.length);
        int nextEvaluator = 0;
        for (int columnIndex : passedThrough) {
            columns.add(
                    columnIndex >= 0
                            ? batch.column(columnIndex)
                            : evaluators.get(nextEvaluator++).evaluate(batch));
        }
        return new Batch(batch.rowCount(), columns, batch.selection());
    }

    private static boolean isSparse(Batch batch) {
        return batch.selection() != null && batch.selectedCount() * 100L < (long) batch.rowCount() * SPARSE_PERCENT;
    }

    /** Returns a batch of the selected rows; of columns that nothing reads it has what the batch had. */
    private Batch compact(Batch batch) {
        SelectionVector selection = batch.selection();
        Column[] columns = batch.columns().toArray(Column[]::new);
        for (int columnIndex : columnsRead) {
            Column column = columns[columnIndex];
            ColumnGatherer gatherer = gatherers.computeIfAbsent(
                    columnIndex, index -> new ColumnGatherer(context.allocator(), column.type(), column.layout()));
            columns[columnIndex] = gatherer.gather(column, selection.positions(), selection.count());
        }
        return Batch.of(selection.count(), Arrays.asList(columns));
    }

    @Override
    public void finish() {
        finishing = true;
    }

    @Override
    public boolean isFinished() {
        return finishing && input == null;
    }

    @Override
    public void close() {
        evaluators.forEach(ColumnEvaluator::close);
        gatherers.values().forEach(ColumnGatherer::close);
    }
}
