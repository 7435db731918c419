package dev.tarn.exec.operator.write;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.pipeline.OperatorFactory;
import dev.tarn.exec.store.ColumnShape;
import dev.tarn.spi.error.TarnException;
import java.util.List;

/**
 * Writes rows to files: the sink of a pipeline of any number of drivers. Unless rows go to one place ({@link
 * #needsSecondStep}), {@link #secondStep} is the one step of a pipeline that depends on it and writes the rest. When all
 * have ended, {@link #files} wait to be committed, or, after an error, to be aborted.
 */
public final class WriteOperatorFactory implements OperatorFactory {
    private final WriteSpec spec;
    private final List<ColumnShape> shapes;
    private final WrittenFiles files = new WrittenFiles();
    private WriteContext context;

    /**
     * Sets up a write of rows of these columns: the files' and behind them the partitions'.
     *
     * @throws TarnException NOT_SUPPORTED for columns that cannot be written so, INVALID_PROPERTY for a wrong option
     */
    public WriteOperatorFactory(WriteSpec spec, List<ColumnShape> shapes) {
        this.spec = spec;
        this.shapes = List.copyOf(shapes);
        spec.partitionColumns().forEach(PartitionTexts::requireType);
        spec.bucketColumns()
                .forEach(column -> BucketHash.requireType(spec.fileColumns().get(column)));
    }

    /** Returns the files that are complete. */
    public WrittenFiles files() {
        return files;
    }

    /** Returns whether {@link #secondStep} has to run. */
    public boolean needsSecondStep() {
        return !spec.isPlain();
    }

    /** Returns the step that writes the rows that wait. */
    public OperatorFactory secondStep() {
        return new OperatorFactory() {
            @Override
            public String name() {
                return "WriteGroups";
            }

            @Override
            public Operator create(DriverContext driver) {
                return new GroupWriteOperator(
                        context(driver),
                        driver,
                        shapes.subList(0, spec.fileColumns().size()));
            }
        };
    }

    @Override
    public String name() {
        return "Write";
    }

    private synchronized WriteContext context(DriverContext driver) {
        if (context == null) {
            context = driver.query().register(new WriteContext(spec, files, driver.query()));
        }
        return context;
    }

    @Override
    public Operator create(DriverContext driver) {
        return new WriteOperator(context(driver), driver, shapes);
    }

    @Override
    public void pipelineFinished() {
        if (spec.isBucketed()) {
            context.groups()
                    .addEmptyBuckets(
                            spec.bucketCount(), !spec.partitionColumns().isEmpty());
        }
    }
}
