package dev.tarn.exec.operator.write;

import dev.tarn.exec.pipeline.Operator;
import dev.tarn.spi.batch.Batch;
import java.util.concurrent.CompletableFuture;

/** Writes rows as they come, and begins another file when one is as large as it should be. */
final class RollingFiles implements RowSink {
    private final WriteContext context;
    private final WriteGroup group;
    private final EndingFiles ending;
    private OpenFile file;

    RollingFiles(WriteContext context, WriteGroup group, EndingFiles ending) {
        this.context = context;
        this.group = group;
        this.ending = ending;
    }

    @Override
    public void append(Batch batch) {
        if (file == null) {
            file = new OpenFile(context, group);
        }
        file.append(batch);
        if (!group.isBucket() && file.sizeBytes() >= context.spec().targetFileBytes()) {
            cut();
        }
    }

    /** Makes a file without rows, if there is none. */
    void require() {
        if (file == null) {
            file = new OpenFile(context, group);
        }
    }

    @Override
    public CompletableFuture<?> ready() {
        return file == null ? Operator.NOT_BLOCKED : file.ready();
    }

    @Override
    public long memoryBytes() {
        return file == null ? 0 : file.memoryBytes();
    }

    @Override
    public void cut() {
        if (file != null) {
            OpenFile complete = file;
            ending.add(complete.end(), complete::outputBytes);
            file = null;
        }
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
            file = null;
        }
    }
}
