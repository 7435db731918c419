package dev.tarn.format.parquet.read;

import dev.tarn.format.parquet.convert.Conversion;
import dev.tarn.format.parquet.metadata.ChunkMetadata;
import dev.tarn.format.parquet.metadata.ParquetColumn;
import dev.tarn.format.parquet.metadata.ParquetMetadata;
import dev.tarn.format.parquet.metadata.RowGroupMetadata;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanFilter;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.storage.InputFile;
import dev.tarn.spi.type.Layout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Reads a row group: the filters' columns first, filter by filter, then the others for the rows that are left, if any are.
 */
public final class RowGroupSource implements BatchSource {
    private final InputFile file;
    private final int rowGroup;
    private final ScanRequest request;
    private final ColumnReader[] readers;
    private final ChunkMetadata[] chunks;
    private final NullColumn[] nulls;
    private final Column[] columns;
    private final SelectionVector selection;
    private RowGroupReads reads;
    private boolean started;
    private boolean closed;
    private long rowsLeft;

    /** Opens a row group and starts to read it; closes {@code file} when it is closed, or when this fails. */
    public RowGroupSource(InputFile file, ParquetMetadata metadata, int rowGroup, ScanRequest request) {
        int count = request.columns().size();
        this.file = file;
        this.rowGroup = rowGroup;
        this.request = request;
        this.readers = new ColumnReader[count];
        this.chunks = new ChunkMetadata[count];
        this.nulls = new NullColumn[count];
        this.columns = new Column[count];
        this.selection = new SelectionVector(request.context().batchSize());
        try {
            RowGroupMetadata group = metadata.rowGroup(rowGroup);
            rowsLeft = group.rowCount();
            for (int i = 0; i < count; i++) {
                openColumn(i, metadata, group);
            }
            reads = new RowGroupReads(chunksByUrgency(), file, request.context());
            request.context().metrics().rowsScanned.add(group.rowCount());
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private void openColumn(int index, ParquetMetadata metadata, RowGroupMetadata group) {
        ScanColumn wanted = request.columns().get(index);
        ParquetColumn column = metadata.field(wanted.name());
        if (column == null) {
            nulls[index] = new NullColumn(wanted, request.context().allocator());
            return;
        }
        try {
            if (column.unsupported() != null) {
                throw new TarnException(ErrorCode.NOT_SUPPORTED, column.unsupported());
            }
            ChunkMetadata chunk = group.chunks().get(column.chunkIndex());
            if (chunk.unsupported() != null) {
                throw new TarnException(ErrorCode.NOT_SUPPORTED, chunk.unsupported());
            }
            Conversion conversion = Conversion.of(column, wanted);
            chunks[index] = chunk;
            readers[index] = wanted.layout() == Layout.BYTES
                    ? new BytesColumnReader(
                            column, chunk, wanted, conversion, request.context().allocator())
                    : new FixedColumnReader(
                            column, chunk, wanted, conversion, request.context().allocator());
        } catch (TarnException e) {
            throw e.at(place(column.name()));
        }
    }

    private List<ChunkMetadata> chunksByUrgency() {
        List<ChunkMetadata> ordered = new ArrayList<>();
        for (ScanFilter filter : request.filters()) {
            for (int index : filter.columnIndexes()) {
                addChunk(ordered, index);
            }
        }
        for (int index = 0; index < chunks.length; index++) {
            addChunk(ordered, index);
        }
        return ordered;
    }

    private void addChunk(List<ChunkMetadata> ordered, int index) {
        ChunkMetadata chunk = chunks[index];
        if (chunk != null && chunk.length() > 0 && ordered.stream().noneMatch(known -> known == chunk)) {
            ordered.add(chunk);
        }
    }

    @Override
    public CompletableFuture<?> blocked() {
        return reads.done();
    }

    @Override
    public Batch next() {
        if (closed) {
            throw new TarnException(ErrorCode.INTERNAL_ERROR, "a closed source was asked for a batch");
        }
        start();
        while (rowsLeft > 0) {
            int rows = (int) Math.min(request.context().batchSize(), rowsLeft);
            rows = uniformRows(rows);
            rowsLeft -= rows;
            Arrays.fill(columns, null);
            boolean all = true;
            for (ScanFilter filter : request.filters()) {
                if (!filter.isActive()) {
                    continue;
                }
                SelectionVector before = all ? null : selection;
                filter.select(filterBatch(filter, rows, before), selection);
                all = all && selection.count() == rows;
                if (selection.count() == 0) {
                    break;
                }
            }
            if (!all && selection.count() == 0) {
                skipOthers(rows);
                continue;
            }
            SelectionVector selected = all ? null : selection;
            for (int i = 0; i < columns.length; i++) {
                requireColumn(i, rows, selected);
            }
            Batch batch = new Batch(rows, Arrays.asList(columns), selected);
            request.context().metrics().rowsProduced.add(batch.selectedCount());
            return batch;
        }
        return null;
    }

    private void start() {
        if (started) {
            return;
        }
        reads.await();
        for (int i = 0; i < readers.length; i++) {
            if (readers[i] != null && chunks[i].length() > 0) {
                readers[i].pages.start(reads.of(chunks[i]), chunks[i]);
            }
        }
        started = true;
    }

    private int uniformRows(int wanted) {
        int rows = wanted;
        for (ColumnReader reader : readers) {
            if (reader != null) {
                try {
                    rows = reader.uniformRows(rows);
                } catch (TarnException e) {
                    throw e.at(place(reader.column.name()));
                }
            }
        }
        return rows;
    }

    private Batch filterBatch(ScanFilter filter, int rows, SelectionVector before) {
        int[] indexes = filter.columnIndexes();
        Column[] read = new Column[indexes.length];
        for (int i = 0; i < indexes.length; i++) {
            requireColumn(indexes[i], rows, before);
            read[i] = columns[indexes[i]];
        }
        return new Batch(rows, Arrays.asList(read), before);
    }

    private void requireColumn(int index, int rows, SelectionVector selected) {
        if (columns[index] != null) {
            return;
        }
        if (nulls[index] != null) {
            columns[index] = nulls[index].column(rows);
            return;
        }
        try {
            columns[index] = readers[index].read(rows, selected);
        } catch (TarnException e) {
            throw e.at(place(readers[index].column.name()));
        }
    }

    private void skipOthers(int rows) {
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] == null && readers[i] != null) {
                readers[i].skip(rows);
            }
        }
    }

    private ErrorPosition place(String column) {
        return new ErrorPosition.InFile(file.entry().location().text(), rowGroup, -1, column);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            for (int i = 0; i < readers.length; i++) {
                if (readers[i] != null) {
                    readers[i].close();
                }
                if (nulls[i] != null) {
                    nulls[i].close();
                }
            }
            if (reads != null) {
                reads.close();
            }
        } finally {
            file.close();
        }
    }
}
