package dev.tarn.exec.operator.scan;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.pipeline.OperatorFactory;
import dev.tarn.expr.ir.Expr;
import dev.tarn.spi.catalog.Table;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.predicate.TupleDomain;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanMetrics;
import java.util.List;

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
    }

    @Override
    public String name() {
        return "Scan";
    }

    @Override
    public Operator create(DriverContext context) {
        throw new TarnException(ErrorCode.NOT_SUPPORTED, "scans do not run yet");
    }
}
