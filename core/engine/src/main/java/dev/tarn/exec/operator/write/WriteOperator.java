package dev.tarn.exec.operator.write;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.store.ColumnShape;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.SelectionVector;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The sink of one driver. Rows of the first few partitions that it meets go straight to files; rows of all others wait
 * until it is known what belongs together, as those of buckets do. So it never has more than a few open files.
 */
final class WriteOperator implements Operator {
    private static final int MOST_OPEN = 4;

    private final WriteContext context;
    private final DriverContext driver;
    private final List<ColumnShape> fileShapes;
    private final EndingFiles ending;
    private final GroupFinder finder;
    private final GroupBuffer buffer;
    private final RowSink[] open;
    private final SelectionVector[] selections;
    /** Which of {@link #open} a group has; -1 for none, by the group's number. */
    private int[] place = new int[0];

    private int openCount;
    private int[] waiting = new int[0];
    private int[] waitingGroups = new int[0];
    private boolean finishing;

    WriteOperator(WriteContext context, DriverContext driver, List<ColumnShape> shapes) {
        WriteSpec spec = context.spec();
        this.context = context;
        this.ending = new EndingFiles(context.writerBytes());
        this.driver = driver;
        this.fileShapes = shapes.subList(0, spec.fileColumns().size());
        this.finder = spec.isPlain() ? null : new GroupFinder(driver, spec, context.groups(), shapes);
        this.buffer = spec.isPlain() ? null : new GroupBuffer(context, driver, fileShapes);
        this.open = new RowSink
                [spec.isPlain() ? 1 : spec.isBucketed() || !spec.sortKeys().isEmpty() ? 0 : MOST_OPEN];
        this.selections = new SelectionVector[open.length];
        for (int i = 0; i < selections.length; i++) {
            selections[i] = new SelectionVector(0);
        }
        if (spec.isPlain()) {
            open[0] = context.sink(WriteGroup.ALL, driver, fileShapes, ending);
            openCount = 1;
        }
    }

    @Override
    public boolean needsInput() {
        return !finishing && blocked().isDone();
    }

    @Override
    public void addInput(Batch batch) {
        if (finder == null) {
            open[0].append(fileColumns(batch, batch.selection()));
        } else {
            dealOut(batch);
        }
        if (openCount > 1) {
            keepWithinMemory();
        }
    }

    private Batch fileColumns(Batch batch, SelectionVector selection) {
        return new Batch(batch.rowCount(), batch.columns().subList(0, fileShapes.size()), selection);
    }

    private void dealOut(Batch batch) {
        int count = batch.selectedCount();
        int[] positions = batch.selection() == null ? null : batch.selection().positions();
        int[] groups = finder.find(batch);
        for (SelectionVector selection : selections) {
            selection.ensureCapacity(count);
            selection.setCount(0);
        }
        if (waiting.length < count) {
            waiting = new int[Math.max(64, count)];
            waitingGroups = new int[waiting.length];
        }
        int wait = 0;
        for (int k = 0; k < count; k++) {
            int row = positions == null ? k : positions[k];
            int group = groups[k];
            int where = group < place.length ? place[group] : -1;
            if (where < 0 && openCount < open.length) {
                where = open(group);
            }
            if (where >= 0) {
                SelectionVector selection = selections[where];
                selection.positions()[selection.count()] = row;
                selection.setCount(selection.count() + 1);
            } else {
                waiting[wait] = row;
                waitingGroups[wait++] = group;
            }
        }
        for (int i = 0; i < openCount; i++) {
            if (selections[i].count() > 0) {
                open[i].append(fileColumns(batch, selections[i]));
            }
        }
        if (wait > 0) {
            List<Column> columns = batch.columns().subList(0, fileShapes.size());
            buffer.append(columns, waiting, waitingGroups, wait);
        }
    }

    private int open(int group) {
        if (group >= place.length) {
            int known = place.length;
            place = Arrays.copyOf(place, Math.max(64, group * 2));
            Arrays.fill(place, known, place.length, -1);
        }
        open[openCount] = context.sink(context.groups().group(group), driver, fileShapes, ending);
        place[group] = openCount;
        return openCount++;
    }

    /** Ends the file that takes the most memory if all together take more than they may. */
    private void keepWithinMemory() {
        long bytes = 0;
        int largest = 0;
        for (int i = 0; i < openCount; i++) {
            bytes += open[i].memoryBytes();
            largest = open[i].memoryBytes() > open[largest].memoryBytes() ? i : largest;
        }
        if (bytes > context.writerBytes()) {
            open[largest].cut();
        }
    }

    @Override
    public Batch output() {
        return null;
    }

    @Override
    public void finish() {
        if (!finishing) {
            finishing = true;
            for (int i = 0; i < openCount; i++) {
                open[i].cut();
            }
            if (buffer != null) {
                buffer.finish();
            }
        }
    }

    @Override
    public boolean isFinished() {
        return finishing && ending.none().isDone();
    }

    @Override
    public CompletableFuture<?> blocked() {
        if (finishing) {
            return ending.none();
        }
        if (buffer != null && !buffer.flushed().isDone()) {
            return buffer.flushed();
        }
        for (int i = 0; i < openCount; i++) {
            CompletableFuture<?> ready = open[i].ready();
            if (!ready.isDone()) {
                return ready;
            }
        }
        return ending.room();
    }

    @Override
    public void close() {
        for (int i = 0; i < openCount; i++) {
            open[i].close();
        }
        if (buffer != null) {
            buffer.close();
            finder.close();
        }
    }
}
