package dev.tarn.exec.operator.scan;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.pipeline.OperatorFactory;
import dev.tarn.exec.pipeline.QueryContext;
import dev.tarn.expr.compile.ExpressionCompiler;
import dev.tarn.expr.compile.PredicateEvaluator;
import dev.tarn.expr.ir.Expr;
import dev.tarn.expr.ir.ExprShape;
import dev.tarn.spi.catalog.Table;
import dev.tarn.spi.predicate.Domain;
import dev.tarn.spi.predicate.TupleDomain;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanContext;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.split.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Reads a table: the source of a pipeline. The drivers share its splits; each reads one while its next one's bytes come.
 * Splits are asked for on an I/O thread when the pipeline starts, so that what joins know by then prunes too.
 */
public final class ScanOperatorFactory implements OperatorFactory {
    private final Table table;
    private final TupleDomain predicate;
    private final List<ScanColumn> columns;
    private final List<Expr> filters;
    private final List<DynamicFilterBinding> dynamicFilters;
    private final int[] outputs;
    private final ScanMetrics metrics;
    private final boolean ordered;
    private final boolean passesAll;
    private final List<int[]> filterColumns = new ArrayList<>();
    private final FilterOrder filterOrder;
    private SplitQueue splits;

    /**
     * Sets up a scan.
     *
     * @param predicate prunes partitions, files and row groups; rows are not checked against it
     * @param columns the columns to read, those that only filters need included
     * @param filters conjuncts over {@code columns}, in the order to evaluate them (those that cannot fail may be
     *     evaluated in another order)
     * @param dynamicFilters what joins add; the pipelines that build them are dependencies of the scan's
     * @param outputs which of {@code columns} the batches have, in their order; may be empty
     * @param ordered whether splits are read in order, which needs a pipeline of one driver; else the largest first
     */
    public ScanOperatorFactory(
            Table table,
            TupleDomain predicate,
            List<ScanColumn> columns,
            List<Expr> filters,
            List<DynamicFilterBinding> dynamicFilters,
            int[] outputs,
            ScanMetrics metrics,
            boolean ordered) {
        this.table = table;
        this.predicate = predicate;
        this.columns = List.copyOf(columns);
        this.filters = List.copyOf(filters);
        this.dynamicFilters = List.copyOf(dynamicFilters);
        this.outputs = outputs.clone();
        this.metrics = metrics;
        this.ordered = ordered;
        this.passesAll =
                Arrays.equals(outputs, IntStream.range(0, columns.size()).toArray());
        for (Expr filter : filters) {
            filterColumns.add(ExprShape.columns(filter).stream()
                    .mapToInt(Integer::intValue)
                    .toArray());
        }
        for (DynamicFilterBinding binding : dynamicFilters) {
            filterColumns.add(new int[] {binding.columnIndex()});
        }
        this.filterOrder = new FilterOrder(filters, dynamicFilters.size());
    }

    @Override
    public String name() {
        return "Scan";
    }

    @Override
    public Operator create(DriverContext context) {
        List<RowFilter> rowFilters = new ArrayList<>();
        QueryContext query = context.query();
        Runnable check = query::throwIfCancelled;
        try {
            for (int i = 0; i < filters.size(); i++) {
                PredicateEvaluator predicate = ExpressionCompiler.compilePredicate(
                        overOwnColumns(filters.get(i), filterColumns.get(i)), context.expressionContext());
                rowFilters.add(new RowFilter(i, filterColumns.get(i), predicate, false, filterOrder, check));
            }
            for (DynamicFilterBinding binding : dynamicFilters) {
                int index = rowFilters.size();
                PredicateEvaluator predicate = binding.filter().newEvaluator(context.expressionContext());
                rowFilters.add(new RowFilter(index, filterColumns.get(index), predicate, true, filterOrder, check));
            }
            return new ScanOperator(splits(query), rowFilters, outputs, passesAll, () -> aheadCount(query), check);
        } catch (Throwable e) {
            rowFilters.forEach(RowFilter::close);
            throw e;
        }
    }

    /** Returns the filter over batches that have the columns it reads and no others. */
    private static Expr overOwnColumns(Expr filter, int[] columnIndexes) {
        int[] map = new int[columnIndexes.length == 0 ? 0 : columnIndexes[columnIndexes.length - 1] + 1];
        for (int i = 0; i < columnIndexes.length; i++) {
            map[columnIndexes[i]] = i;
        }
        return ExprShape.overColumns(filter, map);
    }

    /** Reads ahead one split a worker, more from far storages, unless memory is short. */
    private int aheadCount(QueryContext query) {
        return query.memory().usedBytes() > query.memory().limitBytes() / 2
                ? 0
                : Math.max(query.threads(), table.splitsAhead());
    }

    private synchronized SplitQueue splits(QueryContext query) {
        if (splits == null) {
            ScanContext context =
                    new ScanContext(query.memory().allocator(), query.ioExecutor(), query.batchSize(), metrics);
            splits = query.register(new SplitQueue(
                    split -> new OpenSplit(table, split, columns, filterColumns, filterOrder.order(), context),
                    query.memory()::usedBytes,
                    query.threads()));
            splits.find(this::findSplits, ordered, query.ioExecutor());
        }
        return splits;
    }

    private List<? extends Split> findSplits() {
        List<? extends Split> found = table.splits(fullPredicate(), columns, metrics);
        long rows = 0;
        for (Split split : found) {
            rows += split.rowCount();
        }
        metrics.splitRowsTotal.add(rows);
        metrics.splitsTotal.add(found.size());
        return found;
    }

    /** Returns the predicate together with what the joins know. */
    private TupleDomain fullPredicate() {
        TupleDomain all = predicate;
        for (DynamicFilterBinding binding : dynamicFilters) {
            ScanColumn column = columns.get(binding.columnIndex());
            Domain domain = binding.filter().domain(column.type());
            if (!domain.isAll()) {
                all = all.intersect(new TupleDomain(Map.of(column.name(), domain)));
            }
        }
        return all;
    }

    @Override
    public synchronized void pipelineFinished() {
        splits.close();
    }
}
