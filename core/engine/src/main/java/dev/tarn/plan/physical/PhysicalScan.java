package dev.tarn.plan.physical;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.catalog.Table;
import dev.tarn.spi.catalog.TableStatistics;
import dev.tarn.spi.predicate.TupleDomain;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;

/** Reads a table. The output has {@link #outputs} of {@link #columns}; the others are read for the filters only. */
public final class PhysicalScan extends PhysicalNode {
    private final Table table;
    private final String tableName;
    private final TableStatistics statistics;
    private final List<ColumnSchema> columns;
    private final List<RexNode> filters;
    private final TupleDomain predicate;
    private final List<Integer> outputs;
    private final List<DynamicFilter> dynamicFilters = new ArrayList<>();

    /**
     * Makes a scan.
     *
     * @param statistics what is known of all rows
     * @param columns the columns that are read
     * @param filters conjuncts over {@code columns}, all enforced by the scan
     * @param predicate what the filters mean for single columns: for pruning
     * @param outputs indices into {@code columns}
     */
    public PhysicalScan(
            RelOptCluster cluster,
            Table table,
            String tableName,
            TableStatistics statistics,
            List<ColumnSchema> columns,
            List<RexNode> filters,
            TupleDomain predicate,
            List<Integer> outputs,
            List<RelDataType> outputTypes,
            double estimatedRows) {
        super(
                cluster,
                List.of(),
                outputs.stream().map(i -> columns.get(i).name()).toList(),
                outputTypes,
                estimatedRows);
        this.table = table;
        this.tableName = tableName;
        this.statistics = statistics;
        this.columns = List.copyOf(columns);
        this.filters = List.copyOf(filters);
        this.predicate = predicate;
        this.outputs = List.copyOf(outputs);
    }

    public Table table() {
        return table;
    }

    public String tableName() {
        return tableName;
    }

    public TableStatistics statistics() {
        return statistics;
    }

    public List<ColumnSchema> columns() {
        return columns;
    }

    public List<RexNode> filters() {
        return filters;
    }

    public TupleDomain predicate() {
        return predicate;
    }

    public List<Integer> outputs() {
        return outputs;
    }

    /** Returns the filters that joins add. */
    public List<DynamicFilter> dynamicFilters() {
        return List.copyOf(dynamicFilters);
    }

    void add(DynamicFilter filter) {
        dynamicFilters.add(filter);
    }
}
