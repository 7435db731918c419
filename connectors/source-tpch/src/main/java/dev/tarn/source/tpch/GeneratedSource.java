package dev.tarn.source.tpch;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanFilter;
import dev.tarn.spi.split.ScanRequest;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Generates the rows of a split, batch by batch, in the caller's thread. */
final class GeneratedSource implements BatchSource {
    private final TpchTable<?> table;
    private final double scale;
    private final GeneratedSplit split;
    private final ScanRequest request;
    private final List<ColumnWriter> writers;
    private final TpchEntity[] entities;
    private final SelectionVector selection;
    private Iterator<? extends TpchEntity> rows;

    GeneratedSource(TpchTable<?> table, double scale, GeneratedSplit split, ScanRequest request) {
        this.table = table;
        this.scale = scale;
        this.split = split;
        this.request = request;
        this.writers = request.columns().stream()
                .map(column -> ColumnWriter.of(table, column, request.context().allocator()))
                .toList();
        this.entities = new TpchEntity[request.context().batchSize()];
        this.selection = new SelectionVector(entities.length);
    }

    @Override
    public CompletableFuture<?> blocked() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public Batch next() {
        if (rows == null) {
            boolean withComments = writers.stream().anyMatch(ColumnWriter::isComment);
            rows = Generators.rows(table, scale, split.part(), split.partCount(), withComments);
        }
        while (rows.hasNext()) {
            int rowCount = 0;
            while (rowCount < entities.length && rows.hasNext()) {
                entities[rowCount++] = rows.next();
            }
            request.context().metrics().rowsScanned.add(rowCount);
            Batch batch = filtered(write(rowCount));
            if (batch.selectedCount() > 0) {
                request.context().metrics().rowsProduced.add(batch.selectedCount());
                return batch;
            }
        }
        return null;
    }

    private Batch write(int rowCount) {
        List<Column> columns = new ArrayList<>(writers.size());
        for (ColumnWriter writer : writers) {
            columns.add(writer.write(entities, rowCount));
        }
        return Batch.of(rowCount, columns);
    }

    private Batch filtered(Batch batch) {
        Batch kept = batch;
        for (ScanFilter filter : request.filters()) {
            if (!filter.isActive()) {
                continue;
            }
            List<Column> read = Arrays.stream(filter.columnIndexes())
                    .mapToObj(batch::column)
                    .toList();
            filter.select(new Batch(batch.rowCount(), read, kept.selection()), selection);
            kept = new Batch(batch.rowCount(), batch.columns(), selection);
            if (selection.count() == 0) {
                break;
            }
        }
        return kept;
    }

    @Override
    public void close() {
        writers.forEach(ColumnWriter::close);
    }
}
