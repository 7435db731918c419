package dev.tarn.exec.operator.join;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.pipeline.QueryContext;
import dev.tarn.kernel.JoinKernels;
import dev.tarn.kernel.LoadKernels;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.memory.RawMemory;
import java.util.Arrays;

/**
 * Looks the keys of a batch up all at once, and then gives the pairs in rounds: in each, every probe row that still has
 * build rows meets the next of them; when few such probe rows are left, several of each at once. Rows are named by their
 * place k among the batch's selected rows.
 */
final class HashJoinProbeOperator implements Operator {
    /** With fewer probe rows than this a round takes several build rows of each. */
    private static final int LEAST_ROUND = 256;

    private final QueryContext query;
    private final JoinSpec spec;
    private final HashJoinState state;
    private final JoinTable table;
    private final JoinTable.Prober prober;
    private final long next;
    private final long marks;
    private final PairOutput output;
    private final ResidualCondition residual;
    private final MarkColumn mark;
    private final Column[] keyColumns;
    private final int batchSize;

    private Batch input;
    private int count;
    private int[] positions = new int[0];
    private int[] heads = new int[0];
    private boolean[] found = new boolean[0];
    private boolean[] nullKey = new boolean[0];
    /** The probe rows that have build rows left, and the next one of each. */
    private int active;

    private int[] activeRows = new int[0];
    private int[] activeBuildRows = new int[0];
    /** The pairs of a round. */
    private int pairs;

    private int[] pairRows = new int[0];
    private int[] pairPositions = new int[0];
    private int[] pairBuildRows = new int[0];
    private boolean ascending;
    private boolean outerRoundDue;
    private boolean lastDone;
    private boolean finishing;
    private boolean finishedEarly;

    HashJoinProbeOperator(DriverContext context, HashJoinState state) {
        this.query = context.query();
        this.spec = state.spec();
        this.state = state;
        this.table = state.table();
        this.prober = table == null ? null : table.newProber();
        this.next = table == null || !table.hasDuplicates() ? 0 : table.nextAddress();
        this.marks = state.build().marksAddress();
        this.output = new PairOutput(context, spec, table == null ? null : table.store());
        this.residual = spec.residual() == null || table == null ? null : newResidual(context);
        this.mark = spec.type().isMark() ? new MarkColumn(context) : null;
        this.keyColumns = new Column[spec.probeKeys().size()];
        this.batchSize = context.batchSize();
        boolean nothingPasses = spec.type() == JoinType.PROBE_NULL_AWARE_ANTI && table != null && state.hasNullKey();
        this.finishedEarly = nothingPasses || table == null && spec.type().dropsUnmatchedProbe();
    }

    private ResidualCondition newResidual(DriverContext context) {
        try {
            return new ResidualCondition(context, spec, output);
        } catch (RuntimeException e) {
            output.close();
            throw e;
        }
    }

    @Override
    public boolean needsInput() {
        return input == null && !finishing && !finishedEarly;
    }

    @Override
    public void addInput(Batch batch) {
        input = batch;
        count = batch.selectedCount();
        ensure();
        SelectionVector selection = batch.selection();
        if (selection == null) {
            for (int k = 0; k < count; k++) {
                positions[k] = k;
            }
        } else {
            System.arraycopy(selection.positions(), 0, positions, 0, count);
        }
        for (int i = 0; i < keyColumns.length; i++) {
            keyColumns[i] = batch.column(spec.probeKeys().get(i));
        }
        if (prober == null) {
            Arrays.fill(heads, 0, count, -1);
        } else {
            prober.lookUp(keyColumns, selection == null ? null : positions, count, heads);
        }
        start();
        if (spec.type().isBuildOnly()) {
            while (active > 0) {
                takeRound();
                markPairs();
            }
            input = null;
        }
    }

    private void ensure() {
        if (positions.length < count) {
            int capacity = Math.max(count, batchSize);
            positions = new int[capacity];
            heads = new int[capacity];
            found = new boolean[capacity];
            nullKey = new boolean[capacity];
            activeRows = new int[capacity];
            activeBuildRows = new int[capacity];
            pairRows = new int[capacity];
            pairPositions = new int[capacity];
            pairBuildRows = new int[capacity];
        }
    }

    private void start() {
        lastDone = false;
        JoinType type = spec.type();
        boolean needsPairs = residual != null || !type.isProbeOnly();
        outerRoundDue = type.keepsProbe() && residual == null;
        if (type == JoinType.PROBE_NULL_AWARE_ANTI || type == JoinType.MARK_IN) {
            findNullKeys();
        }
        if (residual == null) {
            for (int k = 0; k < count; k++) {
                found[k] = heads[k] >= 0;
            }
        } else {
            Arrays.fill(found, 0, count, false);
        }
        active = 0;
        if (needsPairs) {
            for (int k = 0; k < count; k++) {
                activeRows[active] = k;
                activeBuildRows[active] = heads[k];
                active += heads[k] >= 0 ? 1 : 0;
            }
        }
    }

    private void findNullKeys() {
        Arrays.fill(nullKey, 0, count, false);
        if (keyColumns[0].mayHaveNulls()) {
            int valid = LoadKernels.notNull(keyColumns[0], positions, count, pairRows);
            for (int j = valid; j < count; j++) {
                nullKey[pairRows[j]] = true;
            }
        }
    }

