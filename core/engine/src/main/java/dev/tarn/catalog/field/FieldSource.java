package dev.tarn.catalog.field;

import dev.tarn.catalog.scan.LayeredFilters;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
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
    private final LayeredFilters filters;
    private BatchSource data;

    private FieldSource(PrunedColumns pruned, ScanRequest request) {
        this.pruned = pruned;
        this.request = request;
        this.extractors = new FieldExtractor[request.columns().size()];
        this.filters = new LayeredFilters(request.context().batchSize());
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
                dataFilters.add(LayeredFilters.below(filter, pruned::columnOf));
            } else {
                filters.add(filter);
            }
        }
        data = opener.apply(new ScanRequest(pruned.columns(), dataFilters, request.domain(), request.context()));
    }

    @Override
    public CompletableFuture<?> blocked() {
        return data.blocked();
    }

    @Override
    public Batch next() {
        return filters.next(data, this::withFields);
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
