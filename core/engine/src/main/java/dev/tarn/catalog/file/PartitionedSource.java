package dev.tarn.catalog.file;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanFilter;
import dev.tarn.spi.split.ScanRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A file's rows with the values of their partition. Filters over the file's columns are the format's to apply; one that
 * looks at the partition alone is asked once; one that looks at both is applied here.
 */
final class PartitionedSource implements BatchSource {
    private final ScanRequest request;
    /** For each of the request's columns its index in the file's batches, or -1 for a partition column. */
    private final int[] dataIndex;

    private final Column[] values;
    private final List<ColumnBuffer> buffers = new ArrayList<>();
    private final List<ScanFilter> partitionFilters = new ArrayList<>();
    private final List<ScanFilter> mixedFilters = new ArrayList<>();
    private final SelectionVector selection;
    private BatchSource data;
    private boolean started;
    private boolean ended;

    private PartitionedSource(ScanRequest request) {
        this.request = request;
        dataIndex = new int[request.columns().size()];
        values = new Column[dataIndex.length];
        selection = new SelectionVector(request.context().batchSize());
    }

    static BatchSource open(FileTable table, RowGroupSplit split, ScanRequest request) {
        PartitionedSource source = new PartitionedSource(request);
        try {
            source.start(table, split);
            return source;
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    private void start(FileTable table, RowGroupSplit split) {
        List<ScanColumn> columns = request.columns();
        List<ScanColumn> dataColumns = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int partition = table.partitionIndex(columns.get(i).name());
            if (partition < 0) {
                dataIndex[i] = dataColumns.size();
                dataColumns.add(columns.get(i));
            } else {
                dataIndex[i] = -1;
                ColumnBuffer buffer = ConstantBuffers.buffer(request.context().allocator(), columns.get(i));
                buffers.add(buffer);
                values[i] =
                        ConstantBuffers.write(buffer, split.file().partition().get(partition));
            }
        }
        List<ScanFilter> dataFilters = new ArrayList<>();
        sortFilters(dataFilters);
        data = table.openData(split, new ScanRequest(dataColumns, dataFilters, request.context()));
    }

    /** Gives each filter its place. None is asked yet: a split that is opened ahead gets its filters later. */
    private void sortFilters(List<ScanFilter> dataFilters) {
        for (ScanFilter filter : request.filters()) {
            int[] columns = filter.columnIndexes();
            int partitions = 0;
            for (int column : columns) {
                partitions += dataIndex[column] < 0 ? 1 : 0;
            }
            if (partitions == 0) {
                dataFilters.add(new DataFilter(filter));
            } else if (partitions < columns.length) {
                mixedFilters.add(filter);
            } else {
                partitionFilters.add(filter);
            }
        }
    }

    /** Returns whether the filters that look at the partition alone keep its rows. */
    private boolean keepsPartition() {
        for (ScanFilter filter : partitionFilters) {
            if (filter.isActive()) {
                filter.select(Batch.of(1, constants(filter.columnIndexes(), 1)), selection);
                if (selection.count() == 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private List<Column> constants(int[] columns, int rowCount) {
        List<Column> constants = new ArrayList<>();
        for (int column : columns) {
            constants.add(Column.constant(rowCount, values[column]));
        }
        return constants;
    }

    /** A filter whose columns are counted among the file's. */
    private final class DataFilter implements ScanFilter {
        private final ScanFilter filter;
        private final int[] columns;

        DataFilter(ScanFilter filter) {
            this.filter = filter;
            columns = filter.columnIndexes().clone();
            for (int i = 0; i < columns.length; i++) {
                columns[i] = dataIndex[columns[i]];
            }
        }

        @Override
        public int[] columnIndexes() {
            return columns;
        }

        @Override
        public void select(Batch batch, SelectionVector out) {
            filter.select(batch, out);
        }

        @Override
        public boolean isActive() {
            return filter.isActive();
        }
    }

    @Override
    public CompletableFuture<?> blocked() {
        return data.blocked();
    }

    @Override
    public Batch next() {
        if (!started) {
            started = true;
            ended = !keepsPartition();
        }
        if (ended) {
            return null;
        }
        for (Batch batch = data.next(); batch != null; batch = data.next()) {
            if (batch.rowCount() == 0) {
                return batch;
            }
            Batch whole = withPartition(batch);
            for (ScanFilter filter : mixedFilters) {
                if (filter.isActive() && whole.selectedCount() > 0) {
                    whole = select(filter, whole);
                }
            }
            if (whole.selectedCount() > 0) {
                return whole;
            }
        }
        return null;
    }

    private Batch withPartition(Batch batch) {
        List<Column> columns = new ArrayList<>(values.length);
        for (int i = 0; i < values.length; i++) {
            columns.add(dataIndex[i] < 0 ? Column.constant(batch.rowCount(), values[i]) : batch.column(dataIndex[i]));
        }
        return new Batch(batch.rowCount(), columns, batch.selection());
    }

    private Batch select(ScanFilter filter, Batch batch) {
        int[] indexes = filter.columnIndexes();
        List<Column> columns = new ArrayList<>(indexes.length);
        for (int index : indexes) {
            columns.add(batch.column(index));
        }
        selection.ensureCapacity(batch.rowCount());
        filter.select(new Batch(batch.rowCount(), columns, batch.selection()), selection);
        return new Batch(batch.rowCount(), batch.columns(), selection);
    }

    @Override
    public void close() {
        if (data != null) {
            data.close();
            data = null;
        }
        buffers.forEach(ColumnBuffer::close);
    }
}
