package dev.tarn.exec.operator.join;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.store.NullColumns;
import dev.tarn.exec.store.RowStore;
import dev.tarn.expr.compile.ExpressionCompiler;
import dev.tarn.expr.compile.PredicateEvaluator;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.Encoding;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Layout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Joins each batch with one build row after another: the batch passes through, the build row's columns are constants, and
 * the residual condition makes the selection. A batch of few rows meets many build rows at once instead, as pairs.
 */
final class NestedLoopJoinProbeOperator implements Operator {
    /** With fewer probe rows than this, and more build rows, pairs are made. */
    private static final int LEAST_PROBE_ROWS = 64;

    private final DriverContext context;
    private final JoinSpec spec;
    private final RowStore build;
    private final long marks;
    private final NullColumns buildNulls;
    private final PredicateEvaluator residual;
    private final MarkColumn mark;
    private final SelectionVector accepted = new SelectionVector(0);
    private final SelectionVector rest = new SelectionVector(0);

    private Batch input;
    private int chunk;
    private int rowInChunk;
    /** By position in the batch. */
    private boolean[] found = new boolean[0];

    /** Pairs of a position in the batch and a build row, and the probe row that they go on with. */
    private final PairOutput pairOutput;

    private ResidualCondition pairResidual;
    private int[] pairPositions = new int[0];
    private int[] pairBuildRows = new int[0];
    private boolean byPairs;
    private int nextProbeRow;
    private boolean lastDone;
    private boolean finishing;

    NestedLoopJoinProbeOperator(DriverContext context, JoinSpec spec, BuildSide build) {
        this.context = context;
        this.spec = spec;
        this.build = build.rows();
        this.pairOutput = new PairOutput(context, spec, this.build);
        this.marks = build.marksAddress();
        this.residual = spec.residual() == null
                ? null
                : ExpressionCompiler.compilePredicate(spec.residual(), context.expressionContext());
        this.buildNulls = new NullColumns(context.allocator(), spec.build());
        this.mark = spec.type().isMark() ? new MarkColumn(context) : null;
    }

    @Override
    public boolean needsInput() {
        return input == null && !isFinished();
    }

    @Override
    public void addInput(Batch batch) {
        input = batch;
        chunk = 0;
        rowInChunk = 0;
        lastDone = false;
        nextProbeRow = 0;
        byPairs = batch.selectedCount() < LEAST_PROBE_ROWS && batch.selectedCount() < build.rowCount();
        if (found.length < batch.rowCount()) {
            found = new boolean[batch.rowCount()];
        }
        Arrays.fill(found, 0, batch.rowCount(), false);
        if (spec.type().isBuildOnly()) {
            while (hasMore()) {
                match();
            }
            input = null;
        }
    }

    @Override
    public Batch output() {
        while (input != null) {
            if (!lastDone && hasMore()) {
                Batch batch = match();
                if (batch != null) {
                    return batch;
                }
            } else if (!lastDone) {
                lastDone = true;
                Batch batch = lastBatch();
                if (batch != null) {
                    return batch;
                }
            } else {
                input = null;
            }
        }
        return null;
    }

    private boolean hasMore() {
        return byPairs ? nextProbeRow < input.selectedCount() : nextBuildRow();
    }

    private Batch match() {
        context.query().throwIfCancelled();
        return byPairs ? matchPairs() : matchRow();
    }

    /** Matches the next pairs, probe row by probe row; there are build rows. */
    private Batch matchPairs() {
        int room = context.batchSize();
        if (pairPositions.length < room) {
            pairPositions = new int[room];
            pairBuildRows = new int[room];
        }
        int pairs = 0;
        while (pairs < room && nextProbeRow < input.selectedCount()) {
            int position =
                    input.selection() == null ? nextProbeRow : input.selection().positions()[nextProbeRow];
            boolean settled = spec.type().isProbeOnly() && found[position];
            while (!settled && pairs < room && nextBuildRow()) {
                pairPositions[pairs] = position;
                pairBuildRows[pairs++] = chunk << RowStore.CHUNK_SHIFT | rowInChunk++;
            }
            if (settled || !nextBuildRow()) {
                nextProbeRow++;
                chunk = 0;
                rowInChunk = 0;
            }
        }
        return givePairs(acceptedPairs(pairs));
    }

    private int acceptedPairs(int pairs) {
        if (spec.residual() == null || pairs == 0) {
            return pairs;
        }
        if (pairResidual == null) {
            pairResidual = new ResidualCondition(context, spec, pairOutput);
        }
        SelectionVector kept = pairResidual.select(input, pairPositions, pairBuildRows, pairs);
        for (int i = 0; i < kept.count(); i++) {
            pairPositions[i] = pairPositions[kept.positions()[i]];
            pairBuildRows[i] = pairBuildRows[kept.positions()[i]];
        }
        return kept.count();
    }

