package dev.tarn.exec.operator.join;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.store.NullColumns;
import dev.tarn.exec.store.RowGatherer;
import dev.tarn.exec.store.RowStore;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.memory.RawMemory;
import java.util.ArrayList;
import java.util.List;

/** Gives the build rows that found a match, or those that found none, chunk by chunk, beside other drivers. */
final class JoinBuildRowsOperator implements Operator {
    private final JoinSpec spec;
    private final BuildSide build;
    private final byte wantedMark;
    private final NullColumns probeNulls;
    private final RowGatherer gatherer;
    private final int[] rows;
    private int chunk = -1;
    private int nextInChunk;
    private boolean finished;

    JoinBuildRowsOperator(DriverContext context, JoinSpec spec, BuildSide build) {
        this.spec = spec;
        this.build = build;
        this.wantedMark = (byte) (spec.type() == JoinType.BUILD_SEMI ? 1 : 0);
        this.probeNulls = new NullColumns(context.allocator(), spec.probe());
        this.gatherer = new RowGatherer(context.allocator(), build.rows());
        this.rows = new int[context.batchSize()];
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
        int count = 0;
        while (!finished && count < rows.length) {
            if (chunk < 0 || nextInChunk == build.rows().chunkRows(chunk)) {
                chunk = build.takeChunk();
                nextInChunk = 0;
                finished = chunk < 0;
            } else {
                count = collect(count);
            }
        }
        if (count == 0) {
            return null;
        }
        List<Column> columns = new ArrayList<>();
        for (int column : spec.probeOutput()) {
            columns.add(probeNulls.column(column, count));
        }
        for (int column : spec.buildOutput()) {
            columns.add(gatherer.gather(column, rows, count));
        }
        return Batch.of(count, columns);
    }

    private int collect(int from) {
        int count = from;
        int chunkRows = build.rows().chunkRows(chunk);
        int firstRow = chunk << RowStore.CHUNK_SHIFT;
        long marks = build.marksAddress() + firstRow;
        int at = nextInChunk;
        while (at < chunkRows && count < rows.length) {
            rows[count] = firstRow + at;
            count += RawMemory.getByte(marks + at) == wantedMark ? 1 : 0;
            at++;
        }
        nextInChunk = at;
        return count;
    }

    @Override
    public void finish() {
        finished = true;
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    @Override
    public void close() {
        probeNulls.close();
        gatherer.close();
    }
}
