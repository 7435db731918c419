package dev.tarn.exec.operator.sort;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.store.ColumnShape;
import dev.tarn.spi.batch.Batch;
import java.util.ArrayList;
import java.util.List;

/** The sort of one driver: sorts its rows run by run as they come. */
final class SortOperator implements Operator {
    /** Large enough that few runs are merged, small enough to be sorted in the time between two looks at a cancel. */
    private static final int RUN_ROWS = 1 << 17;

    private final RunBuilder builder;
    private final SortedRows result;
    private final List<SortedRun> runs = new ArrayList<>();
    private boolean finished;

    SortOperator(DriverContext context, List<ColumnShape> shapes, KeyLayout layout, SortedRows result) {
        this.builder = new RunBuilder(context, shapes, layout);
        this.result = result;
    }

    @Override
    public boolean needsInput() {
        return !finished;
    }

    @Override
    public void addInput(Batch batch) {
        builder.add(batch);
        if (builder.count() >= RUN_ROWS) {
            runs.add(builder.sortRun());
        }
    }

    @Override
    public Batch output() {
        return null;
    }

    @Override
    public void finish() {
        if (!finished) {
            if (builder.count() > 0) {
                runs.add(builder.sortRun());
            }
            result.add(builder, runs);
            runs.clear();
            finished = true;
        }
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    @Override
    public void close() {
        builder.close();
        runs.forEach(SortedRun::close);
    }
}
