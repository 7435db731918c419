package dev.tarn.catalog.file;

import dev.tarn.catalog.scan.LayeredFilters;
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
 * A file's rows with the values of their partition and of hidden columns. Filters over the file's columns are the format's to apply; one that
 * looks at the partition alone is asked once; one that looks at both is applied here.
 */
final class PartitionedSource implements BatchSource {
    private final ScanRequest request;
    /** For each of the request's columns its index in the file's batches, or -1 for a partition column. */
    private final int[] dataIndex;

    private final Column[] values;
    private final List<ColumnBuffer> buffers = new ArrayList<>();
    private final List<ScanFilter> partitionFilters = new ArrayList<>();
    private final LayeredFilters mixedFilters;
    private final SelectionVector selection;
    private BatchSource data;
    private boolean started;
    private boolean ended;

    private PartitionedSource(ScanRequest request) {
        this.request = request;
        dataIndex = new int[request.columns().size()];
        values = new Column[dataIndex.length];
        selection = new SelectionVector(1);
        mixedFilters = new LayeredFilters(request.context().batchSize());
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
            String name = columns.get(i).name();
            if (!table.isConstant(name)) {
                dataIndex[i] = dataColumns.size();
                dataColumns.add(columns.get(i));
            } else {
                dataIndex[i] = -1;
                ColumnBuffer buffer = ConstantBuffers.buffer(request.context().allocator(), columns.get(i));
                buffers.add(buffer);
                values[i] = ConstantBuffers.write(buffer, table.constant(split, name));
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
                dataFilters.add(LayeredFilters.below(filter, column -> dataIndex[column]));
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
        return ended ? null : mixedFilters.next(data, this::withPartition);
    }

    private Batch withPartition(Batch batch) {
        List<Column> columns = new ArrayList<>(values.length);
        for (int i = 0; i < values.length; i++) {
            columns.add(dataIndex[i] < 0 ? Column.constant(batch.rowCount(), values[i]) : batch.column(dataIndex[i]));
        }
        return new Batch(batch.rowCount(), columns, batch.selection());
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
