package dev.tarn.expr.compile;

import dev.tarn.expr.ir.ElementFunction;
import dev.tarn.expr.ir.Expr.Apply;
import dev.tarn.kernel.nested.MapEntries;
import dev.tarn.kernel.nested.ValueReader;
import dev.tarn.kernel.nested.ValueRuns;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.nested.CellBlock;
import dev.tarn.spi.nested.CellWriter;
import dev.tarn.spi.nested.ValueAppender;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import java.util.Arrays;
import java.util.List;

/**
 * Evaluates functions that ask a lambda about each element of arrays, or each entry of maps: takes the elements of many
 * rows out as columns, evaluates the lambda for all of them, and puts the rows' results together.
 */
final class ElementsEvaluator implements ColumnEvaluator {
    private final Apply call;
    private final ElementFunction function;
    private final List<ColumnEvaluator> operands;
    private final LambdaEvaluator lambda;
    private final int batchSize;
    private final boolean ofMap;
    private final ValueReader[] cells;
    private final CellBlock[] blocks;
    private final ValueRuns[] runs;
    private final ValueReader[] elements;
    private final ValueReader results = new ValueReader();
    private final CellWriter writer;
    private final MapEntries keys;
    private final RowOutput out;
    private int[] rows = new int[0];
    private int[] ends = new int[0];

    ElementsEvaluator(Apply call, List<ColumnEvaluator> operands, LambdaEvaluator lambda, ExpressionContext context) {
        this.call = call;
        this.function = call.function();
        this.operands = operands;
        this.lambda = lambda;
        this.batchSize = context.batchSize();
        this.ofMap = call.operands().get(0).type().kind() == TypeKind.MAP;
        List<Type> parameters = call.lambdas().get(0).parameters();
        cells = new ValueReader[operands.size()];
        Arrays.setAll(cells, i -> new ValueReader());
        blocks = new CellBlock[parameters.size()];
        Arrays.setAll(blocks, i -> new CellBlock(parameters.get(i)));
        runs = new ValueRuns[parameters.size()];
        Arrays.setAll(runs, i -> new ValueRuns(context.allocator(), parameters.get(i)));
        elements = new ValueReader[parameters.size()];
        Arrays.setAll(elements, i -> new ValueReader());
        writer = call.type().isNested() ? new CellWriter(call.type()) : null;
        keys = function == ElementFunction.TRANSFORM_KEYS ? new MapEntries(call.type()) : null;
        out = new RowOutput(context.allocator(), call.type(), call.layout());
    }

    @Override
    public Column evaluate(Batch batch) {
        for (int i = 0; i < cells.length; i++) {
            cells[i].reset(operands.get(i).evaluate(batch));
        }
        lambda.begin(batch);
        out.begin(batch.rowCount());
        if (writer != null) {
            writer.clear();
        }
        int[] positions = Selections.positions(batch);
        int count = batch.selectedCount();
        if (ends.length < count) {
            ends = new int[count];
        }
        int done = 0;
        while (done < count) {
            done = evaluateSome(positions, done, count);
        }
        return out.finish();
    }

    /** Evaluates selected rows from {@code first} on, until enough elements have come together; returns the next. */
    private int evaluateSome(int[] positions, int first, int count) {
        for (ValueRuns run : runs) {
            run.clear();
        }
        int taken = 0;
        int next = first;
        while (next < count && taken < batchSize) {
            int row = positions == null ? next : positions[next];
            int more = isNull(row) ? 0 : takeApart(row);
            if (rows.length < taken + more) {
                rows = Arrays.copyOf(rows, Math.max(taken + more, rows.length * 2));
            }
            Arrays.fill(rows, taken, taken + more, row);
            taken += more;
            ends[next++] = taken;
        }
        if (taken > 0) {
            Column[] parameters = new Column[runs.length];
            for (int i = 0; i < runs.length; i++) {
                parameters[i] = runs[i].column();
                elements[i].reset(parameters[i]);
            }
            results.reset(lambda.evaluate(rows, taken, parameters));
        }
        int start = 0;
        for (int k = first; k < next; k++) {
            int row = positions == null ? k : positions[k];
            if (!isNull(row)) {
                putTogether(row, start, ends[k]);
            }
            start = ends[k];
        }
        return next;
    }

    private boolean isNull(int row) {
        boolean isNull = false;
        for (ValueReader cell : cells) {
            isNull |= cell.isNull(row);
        }
        return isNull;
    }

    /** Appends what the row has within to the lambda's parameters, and returns how many there are. */
    private int takeApart(int row) {
        int most = 0;
        for (int i = 0; i < blocks.length; i++) {
            long cell = cells[ofMap ? 0 : i].address(row);
            if (!ofMap) {
                blocks[i].toElements(cell);
            } else if (i == 0) {
                blocks[i].toKeys(cell);
            } else {
                blocks[i].toValues(cell);
            }
            most = Math.max(most, blocks[i].count());
        }
        for (int i = 0; i < blocks.length; i++) {
            runs[i].append(blocks[i], 0, blocks[i].count());
            runs[i].appendNulls(most - blocks[i].count());
        }
        return most;
    }

    private void putTogether(int row, int start, int end) {
        switch (function) {
            case TRANSFORM, ZIP_WITH -> append(0, results, start, end);
            case FILTER, MAP_FILTER -> {
                for (int i = start; i < end; i++) {
                    if (!results.isNull(i) && isTrue(i)) {
                        for (int part = 0; part < elements.length; part++) {
                            append(part, elements[part], i, i + 1);
                        }
                    }
                }
            }
            case TRANSFORM_VALUES -> {
                append(0, elements[0], start, end);
                append(1, results, start, end);
            }
            case TRANSFORM_KEYS -> {
                requireKeys(start, end);
                append(0, results, start, end);
                append(1, elements[1], start, end);
            }
            case ANY_MATCH -> putMatch(row, start, end, true, true);
            case NONE_MATCH -> putMatch(row, start, end, true, false);
            case ALL_MATCH -> putMatch(row, start, end, false, false);
            default -> throw new IllegalStateException(function + " is no function of single elements");
        }
        if (writer != null) {
            writer.finish();
            out.put(row, writer);
        }
    }

    private void requireKeys(int start, int end) {
        try {
            keys.require(results, start, end);
        } catch (TarnException e) {
            throw e.at(call.position());
        }
    }

    private boolean isTrue(int at) {
        return RawMemory.getByte(results.address(at)) != 0;
    }

    /** Makes the row {@code found} if a result is {@code wanted}, else NULL if one is, else the contrary. */
    private void putMatch(int row, int start, int end, boolean wanted, boolean found) {
        boolean sawNull = false;
        for (int i = start; i < end; i++) {
            if (results.isNull(i)) {
                sawNull = true;
            } else if (isTrue(i) == wanted) {
                out.put(row, found);
                return;
            }
        }
        if (!sawNull) {
            out.put(row, !found);
        }
    }

    private void append(int part, ValueReader values, int start, int end) {
        ValueAppender target = writer.part(part);
        for (int i = start; i < end; i++) {
            if (values.isNull(i)) {
                target.appendNull();
            } else {
                target.appendRaw(values.address(i), values.length(i));
            }
        }
    }

    @Override
    public void close() {
        Closing.closeAll(operands);
        lambda.close();
        for (ValueRuns run : runs) {
            run.close();
        }
        out.close();
    }
}
