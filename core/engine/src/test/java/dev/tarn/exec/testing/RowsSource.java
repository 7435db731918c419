package dev.tarn.exec.testing;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.pipeline.OperatorFactory;
import dev.tarn.exec.store.ColumnShape;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.testkit.Randomness;
import java.util.ArrayList;
import java.util.List;

/** A source of given rows, in batches of random sizes, encodings and selections, shared by its drivers. */
public final class RowsSource implements OperatorFactory {
    private final List<ColumnShape> shapes;
    private final List<List<Object>> rows;
    private final Randomness random;
    private final int maxBatch;
    private int next;

    public RowsSource(List<ColumnShape> shapes, List<List<Object>> rows, int maxBatch, Randomness random) {
        this.shapes = shapes;
        this.rows = rows;
        this.maxBatch = maxBatch;
        this.random = random;
    }

    @Override
    public String name() {
        return "Rows";
    }

    /** Makes a batch of the next rows, with others in between that are not selected; null at the end. */
    private Batch next(TestColumns columns) {
        synchronized (random) {
            int count = Math.min(random.between(1, maxBatch), rows.size() - next);
            if (count <= 0) {
                return null;
            }
            boolean gaps = random.nextBoolean();
            List<List<Object>> batchRows = new ArrayList<>();
            List<Integer> positions = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                if (gaps && random.chance(0.3)) {
                    batchRows.add(random.pick(rows));
                }
                positions.add(batchRows.size());
                batchRows.add(rows.get(next + i));
            }
            next += count;
            List<Column> made = new ArrayList<>();
            for (int c = 0; c < shapes.size(); c++) {
                List<Object> values = new ArrayList<>();
                for (List<Object> row : batchRows) {
                    values.add(row.get(c));
                }
                made.add(columns.randomlyEncoded(random, shapes.get(c), values));
            }
            SelectionVector selection = null;
            if (gaps) {
                selection = new SelectionVector(count);
                for (int k = 0; k < count; k++) {
                    selection.positions()[k] = positions.get(k);
                }
                selection.setCount(count);
            }
            return new Batch(batchRows.size(), made, selection);
        }
    }

    @Override
    public Operator create(DriverContext context) {
        return new Operator() {
            private TestColumns columns = new TestColumns(context.allocator());
            private boolean finished;

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
                columns.close();
                columns = new TestColumns(context.allocator());
                Batch batch = next(columns);
                finished = batch == null;
                return batch;
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
                columns.close();
            }
        };
    }
}
