package dev.tarn.exec.operator.scan;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.catalog.Table;
import dev.tarn.spi.catalog.TableStatistics;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.predicate.Domain;
import dev.tarn.spi.predicate.TupleDomain;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanFilter;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.split.Split;
import dev.tarn.spi.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A table of splits: column a counts a split's rows from 0, column b the table's. */
final class NumbersTable implements Table {
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    private final int splitCount;
    private final int rowsPerSplit;
    volatile CompletableFuture<?> bytesCame = CompletableFuture.completedFuture(null);
    volatile TupleDomain lastPredicate;
    volatile TarnException failure;

    NumbersTable(int splitCount, int rowsPerSplit) {
        this.splitCount = splitCount;
        this.rowsPerSplit = rowsPerSplit;
    }

    private record Numbers(long firstRow, long rowCount) implements Split {}

    @Override
    public List<ColumnSchema> columns() {
        return List.of(ColumnSchema.of("a", Type.BIGINT), ColumnSchema.of("b", Type.BIGINT));
    }

    @Override
    public TableStatistics statistics(TupleDomain predicate, Set<String> columns) {
        return new TableStatistics((long) splitCount * rowsPerSplit, Map.of());
    }

    @Override
    public Set<String> exactlyPrunedColumns() {
        return Set.of();
    }

    @Override
    public List<? extends Split> splits(TupleDomain predicate, List<ScanColumn> columns, ScanMetrics metrics) {
        if (failure != null) {
            throw failure;
        }
        lastPredicate = predicate;
        Domain domain = predicate.domain("b").orElse(Domain.all(Type.BIGINT));
        List<Split> splits = new ArrayList<>();
        for (int i = 0; i < splitCount; i++) {
            long first = (long) i * rowsPerSplit;
            if (domain.overlaps(first, first + rowsPerSplit - 1)) {
                splits.add(new Numbers(first, rowsPerSplit));
            }
        }
        return splits;
    }

    @Override
    public BatchSource open(Split split, ScanRequest request) {
        opened.incrementAndGet();
        return new Source((Numbers) split, request);
    }

    @Override
    public String description() {
        return "numbers";
    }

    private final class Source implements BatchSource {
        private final Numbers split;
        private final ScanRequest request;
        private final List<ColumnBuffer> buffers = new ArrayList<>();
        private final SelectionVector selection;
        private long nextRow;

        Source(Numbers split, ScanRequest request) {
            this.split = split;
            this.request = request;
            this.selection = new SelectionVector(request.context().batchSize());
            for (ScanColumn column : request.columns()) {
                buffers.add(new ColumnBuffer(request.context().allocator(), column.type(), column.layout()));
                buffers.get(buffers.size() - 1).ensureRows(request.context().batchSize());
            }
        }

        @Override
        public CompletableFuture<?> blocked() {
            return bytesCame;
        }

        @Override
        public Batch next() {
            while (nextRow < split.rowCount()) {
                int rows = (int) Math.min(request.context().batchSize(), split.rowCount() - nextRow);
                List<Column> columns = new ArrayList<>();
                for (int c = 0; c < buffers.size(); c++) {
                    boolean inTable = request.columns().get(c).name().equals("b");
                    long first = nextRow + (inTable ? split.firstRow() : 0);
                    for (int i = 0; i < rows; i++) {
                        RawMemory.putLong(buffers.get(c).valuesAddress() + 8L * i, first + i);
                    }
                    columns.add(buffers.get(c).column(rows, false));
                }
                nextRow += rows;
                Batch batch = filter(Batch.of(rows, columns));
                if (batch.selectedCount() > 0) {
                    return batch;
                }
            }
            return null;
        }

        private Batch filter(Batch batch) {
            Batch kept = batch;
            for (ScanFilter filter : request.filters()) {
                List<Column> columns = new ArrayList<>();
                for (int index : filter.columnIndexes()) {
                    columns.add(batch.column(index));
                }
                filter.select(new Batch(batch.rowCount(), columns, kept.selection()), selection);
                kept = new Batch(batch.rowCount(), batch.columns(), selection);
            }
            return kept;
        }

        @Override
        public void close() {
            closed.incrementAndGet();
            buffers.forEach(ColumnBuffer::close);
            buffers.clear();
        }
    }
}
