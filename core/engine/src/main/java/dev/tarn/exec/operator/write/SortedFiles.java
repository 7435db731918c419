package dev.tarn.exec.operator.write;

import dev.tarn.exec.operator.sort.RowSorter;
import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.store.ColumnShape;
import dev.tarn.spi.batch.Batch;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Keeps rows until they take as much memory as they may, and writes them in order to a file of their own. A bucket, which
 * has one file, takes what memory it needs.
 */
final class SortedFiles implements RowSink {
    private final WriteContext context;
    private final WriteGroup group;
    private final DriverContext driver;
    private final List<ColumnShape> shapes;
    private final RollingFiles files;
    private RowSorter sorter;

    SortedFiles(
            WriteContext context,
            WriteGroup group,
            DriverContext driver,
            List<ColumnShape> shapes,
            RollingFiles files) {
        this.context = context;
        this.group = group;
        this.driver = driver;
        this.shapes = shapes;
        this.files = files;
    }

    @Override
    public void append(Batch batch) {
        if (sorter == null) {
            sorter = new RowSorter(driver, shapes, context.spec().sortKeys());
        }
        sorter.add(batch);
        if (!group.isBucket() && sorter.sizeBytes() >= context.bufferBytes()) {
            cut();
        }
    }

    @Override
    public CompletableFuture<?> ready() {
        return files.ready();
    }

    @Override
    public long memoryBytes() {
        return files.memoryBytes() + (sorter == null ? 0 : sorter.sizeBytes());
    }

    @Override
    public void cut() {
        if (sorter != null) {
            sorter.forEach(files::append);
            sorter.close();
            sorter = null;
        }
        files.cut();
    }

    @Override
    public void close() {
        if (sorter != null) {
            sorter.close();
            sorter = null;
        }
        files.close();
    }
}
