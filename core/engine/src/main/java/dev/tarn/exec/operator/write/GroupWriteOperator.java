package dev.tarn.exec.operator.write;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.store.ColumnShape;
import dev.tarn.spi.batch.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Writes the rows that wait, one group after the other, together with the other drivers that do the same. */
final class GroupWriteOperator implements Operator {
    private final WriteContext context;
    private final DriverContext driver;
    private final List<ColumnShape> shapes;
    private final EndingFiles ending;
    private final List<GroupedRows.Reader> readers = new ArrayList<>();
    private RowSink sink;
    private int reader;
    private boolean noMoreGroups;

    GroupWriteOperator(WriteContext context, DriverContext driver, List<ColumnShape> shapes) {
        this.context = context;
        this.ending = new EndingFiles(context.writerBytes());
        this.driver = driver;
        this.shapes = shapes;
        context.groups().parts().forEach(part -> readers.add(part.reader(driver)));
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
        return null;
    }

    /** Writes a batch, or turns to the next group. */
    @Override
    public void finish() {
        if (noMoreGroups) {
            return;
        }
        if (sink == null) {
            nextGroup();
            return;
        }
        while (reader < readers.size()) {
            Batch batch = readers.get(reader).next();
            if (batch != null) {
                sink.append(batch);
                return;
            }
            reader++;
        }
        sink.cut();
        sink.close();
        sink = null;
    }

    private void nextGroup() {
        WriteGroup group = context.groups().next();
        if (group == null) {
            noMoreGroups = true;
            return;
        }
        readers.forEach(each -> each.select(group.number()));
        reader = 0;
        sink = context.sink(group, driver, shapes, ending);
    }

    @Override
    public boolean isFinished() {
        return noMoreGroups && ending.none().isDone();
    }

    @Override
    public CompletableFuture<?> blocked() {
        if (noMoreGroups) {
            return ending.none();
        }
        if (sink != null && !sink.ready().isDone()) {
            return sink.ready();
        }
        return ending.room();
    }

    @Override
    public void close() {
        if (sink != null) {
            sink.close();
            sink = null;
        }
        readers.forEach(GroupedRows.Reader::close);
    }
}
