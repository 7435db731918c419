package dev.tarn.format.parquet.read;

import dev.tarn.format.parquet.metadata.ChunkMetadata;
import dev.tarn.format.parquet.metadata.ChunkMetadata.Part;
import dev.tarn.format.parquet.metadata.ParquetColumn;
import dev.tarn.format.parquet.metadata.ParquetMetadata;
import dev.tarn.format.parquet.metadata.RowGroupMetadata;
import dev.tarn.format.parquet.prune.BloomFilter;
import dev.tarn.format.parquet.prune.BloomValues;
import dev.tarn.format.parquet.prune.PageIndex;
import dev.tarn.format.parquet.prune.PageIndex.Page;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FileMetadata;
import dev.tarn.spi.predicate.Domain;
import dev.tarn.spi.split.ScanContext;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.storage.InputFile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Asks Bloom filters and the index of pages what of a row group has rows of a request's domain, where asking costs less
 * than what it may spare. One thread at a time.
 */
final class Pruner {
    /** What a slow file's columns must have for another wait to be worth it. */
    private static final long MIN_SLOW_BYTES = 512 << 10;

    private static final long MAX_INDEX_BYTES = 16 << 20;
    /** Pages that nobody needs are read with those around them if they are so small. */
    private static final long QUICK_GAP_BYTES = 4 << 10;

    private static final long SLOW_GAP_BYTES = 64 << 10;

    /** A domain of a column that has one value for each row. */
    private record Condition(ParquetColumn leaf, ChunkMetadata chunk, Domain domain, List<byte[]> bloomValues) {
        boolean hasIndex() {
            return chunk.columnIndex() != null && chunk.offsetIndex() != null;
        }
    }

    private final ParquetMetadata metadata;
    private final RowGroupMetadata group;
    private final ScanContext context;
    private final List<Condition> conditions;
    private final Set<ParquetColumn> leaves;
    private final ChunkPlans plans;
    private final boolean isQuick;
    private InputFile file;
    private PartReader parts;
    private CompletableFuture<Void> done = CompletableFuture.completedFuture(null);

    private Pruner(
            ParquetMetadata metadata,
            RowGroupMetadata group,
            ScanContext context,
            List<Condition> conditions,
            Set<ParquetColumn> leaves,
            ChunkPlans plans,
            boolean isQuick) {
        this.metadata = metadata;
        this.group = group;
        this.context = context;
        this.conditions = conditions;
        this.leaves = leaves;
        this.plans = plans;
        this.isQuick = isQuick;
    }

    /**
     * Makes one, or returns null if there is nothing to ask, or if it is not worth it.
     *
     * @param plans gets what is to be read of the columns
     */
    static Pruner of(
            ParquetMetadata metadata,
            RowGroupMetadata group,
            ScanRequest request,
            BatchColumn[] readers,
            ChunkPlans plans,
            boolean isQuick) {
        if (request.domain().domains().isEmpty()) {
            return null;
        }
        Set<ParquetColumn> leaves = new LinkedHashSet<>();
        for (BatchColumn reader : readers) {
            leaves.addAll(reader.leaves());
        }
        long bytes =
                leaves.stream().mapToLong(leaf -> chunk(group, leaf).length()).sum();
        if (!isQuick && bytes < MIN_SLOW_BYTES) {
            return null;
        }
        List<Condition> conditions = conditions(metadata, group, request, bytes, isQuick);
        return conditions.isEmpty()
                ? null
                : new Pruner(metadata, group, request.context(), conditions, leaves, plans, isQuick);
    }

    private static ChunkMetadata chunk(RowGroupMetadata group, ParquetColumn leaf) {
        return group.chunks().get(leaf.chunkIndex());
    }

    private static List<Condition> conditions(
            ParquetMetadata metadata, RowGroupMetadata group, ScanRequest request, long bytes, boolean isQuick) {
        List<Condition> conditions = new ArrayList<>();
        for (Map.Entry<String, Domain> entry : request.domain().domains().entrySet()) {
            ParquetColumn leaf = metadata.flatLeaf(entry.getKey());
            Domain domain = entry.getValue();
            if (leaf == null || !FileMetadata.keepsValues(leaf.type(), domain.type())) {
                continue;
            }
            ChunkMetadata chunk = chunk(group, leaf);
            if (chunk.unsupported() != null) {
                continue;
            }
            Part bloom = chunk.bloomFilter();
            boolean asksBloom = bloom != null && (isQuick || bloom.length() > 0) && bloom.length() <= bytes / 2;
            List<byte[]> values = asksBloom ? BloomValues.of(leaf, domain) : null;
            Condition condition = new Condition(leaf, chunk, domain, values);
            long indexBytes = condition.hasIndex()
                    ? chunk.columnIndex().length() + (long) chunk.offsetIndex().length()
                    : Long.MAX_VALUE;
            if (values != null || indexBytes <= Math.min(bytes / 2, MAX_INDEX_BYTES)) {
                conditions.add(condition);
            }
        }
        return conditions;
    }

