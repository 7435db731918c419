package dev.tarn.format.parquet.read;

import dev.tarn.format.parquet.metadata.ParquetMetadata;
import dev.tarn.format.parquet.metadata.RowGroupMetadata;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.FilteredColumns;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanFilter;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.storage.InputFile;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Reads a row group: what its indexes leave of it, the filters' columns first, filter by filter, then the others for the
 * rows that are left, if any are.
 */
public final class RowGroupSource implements BatchSource {
    private static final Batch WAIT = Batch.of(0, List.of());

    private final InputFile file;
    private final int rowGroup;
    private final RowGroupMetadata group;
    private final ScanRequest request;
    private final BatchColumn[] readers;
    private final FilteredColumns columns;
    private final ChunkPlans plans;
    private final boolean isQuick;
    /** What is asked before the columns are read, or null if there is nothing to ask. */
    private Pruner pruner;

    private RowGroupReads reads;
    private RowRanges ranges;
    private boolean started;
    private boolean closed;
    private int range;
    private long position;

    /** Opens a row group and starts to read it; closes {@code file} when it is closed, or when this fails. */
    public RowGroupSource(InputFile file, ParquetMetadata metadata, int rowGroup, ScanRequest request) {
        int count = request.columns().size();
        this.file = file;
        this.rowGroup = rowGroup;
        this.request = request;
        this.readers = new BatchColumn[count];
        this.columns = new FilteredColumns(
                request,
                request.context().batchSize(),
                (index, rows, selected) -> placed(index, () -> readers[index].read(rows, selected)));
        this.group = metadata.rowGroup(rowGroup);
        this.plans = new ChunkPlans(group);
        this.isQuick = file.readsQuickly();
        try {
            ColumnFactory factory =
                    new ColumnFactory(metadata, group, request.context().allocator());
            for (int i = 0; i < count; i++) {
                openColumn(i, factory);
            }
            pruner = Pruner.of(metadata, group, request, readers, plans, isQuick);
            if (pruner == null) {
                startReads(RowRanges.all(group.rowCount()));
            } else {
                pruner.start(file);
            }
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private void openColumn(int index, ColumnFactory factory) {
        ScanColumn wanted = request.columns().get(index);
        try {
            readers[index] = factory.open(wanted);
        } catch (TarnException e) {
            throw e.at(place(index));
        }
    }

    private void startReads(RowRanges left) {
        ranges = left;
        request.context().metrics().rowsScanned.add(left.rowCount());
        reads = new RowGroupReads(left.isEmpty() ? List.of() : runsByUrgency(), file, isQuick, request.context());
    }

    private List<ChunkPlan.Run> runsByUrgency() {
        Map<ChunkPlan.Run, Boolean> known = new IdentityHashMap<>();
        List<ChunkPlan.Run> ordered = new ArrayList<>();
        for (ScanFilter filter : request.filters()) {
            for (int index : filter.columnIndexes()) {
                addRuns(readers[index], known, ordered);
            }
        }
        for (BatchColumn reader : readers) {
            addRuns(reader, known, ordered);
        }
        return ordered;
    }

    private void addRuns(BatchColumn reader, Map<ChunkPlan.Run, Boolean> known, List<ChunkPlan.Run> ordered) {
        reader.leaves().forEach(leaf -> plans.of(leaf).runs().forEach(run -> {
            if (known.put(run, true) == null) {
                ordered.add(run);
            }
        }));
    }

    @Override
    public CompletableFuture<?> blocked() {
        return reads == null ? pruner.done() : reads.done();
    }

    @Override
    public Batch next() {
        if (closed) {
            throw new TarnException(ErrorCode.INTERNAL_ERROR, "a closed source was asked for a batch");
        }
        if (reads == null) {
            startReads(placed(-1, pruner::rowsLeft));
            if (!reads.done().isDone()) {
                return WAIT;
            }
        }
        start();
        while (range < ranges.count()) {
            if (position < ranges.start(range)) {
                skipAll((int) (ranges.start(range) - position));
                position = ranges.start(range);
            }
            int rows = uniformRows((int) Math.min(request.context().batchSize(), ranges.end(range) - position));
            position += rows;
            if (position == ranges.end(range)) {
                range++;
            }
            Batch batch = columns.read(rows);
            if (batch != null) {
                return batch;
            }
            skipOthers(rows);
        }
        return null;
    }

    private void start() {
        if (started) {
            return;
        }
        started = true;
        reads.requireSuccess();
        if (ranges.isEmpty()) {
            return;
        }
        for (BatchColumn reader : readers) {
            reader.start(reads, plans);
        }
        if (DictionaryCheck.excludesAll(request, readers, group, this::placed)) {
            request.context().metrics().rowGroupsPrunedByDictionary.increment();
            request.context().metrics().rowsScanned.add(-ranges.rowCount());
            ranges = RowRanges.NONE;
        }
    }

    private int uniformRows(int wanted) {
        int rows = wanted;
        for (int i = 0; i < readers.length; i++) {
            int most = rows;
            BatchColumn reader = readers[i];
            rows = placed(i, () -> reader.uniformRows(most));
        }
        return rows;
    }

    private void skipOthers(int rows) {
        for (int i = 0; i < readers.length; i++) {
            if (!columns.isRead(i)) {
                readers[i].skip(rows);
            }
        }
    }

    private void skipAll(int rows) {
        for (BatchColumn reader : readers) {
            reader.skip(rows);
        }
    }

    /** Does something with a column of the request, or with none (-1), whose errors get their place. */
    private <T> T placed(int index, java.util.function.Supplier<T> action) {
        try {
            return action.get();
        } catch (TarnException e) {
            throw e.at(place(index));
        }
    }

    private ErrorPosition place(int index) {
        String column = null;
        if (index >= 0) {
            ScanColumn wanted = request.columns().get(index);
            column = wanted.path().isEmpty() ? wanted.name() : wanted.name() + "." + String.join(".", wanted.path());
        }
        return new ErrorPosition.InFile(file.entry().location().text(), rowGroup, -1, column);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            for (BatchColumn reader : readers) {
                if (reader != null) {
                    reader.close();
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
