package dev.tarn.sql.validate;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.catalog.Connector;
import dev.tarn.spi.catalog.Table;
import dev.tarn.spi.catalog.TableStatistics;
import dev.tarn.spi.predicate.TupleDomain;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.split.Split;
import dev.tarn.spi.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tables without rows. */
public final class FakeConnector implements Connector {
    private static final Map<String, Table> TABLES = Map.of(
            "t",
            table(
                    "a",
                    Type.INTEGER,
                    "b",
                    Type.BIGINT,
                    "s",
                    Type.VARCHAR,
                    "v10",
                    Type.varchar(10),
                    "c3",
                    Type.charType(3),
                    "d",
                    Type.DATE,
                    "ts",
                    Type.timestamp(6),
                    "x",
                    Type.DOUBLE,
                    "r",
                    Type.REAL,
                    "p",
                    Type.decimal(12, 2),
                    "q",
                    Type.decimal(5, 3),
                    "ok",
                    Type.BOOLEAN,
                    "bin",
                    Type.VARBINARY,
                    "tiny",
                    Type.TINYINT,
                    "nested",
                    null),
            "u",
            table("a", Type.INTEGER, "name", Type.VARCHAR, "w", Type.decimal(15, 2)));

    private static Table table(Object... columns) {
        List<ColumnSchema> schema = new ArrayList<>();
        for (int i = 0; i < columns.length; i += 2) {
            schema.add(
                    columns[i + 1] == null
                            ? ColumnSchema.unsupported((String) columns[i], "the type array<integer>")
                            : ColumnSchema.of((String) columns[i], (Type) columns[i + 1]));
        }
        return new EmptyTable(schema);
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public List<String> schemas() {
        return List.of("main");
    }

    @Override
    public List<String> tables(String schema) {
        return schema.equals("main") ? List.copyOf(TABLES.keySet()) : List.of();
    }

    @Override
    public Optional<Table> table(String schema, String table) {
        return schema.equals("main") ? Optional.ofNullable(TABLES.get(table)) : Optional.empty();
    }

    private record EmptyTable(List<ColumnSchema> columns) implements Table {
        @Override
        public TableStatistics statistics(TupleDomain predicate, Set<String> names) {
            return new TableStatistics(0, Map.of());
        }

        @Override
        public Set<String> exactlyPrunedColumns() {
            return Set.of();
        }

        @Override
        public List<? extends Split> splits(TupleDomain predicate, List<ScanColumn> scanned, ScanMetrics metrics) {
            return List.of();
        }

        @Override
        public BatchSource open(Split split, ScanRequest request) {
            throw new IllegalStateException("no splits");
        }

        @Override
        public String description() {
            return "fake";
        }
    }
}