    /** Starts to read what is to be asked, if it takes long. */
    void start(InputFile newFile) {
        file = newFile;
        parts = new PartReader(file, context);
        if (isQuick) {
            return;
        }
        List<Part> wanted = new ArrayList<>();
        for (Condition condition : conditions) {
            if (condition.bloomValues != null) {
                wanted.add(condition.chunk.bloomFilter());
            }
            if (condition.hasIndex()) {
                wanted.add(condition.chunk.columnIndex());
            }
        }
        if (conditions.stream().anyMatch(Condition::hasIndex)) {
            for (ParquetColumn leaf : leaves) {
                if (chunk(group, leaf).offsetIndex() != null) {
                    wanted.add(chunk(group, leaf).offsetIndex());
                }
            }
            conditions.stream()
                    .filter(Condition::hasIndex)
                    .forEach(condition -> wanted.add(condition.chunk.offsetIndex()));
        }
        done = parts.readAhead(wanted.stream().distinct().toList());
    }

    /** Returns a future that is done when {@link #rowsLeft} need not wait. */
    CompletableFuture<Void> done() {
        return done;
    }

    /**
     * Returns the rows that may be of the domain, and plans which pages are read for them. To be called once.
     *
     * @throws TarnException why a read failed
     */
    RowRanges rowsLeft() {
        try {
            done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof TarnException known) {
                throw known;
            }
            throw e;
        }
        ScanMetrics metrics = context.metrics();
        for (Condition condition : conditions) {
            if (condition.bloomValues != null && bloomExcludes(condition)) {
                metrics.rowGroupsPrunedByBloomFilter.increment();
                return RowRanges.NONE;
            }
        }
        RowRanges all = RowRanges.all(group.rowCount());
        RowRanges left = all;
        int pages = 0;
        for (Condition condition : conditions) {
            List<Page> index = condition.hasIndex() ? pages(condition.leaf) : null;
            if (index != null) {
                pages += index.size();
                left = left.intersect(rows(condition, index));
            }
        }
        if (left.rowCount() == all.rowCount()) {
            metrics.pagesTotal.add(pages);
            return all;
        }
        for (ParquetColumn leaf : leaves) {
            plan(leaf, left);
        }
        return left;
    }

    private boolean bloomExcludes(Condition condition) {
        Part part = condition.chunk.bloomFilter();
        if (part.length() == 0) {
            long available = file.entry().sizeBytes() - part.offset();
            int begin = (int) Math.min(BloomFilter.MAX_HEADER_BYTES, available);
            int length = BloomFilter.length(parts.bytes(new Part(part.offset(), begin)));
            if (length < 0 || length > Math.min(MAX_INDEX_BYTES, available)) {
                return false;
            }
            part = new Part(part.offset(), length);
        }
        BloomFilter filter = BloomFilter.of(parts.bytes(part));
        return filter != null && condition.bloomValues.stream().noneMatch(filter::mayContain);
    }

    private List<Page> pages(ParquetColumn leaf) {
        ChunkMetadata chunk = chunk(group, leaf);
        return chunk.offsetIndex() == null
                ? null
                : PageIndex.pages(parts.bytes(chunk.offsetIndex()), chunk, group.rowCount());
    }

    private RowRanges rows(Condition condition, List<Page> pages) {
        boolean[] may = PageIndex.mayMatch(
                parts.bytes(condition.chunk.columnIndex()),
                condition.leaf,
                metadata.order(condition.leaf),
                condition.domain,
                pages);
        if (may == null) {
            return RowRanges.all(group.rowCount());
        }
        List<RowRanges.Range> ranges = new ArrayList<>();
        for (int i = 0; i < may.length; i++) {
            if (may[i]) {
                ranges.add(new RowRanges.Range(
                        pages.get(i).firstRow(), pages.get(i).endRow()));
            }
        }
        return RowRanges.of(ranges);
    }

    /** Plans to read the pages that have some of the rows, and small ones between them. */
    private void plan(ParquetColumn leaf, RowRanges left) {
        List<Page> pages = pages(leaf);
        if (pages == null) {
            return;
        }
        List<Page> needed = pages.stream()
                .filter(page -> left.overlaps(page.firstRow(), page.endRow()))
                .toList();
        context.metrics().pagesTotal.add(pages.size());
        context.metrics().pagesPruned.add(pages.size() - needed.size());
        if (needed.size() == pages.size()) {
            return;
        }
        ChunkMetadata chunk = chunk(group, leaf);
        long gap = isQuick ? QUICK_GAP_BYTES : SLOW_GAP_BYTES;
        List<ChunkPlan.Run> runs = new ArrayList<>();
        // The dictionary stands before the first page.
        long start = chunk.offset();
        long end = pages.get(0).offset();
        long firstRow = 0;
        long endRow = 0;
        long rowsBefore = 0;
        for (Page page : needed) {
            if (page.offset() - end > gap || end == start) {
                if (end > start) {
                    runs.add(new ChunkPlan.Run(start, end - start, (int) rowsBefore, endRow - firstRow));
                }
                start = page.offset();
                rowsBefore = page.firstRow() - endRow;
                firstRow = page.firstRow();
            }
            end = page.offset() + page.length();
            endRow = page.endRow();
        }
        if (end > start) {
            runs.add(new ChunkPlan.Run(start, end - start, (int) rowsBefore, endRow - firstRow));
        }
        if (group.rowCount() <= Integer.MAX_VALUE) {
            plans.set(leaf, new ChunkPlan(runs, false));
        }
    }
}
