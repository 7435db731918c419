package dev.tarn.exec.operator.join;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.store.NullColumns;
import dev.tarn.exec.store.RowGatherer;
import dev.tarn.exec.store.RowStore;
import dev.tarn.kernel.ColumnGatherer;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.SelectionVector;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes batches of pairs of a probe row and a build row. Where most rows of the probe's batch are used once, in order,
 * its columns pass through with a selection; else rows are gathered. One thread; a batch is valid until the next call.
 */
final class PairOutput implements AutoCloseable {
    private final JoinSpec spec;
    private final ColumnGatherer[] probeGatherers;
    private final RowGatherer buildGatherer;
    private final NullColumns buildNulls;
    private final SelectionVector selection = new SelectionVector(0);
    private int[] aligned = new int[0];

    /** @param build the build rows, or null if there is none */
    PairOutput(DriverContext context, JoinSpec spec, RowStore build) {
        this.spec = spec;
        this.probeGatherers = new ColumnGatherer[spec.probe().size()];
        for (int i = 0; i < probeGatherers.length; i++) {
            probeGatherers[i] = new ColumnGatherer(
                    context.allocator(),
                    spec.probe().get(i).type(),
                    spec.probe().get(i).layout());
        }
        this.buildNulls = new NullColumns(context.allocator(), spec.build());
        this.buildGatherer = build == null ? null : new RowGatherer(context.allocator(), build);
    }

    /**
     * Returns the output of pairs.
     *
     * @param positions rows of the probe's batch
     * @param rows build rows, -1 for NULLs where {@code nullable}
     * @param ascending whether {@code positions} are strictly ascending
     */
    Batch pairs(Batch probe, int[] positions, int[] rows, int count, boolean ascending, boolean nullable) {
        if (ascending && count * 2L >= probe.rowCount()) {
            return passThrough(probe, positions, rows, count, nullable);
        }
        List<Column> columns = new ArrayList<>();
        for (int column : spec.probeOutput()) {
            columns.add(probeGatherers[column].gather(probe.column(column), positions, count));
        }
        for (int column : spec.buildOutput()) {
            columns.add(build(column, rows, count, nullable));
        }
        return Batch.of(count, columns);
    }

    private Batch passThrough(Batch probe, int[] positions, int[] rows, int count, boolean nullable) {
        List<Column> columns = new ArrayList<>();
        int rowCount = probe.rowCount();
        for (int column : spec.probeOutput()) {
            columns.add(probe.column(column));
        }
        if (!spec.buildOutput().isEmpty()) {
            int[] all = rows;
            if (count < rowCount) {
                align(positions, rows, count, rowCount);
                all = aligned;
            }
            for (int column : spec.buildOutput()) {
                columns.add(build(column, all, rowCount, nullable));
            }
        }
        return new Batch(rowCount, columns, count == rowCount ? null : select(positions, count));
    }

    /** Gives each row of the probe's batch a build row: its own or, for rows that do not count, that of a neighbour. */
    private void align(int[] positions, int[] rows, int count, int rowCount) {
        if (aligned.length < rowCount) {
            aligned = new int[rowCount];
        }
        int next = 0;
        for (int k = 0; k < count; k++) {
            int end = positions[k];
            int row = rows[k];
            while (next <= end) {
                aligned[next++] = row;
            }
        }
        while (next < rowCount) {
            aligned[next++] = rows[count - 1];
        }
    }

    private SelectionVector select(int[] positions, int count) {
        selection.ensureCapacity(count);
        System.arraycopy(positions, 0, selection.positions(), 0, count);
        selection.setCount(count);
        return selection;
    }

    private Column build(int column, int[] rows, int count, boolean nullable) {
        if (buildGatherer == null) {
            return buildNulls.column(column, count);
        }
        return nullable ? buildGatherer.gatherNullable(column, rows, count) : buildGatherer.gather(column, rows, count);
    }

    /** Returns the output of probe rows alone, with {@code mark} at the end unless it is null. */
    Batch probeRows(Batch probe, int[] positions, int count, Column mark) {
        List<Column> columns = new ArrayList<>();
        for (int column : spec.probeOutput()) {
            columns.add(probe.column(column));
        }
        for (int column : spec.buildOutput()) {
            columns.add(buildNulls.column(column, probe.rowCount()));
        }
        if (mark != null) {
            columns.add(mark);
        }
        return new Batch(probe.rowCount(), columns, count == probe.rowCount() ? null : select(positions, count));
    }

    /** Returns one column of the pairs' probe rows. */
    Column probeColumn(int column, Batch probe, int[] positions, int count) {
        return probeGatherers[column].gather(probe.column(column), positions, count);
    }

    /** Returns one column of the pairs' build rows, none of them -1. */
    Column buildColumn(int column, int[] rows, int count) {
        return buildGatherer.gather(column, rows, count);
    }

    @Override
    public void close() {
        for (ColumnGatherer gatherer : probeGatherers) {
            gatherer.close();
        }
        buildNulls.close();
        if (buildGatherer != null) {
            buildGatherer.close();
        }
    }
}
