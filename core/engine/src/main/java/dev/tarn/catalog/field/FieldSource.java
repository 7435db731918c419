package dev.tarn.catalog.field;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanFilter;
import dev.tarn.spi.split.ScanRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * A source's rows with fields taken out of its ROWs. Filters over columns are the source's to apply, those that look at a
 * field are applied here.
 */
final class FieldSource implements BatchSource {
    private final PrunedColumns pruned;
    private final ScanRequest request;
    private final FieldExtractor[] extractors;
    private final List<ScanFilter> fieldFilters = new ArrayList<>();
    private final SelectionVector selection;
    private BatchSource data;

    private FieldSource(PrunedColumns pruned, ScanRequest request) {
        this.pruned = pruned;
        this.request = request;
        this.extractors = new FieldExtractor[request.columns().size()];
        this.selection = new SelectionVector(request.context().batchSize());
    }

    static BatchSource open(PrunedColumns pruned, ScanRequest request, Function<ScanRequest, BatchSource> opener) {
        FieldSource source = new FieldSource(pruned, request);
        try {
            source.start(opener);
            return source;
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    private void start(Function<ScanRequest, BatchSource> opener) {
        for (int i = 0; i < extractors.length; i++) {
            FieldColumn field = pruned.fieldOf(i);
            if (field != null) {
                ScanColumn row = pruned.columns().get(pruned.columnOf(i));
                extractors[i] = new FieldExtractor(
                        request.context().allocator(),
                        row.type(),
                        field.path(),
                        request.columns().get(i));
            }
        }
        List<ScanFilter> dataFilters = new ArrayList<>();
        for (ScanFilter filter : request.filters()) {
            if (Arrays.stream(filter.columnIndexes()).allMatch(i -> extractors[i] == null)) {
                dataFilters.add(new ColumnFilter(filter));
            } else {
                fieldFilters.add(filter);
            }
        }
        data = opener.apply(new ScanRequest(pruned.columns(), dataFilters, request.domain(), request.context()));
    }

    /** A filter whose columns are counted among the source's. */
    private final class ColumnFilter implements ScanFilter {
        private final ScanFilter filter;
        private final int[] columns;

        ColumnFilter(ScanFilter filter) {
            this.filter = filter;
            this.columns =
                    Arrays.stream(filter.columnIndexes()).map(pruned::columnOf).toArray();
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
        for (Batch batch = data.next(); batch != null; batch = data.next()) {
            if (batch.rowCount() == 0) {
                return batch;
            }
            Batch whole = withFields(batch);
            for (ScanFilter filter : fieldFilters) {
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

    private Batch withFields(Batch batch) {
        List<Column> columns = new ArrayList<>(extractors.length);
        for (int i = 0; i < extractors.length; i++) {
            Column column = batch.column(pruned.columnOf(i));
            columns.add(
                    extractors[i] == null
                            ? column
                            : extractors[i].extract(column, batch.rowCount(), batch.selection()));
        }
        return new Batch(batch.rowCount(), columns, batch.selection());
    }

    private Batch select(ScanFilter filter, Batch batch) {
        List<Column> columns = new ArrayList<>();
        for (int index : filter.columnIndexes()) {
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
        for (FieldExtractor extractor : extractors) {
            if (extractor != null) {
                extractor.close();
            }
        }
    }
}
