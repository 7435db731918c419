package dev.tarn.expr.compile;

import dev.tarn.expr.ir.Expr.Apply;
import dev.tarn.kernel.ColumnGatherer;
import dev.tarn.kernel.nested.ValueReader;
import dev.tarn.kernel.nested.ValueRuns;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.nested.CellBlock;
import dev.tarn.spi.type.Type;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Evaluates reduce: the first elements of all rows are added to their states at once, then the second ones, until the
 * longest array ends.
 */
final class ReduceEvaluator implements ColumnEvaluator {
    private final ColumnEvaluator arrays;
    private final ColumnEvaluator initial;
    private final LambdaEvaluator input;
    private final LambdaEvaluator output;
    private final ValueReader cells = new ValueReader();
    private final ValueReader states = new ValueReader();
    private final CellBlock block;
    private final ValueRuns elements;
    private final ValueRuns lasts;
    /** A step's states may be those before it, so that they do not go where these are. */
    private final ColumnGatherer[] gatherers = new ColumnGatherer[2];

    private final RowOutput out;
    private int[] live = new int[0];
    private int[] kept = new int[0];
    /** Where a row's last state is in {@link #lasts}. */
    private int[] lastOfRow = new int[0];

    ReduceEvaluator(
            Apply call,
            List<ColumnEvaluator> operands,
            LambdaEvaluator input,
            LambdaEvaluator output,
            BufferAllocator allocator) {
        this.arrays = operands.get(0);
        this.initial = operands.get(1);
        this.input = input;
        this.output = output;
        Type state = call.operands().get(1).type();
        Type element = call.operands().get(0).type().fieldType(0);
        this.block = new CellBlock(element);
        this.elements = new ValueRuns(allocator, element);
        this.lasts = new ValueRuns(allocator, state);
        Arrays.setAll(gatherers, i -> new ColumnGatherer(allocator, state, state.defaultLayout()));
        this.out = new RowOutput(allocator, call.type(), call.layout());
    }

    @Override
    public Column evaluate(Batch batch) {
        cells.reset(arrays.evaluate(batch));
        Column first = initial.evaluate(batch);
        input.begin(batch);
        output.begin(batch);
        int count = batch.selectedCount();
        if (live.length < count) {
            live = new int[count];
            kept = new int[count];
        }
        if (lastOfRow.length < batch.rowCount()) {
            lastOfRow = new int[batch.rowCount()];
        }
        lasts.clear();
        int[] positions = Selections.positions(batch);
        int lives = 0;
        states.reset(first);
        for (int k = 0; k < count; k++) {
            int row = positions == null ? k : positions[k];
            if (cells.isNull(row)) {
                continue;
            }
            if (CellBlock.count(cells.address(row)) == 0) {
                end(row, row);
            } else {
                live[lives++] = row;
            }
        }
        reduce(first, lives);
        return results(batch, positions, count);
    }

    private void reduce(Column first, int lives) {
        int alive = lives;
        Column state = alive == 0 ? null : gatherers[1].gatherFlat(first, live, alive);
        for (int step = 0; alive > 0; step++) {
            elements.clear();
            for (int k = 0; k < alive; k++) {
                block.toElements(cells.address(live[k]));
                elements.append(block, step, 1);
            }
            Column next = input.evaluate(live, alive, state, elements.column());
            states.reset(next);
            int stay = 0;
            for (int k = 0; k < alive; k++) {
                int row = live[k];
                if (CellBlock.count(cells.address(row)) == step + 1) {
                    end(row, k);
                } else {
                    kept[stay] = k;
                    live[stay++] = row;
                }
            }
            alive = stay;
            if (alive > 0) {
                state = gatherers[step & 1].gatherFlat(next, kept, alive);
            }
        }
    }

    /** Keeps a row's last state, which is at {@code at}. */
    private void end(int row, int at) {
        lastOfRow[row] = lasts.count();
        if (states.isNull(at)) {
            lasts.appendNulls(1);
        } else {
            lasts.append(states.address(at), states.length(at));
        }
    }

    private Column results(Batch batch, int[] positions, int count) {
        out.begin(batch.rowCount());
        int rows = 0;
        for (int k = 0; k < count; k++) {
            int row = positions == null ? k : positions[k];
            if (!cells.isNull(row)) {
                live[rows] = row;
                kept[rows++] = lastOfRow[row];
            }
        }
        if (rows > 0) {
            states.reset(output.evaluate(live, rows, gatherers[0].gatherFlat(lasts.column(), kept, rows)));
            for (int k = 0; k < rows; k++) {
                out.put(live[k], states, k);
            }
        }
        return out.finish();
    }

    @Override
    public void close() {
        arrays.close();
        initial.close();
        input.close();
        output.close();
        elements.close();
        lasts.close();
        for (ColumnGatherer gatherer : gatherers) {
            gatherer.close();
        }
        out.close();
    }
}