    @Override
    public Batch output() {
        while (input != null) {
            if (outerRoundDue) {
                outerRoundDue = false;
                return outerRound();
            }
            if (active > 0) {
                takeRound();
                Batch batch = pairs == 0 ? null : givePairs();
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

    /** Gives the first build row, or NULLs, of each probe row. */
    private Batch outerRound() {
        boolean anyMissing = active < count;
        System.arraycopy(positions, 0, pairPositions, 0, count);
        System.arraycopy(heads, 0, pairBuildRows, 0, count);
        if (marks != 0) {
            for (int j = 0; j < active; j++) {
                RawMemory.putByte(marks + activeBuildRows[j], (byte) 1);
            }
        }
        advance();
        return table == null
                ? output.probeRows(input, pairPositions, count, null)
                : output.pairs(input, pairPositions, pairBuildRows, count, true, anyMissing);
    }

    /** Fills the pairs of the next round, of which only those stay that pass the residual condition. */
    private void takeRound() {
        query.throwIfCancelled();
        boolean single = next == 0 || active >= LEAST_ROUND;
        if (single) {
            pairs = active;
            System.arraycopy(activeRows, 0, pairRows, 0, active);
            System.arraycopy(activeBuildRows, 0, pairBuildRows, 0, active);
            advance();
        } else {
            takeChains();
        }
        ascending = single;
        for (int i = 0; i < pairs; i++) {
            pairPositions[i] = positions[pairRows[i]];
        }
        if (residual != null && pairs > 0) {
            keepAccepted(residual.select(input, pairPositions, pairBuildRows, pairs));
        }
    }

    private void advance() {
        if (next == 0) {
            active = 0;
            return;
        }
        JoinKernels.follow(activeBuildRows, active, next);
        int kept = 0;
        for (int j = 0; j < active; j++) {
            int row = activeBuildRows[j];
            activeRows[kept] = activeRows[j];
            activeBuildRows[kept] = row;
            kept += row >= 0 ? 1 : 0;
        }
        active = kept;
    }

    /** Follows the chain of one probe row after another until the pairs are full. */
    private void takeChains() {
        pairs = 0;
        int room = Math.min(batchSize, pairRows.length);
        while (active > 0 && pairs < room) {
            int k = activeRows[active - 1];
            int row = activeBuildRows[active - 1];
            while (row >= 0 && pairs < room) {
                pairRows[pairs] = k;
                pairBuildRows[pairs++] = row;
                row = RawMemory.getInt(next + ((long) row << 2)) - 1;
            }
            activeBuildRows[active - 1] = row;
            active -= row < 0 ? 1 : 0;
        }
    }

    private void keepAccepted(SelectionVector accepted) {
        int[] kept = accepted.positions();
        pairs = accepted.count();
        for (int i = 0; i < pairs; i++) {
            pairRows[i] = pairRows[kept[i]];
            pairPositions[i] = pairPositions[kept[i]];
            pairBuildRows[i] = pairBuildRows[kept[i]];
        }
    }

    private void markPairs() {
        if (marks != 0) {
            for (int i = 0; i < pairs; i++) {
                RawMemory.putByte(marks + pairBuildRows[i], (byte) 1);
            }
        }
    }

    private Batch givePairs() {
        if (residual != null) {
            for (int i = 0; i < pairs; i++) {
                found[pairRows[i]] = true;
            }
        }
        if (spec.type().isProbeOnly()) {
            dropFound();
            return null;
        }
        markPairs();
        return output.pairs(input, pairPositions, pairBuildRows, pairs, ascending, false);
    }

    /** Stops looking for matches of rows that have one. */
    private void dropFound() {
        int kept = 0;
        for (int j = 0; j < active; j++) {
            activeRows[kept] = activeRows[j];
            activeBuildRows[kept] = activeBuildRows[j];
            kept += found[activeRows[j]] ? 0 : 1;
        }
        active = kept;
    }

    private Batch lastBatch() {
        return switch (spec.type()) {
            case PROBE_SEMI -> probeRows(true);
            case PROBE_ANTI -> probeRows(false);
            case PROBE_NULL_AWARE_ANTI -> {
                for (int k = 0; k < count && table != null; k++) {
                    found[k] |= nullKey[k];
                }
                yield probeRows(false);
            }
            case MARK_EXISTS, MARK_IN -> {
                boolean threeValued = spec.type() == JoinType.MARK_IN && table != null;
                Column column = mark.fill(
                        input.rowCount(), positions, count, found, threeValued ? nullKey : null, unknownIfMissing());
                yield output.probeRows(input, positions, count, column);
            }
            case PROBE_OUTER, FULL_OUTER -> residual == null ? null : probeRows(false);
            default -> null;
        };
    }

    private boolean unknownIfMissing() {
        return spec.type() == JoinType.MARK_IN && table != null && state.hasNullKey();
    }

    private Batch probeRows(boolean wanted) {
        int kept = 0;
        for (int k = 0; k < count; k++) {
            pairPositions[kept] = positions[k];
            kept += found[k] == wanted ? 1 : 0;
        }
        return kept == 0 ? null : output.probeRows(input, pairPositions, kept, null);
    }

    @Override
    public void finish() {
        finishing = true;
    }

    @Override
    public boolean isFinished() {
        return input == null && (finishing || finishedEarly);
    }

    @Override
    public void close() {
        output.close();
        if (residual != null) {
            residual.close();
        }
        if (mark != null) {
            mark.close();
        }
    }
}