    private Batch givePairs(int pairs) {
        for (int i = 0; i < pairs; i++) {
            found[pairPositions[i]] = true;
            if (marks != 0) {
                RawMemory.putByte(marks + pairBuildRows[i], (byte) 1);
            }
        }
        boolean oneSide = spec.type().isProbeOnly() || spec.type().isBuildOnly();
        return oneSide || pairs == 0
                ? null
                : pairOutput.pairs(input, pairPositions, pairBuildRows, pairs, false, false);
    }

    /** Moves to a build row that {@link #matchRow} is to look at; returns false if there is none. */
    private boolean nextBuildRow() {
        while (chunk < build.chunkCount() && rowInChunk == build.chunkRows(chunk)) {
            chunk++;
            rowInChunk = 0;
        }
        return chunk < build.chunkCount();
    }

    private Batch matchRow() {
        int row = rowInChunk++;
        List<Column> columns = new ArrayList<>(input.columns());
        for (int column = 0; column < spec.build().size(); column++) {
            columns.add(constant(column, row, input.rowCount()));
        }
        SelectionVector selection = input.selection();
        if (residual != null) {
            residual.select(new Batch(input.rowCount(), columns, selection), accepted);
            selection = accepted;
        }
        int count = selection == null ? input.rowCount() : selection.count();
        if (count == 0) {
            return null;
        }
        if (marks != 0) {
            RawMemory.putByte(marks + (((long) chunk << RowStore.CHUNK_SHIFT) + row), (byte) 1);
        }
        if (spec.type().keepsProbe() || spec.type().isProbeOnly()) {
            for (int k = 0; k < count; k++) {
                found[selection == null ? k : selection.positions()[k]] = true;
            }
        }
        if (spec.type().isProbeOnly() || spec.type().isBuildOnly()) {
            return null;
        }
        boolean all = count == input.rowCount();
        return new Batch(input.rowCount(), outputColumns(columns), all ? null : selection);
    }

    private List<Column> outputColumns(List<Column> columns) {
        List<Column> output = new ArrayList<>();
        for (int column : spec.probeOutput()) {
            output.add(columns.get(column));
        }
        for (int column : spec.buildOutput()) {
            output.add(columns.get(spec.probe().size() + column));
        }
        return output;
    }

    /** Returns a column whose every row is that of a row of the current chunk. */
    private Column constant(int column, int row, int rowCount) {
        Column source = build.column(column, chunk);
        if (source.isNull(row)) {
            return buildNulls.column(column, rowCount);
        }
        Column flat = source.encoding() == Encoding.FLAT ? source : source.dictionary();
        long index = source.valueIndex(row);
        Layout layout = flat.layout();
        Column value = layout.isFixedWidth()
                ? Column.flat(flat.type(), layout, 1, 0, flat.valuesAddress() + index * layout.width())
                : Column.flatBytes(flat.type(), 1, 0, flat.offsetsAddress() + (index << 2), flat.valuesAddress());
        return Column.constant(rowCount, value);
    }

    private Batch lastBatch() {
        return switch (spec.type()) {
            case PROBE_SEMI -> probeRows(true);
            case PROBE_ANTI, PROBE_OUTER, FULL_OUTER -> probeRows(false);
            case MARK_EXISTS -> markRows();
            default -> null;
        };
    }

    private Batch probeRows(boolean wanted) {
        int count = input.selectedCount();
        rest.ensureCapacity(count);
        int kept = 0;
        for (int k = 0; k < count; k++) {
            int position = input.selection() == null ? k : input.selection().positions()[k];
            rest.positions()[kept] = position;
            kept += found[position] == wanted ? 1 : 0;
        }
        rest.setCount(kept);
        if (kept == 0) {
            return null;
        }
        List<Column> columns = probeColumns();
        for (int column : spec.buildOutput()) {
            columns.add(buildNulls.column(column, input.rowCount()));
        }
        return new Batch(input.rowCount(), columns, kept == input.rowCount() ? null : rest);
    }

    private Batch markRows() {
        int rowCount = input.rowCount();
        int[] positions = new int[rowCount];
        for (int k = 0; k < rowCount; k++) {
            positions[k] = k;
        }
        List<Column> columns = probeColumns();
        columns.add(mark.fill(rowCount, positions, rowCount, found, null, false));
        return new Batch(rowCount, columns, input.selection());
    }

    private List<Column> probeColumns() {
        List<Column> columns = new ArrayList<>();
        for (int column : spec.probeOutput()) {
            columns.add(input.column(column));
        }
        return columns;
    }

    @Override
    public void finish() {
        finishing = true;
    }

    @Override
    public boolean isFinished() {
        boolean nothingMatches = build.rowCount() == 0 && spec.type().dropsUnmatchedProbe();
        return input == null && (finishing || nothingMatches);
    }

    @Override
    public void close() {
        buildNulls.close();
        pairOutput.close();
        if (pairResidual != null) {
            pairResidual.close();
        }
        if (residual != null) {
            residual.close();
        }
        if (mark != null) {
            mark.close();
        }
    }
}
