package dev.tarn.source.tpch;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.catalog.Table;
import dev.tarn.spi.catalog.TableStatistics;
import dev.tarn.spi.predicate.TupleDomain;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.split.Split;
import dev.tarn.spi.type.Type;
import io.trino.tpch.GenerateUtils;
import io.trino.tpch.TpchColumn;
import io.trino.tpch.TpchTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A TPC-H table at a scale, cut into splits of some thousand rows so that several workers generate it. */
final class GeneratedTable implements Table {
    private static final int SPLIT_KEYS = 2_048;
    private static final int MOST_SPLITS = 4_096;

    private final TpchTable<?> table;
    private final double scale;
    private final List<ColumnSchema> columns;

    GeneratedTable(TpchTable<?> table, double scale) {
        this.table = table;
        this.scale = scale;
        this.columns = table.getColumns().stream()
                .map(column -> ColumnSchema.of(column.getColumnName(), type(column)))
                .toList();
    }

    /** Returns the type that values of a column have. */
    static Type type(TpchColumn<?> column) {
        return switch (column.getType().getBase()) {
            case IDENTIFIER -> Type.BIGINT;
            case INTEGER -> Type.INTEGER;
            case DATE -> Type.DATE;
            case DOUBLE -> Type.decimal(15, 2);
            case VARCHAR ->
                Type.varchar(column.getType().getPrecision().orElseThrow().intValue());
        };
    }

    @Override
    public List<ColumnSchema> columns() {
        return columns;
    }

    @Override
    public TableStatistics statistics(TupleDomain predicate, Set<String> names) {
        return TpchStatistics.of(table, scale);
    }

    @Override
    public Set<String> exactlyPrunedColumns() {
        return Set.of();
    }

    @Override
    public List<? extends Split> splits(TupleDomain predicate, List<ScanColumn> wanted, ScanMetrics metrics) {
        metrics.partitionsTotal.increment();
        if (predicate.isNone()) {
            metrics.partitionsPruned.increment();
            return List.of();
        }
        int keyBase = TpchStatistics.keyBase(table);
        if (keyBase == 0) {
            return List.of(new GeneratedSplit(1, 1, TpchStatistics.rowCount(table, scale)));
        }
        long keys = GenerateUtils.calculateRowCount(keyBase, scale, 1, 1);
        int partCount = (int) Math.max(1, Math.min(MOST_SPLITS, keys / SPLIT_KEYS));
        long rowsPerKey = Math.round((double) TpchStatistics.rowCount(table, scale) / Math.max(1, keys));
        List<GeneratedSplit> splits = new ArrayList<>(partCount);
        for (int part = 1; part <= partCount; part++) {
            long partKeys = GenerateUtils.calculateRowCount(keyBase, scale, part, partCount);
            splits.add(new GeneratedSplit(part, partCount, partKeys * rowsPerKey));
        }
        return splits;
    }

    @Override
    public BatchSource open(Split split, ScanRequest request) {
        return new GeneratedSource(table, scale, (GeneratedSplit) split, request);
    }

    @Override
    public String description() {
        return "tpch";
    }
}
