package dev.tarn.source.tpch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.catalog.ColumnStatistics;
import dev.tarn.spi.catalog.Connector;
import dev.tarn.spi.catalog.Table;
import dev.tarn.spi.predicate.Domain;
import dev.tarn.spi.predicate.Domain.ByteText;
import dev.tarn.spi.predicate.TupleDomain;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanContext;
import dev.tarn.spi.split.ScanFilter;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.split.Split;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import dev.tarn.testkit.AllocatorExtension;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.arrow.memory.BufferAllocator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(AllocatorExtension.class)
class TpchConnectorTest {
    private final Connector connector = new TpchConnector();
    private BufferAllocator allocator;

    @BeforeEach
    void takeAllocator(BufferAllocator allocator) {
        this.allocator = allocator;
    }

    @Test
    void isFoundByTheServiceLoader() {
        assertTrue(ServiceLoader.load(Connector.class).stream().anyMatch(p -> p.type() == TpchConnector.class));
    }

    @Test
    void knowsSchemasByTheirScale() {
        assertEquals(8, connector.tables("tiny").size());
        assertEquals(List.of(), connector.tables("large"));
        assertEquals(
                15,
                connector
                        .table("sf0.00001", "orders")
                        .orElseThrow()
                        .statistics(TupleDomain.all(), Set.of())
                        .rowCount());
        for (String none : List.of("sf", "sf0", "sf-1", "SF1", "sf1e3", "sfNaN", "")) {
            assertTrue(connector.table(none, "orders").isEmpty(), none);
        }
        assertTrue(connector.table("tiny", "order").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"customer", "lineitem", "nation", "orders", "part", "partsupp", "region", "supplier"})
    void rowsAreTheGeneratorsOwnText(String name) {
        List<String> expected = new ArrayList<>();
        for (TpchEntity entity : TpchTable.getTable(name).createGenerator(0.01, 1, 1)) {
            expected.add(entity.toLine());
        }
        List<String> rows = new ArrayList<>();
        scan(connector.table("tiny", name).orElseThrow(), 1000, (batch, row) -> rows.add(line(batch, row)));
        assertEquals(expected, rows);
    }

    private static String line(Batch batch, int row) {
        StringBuilder line = new StringBuilder();
        for (Column column : batch.columns()) {
            // dbgen writes quantities without a fraction.
            String text = value(column, row).toString();
            boolean quantity = batch.columns().size() == 16 && batch.columns().indexOf(column) == 4;
            line.append(quantity ? text.replace(".00", "") : text).append('|');
        }
        return line.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"customer", "lineitem", "nation", "orders", "part", "partsupp", "region", "supplier"})
    void statisticsHoldForEveryRow(String name) {
        Table table = connector.table("tiny", name).orElseThrow();
        var statistics = table.statistics(TupleDomain.all(), Set.of());
        Map<String, Object> least = new HashMap<>();
        Map<String, Object> greatest = new HashMap<>();
        long[] rows = new long[1];
        scan(table, 4096, (batch, row) -> {
            rows[0]++;
            for (int i = 0; i < table.columns().size(); i++) {
                Object value = domainValue(batch.column(i), row);
                least.merge(table.columns().get(i).name(), value, (a, b) -> Domain.compare(a, b) <= 0 ? a : b);
                greatest.merge(table.columns().get(i).name(), value, (a, b) -> Domain.compare(a, b) >= 0 ? a : b);
            }
        });
        assertEquals(rows[0], statistics.rowCount());
        for (String column : least.keySet()) {
            ColumnStatistics known = statistics.column(column);
            assertNotSame(ColumnStatistics.UNKNOWN, known, column);
            if (known.min() != null) {
                assertTrue(Domain.compare(known.min(), least.get(column)) <= 0, column);
                assertTrue(Domain.compare(known.max(), greatest.get(column)) >= 0, column);
            }
            if (known.exact()) {
                assertEquals(known.min(), least.get(column), column);
                assertEquals(known.max(), greatest.get(column), column);
            }
        }
    }

    @Test
    void splitsTogetherHaveEveryRowOnce() {
        Table table = connector.table("sf0.02", "orders").orElseThrow();
        assertTrue(table.splits(TupleDomain.all(), List.of(), new ScanMetrics()).size() > 1);
        List<Long> keys = new ArrayList<>();
        scan(table, 777, (batch, row) -> keys.add(batch.column(0).longAt(row)));
        assertEquals(30_000, keys.size());
        assertEquals(keys.stream().distinct().sorted().toList(), keys);
    }

    @Test
    void filtersAreAppliedAndWideDecimalsAndMissingColumnsDelivered() {
        Table table = connector.table("tiny", "nation").orElseThrow();
        List<ScanColumn> columns = List.of(
                ScanColumn.of("n_name", Type.varchar(25)),
                ScanColumn.of("n_regionkey", Type.BIGINT),
                ScanColumn.of("absent", Type.VARCHAR));
        ScanFilter asia = new ScanFilter() {
            @Override
            public int[] columnIndexes() {
                return new int[] {1};
            }

            @Override
            public void select(Batch batch, SelectionVector out) {
                int count = 0;
                for (int i = 0; i < batch.rowCount(); i++) {
                    if (batch.column(0).longAt(i) == 2) {
                        out.positions()[count++] = i;
                    }
                }
                out.setCount(count);
            }
        };
        ScanMetrics metrics = new ScanMetrics();
        Split split = table.splits(TupleDomain.all(), columns, metrics).get(0);
        List<String> names = new ArrayList<>();
        try (BatchSource source = table.open(split, new ScanRequest(columns, List.of(asia), context(7, metrics)))) {
            for (Batch batch = source.next(); batch != null; batch = source.next()) {
                for (int i = 0; i < batch.selectedCount(); i++) {
                    int row = batch.selection().positions()[i];
                    names.add((String) value(batch.column(0), row));
                    assertTrue(batch.column(2).isNull(row));
                }
            }
        }
        assertEquals(List.of("INDIA", "INDONESIA", "JAPAN", "CHINA", "VIETNAM"), names);
        assertEquals(25, metrics.rowsScanned.sum());
        assertEquals(5, metrics.rowsProduced.sum());

        Table customers = connector.table("tiny", "customer").orElseThrow();
        List<ScanColumn> wide = List.of(new ScanColumn("c_acctbal", Type.decimal(15, 2), Layout.INT128));
        Split first = customers.splits(TupleDomain.all(), wide, metrics).get(0);
        try (BatchSource source = customers.open(first, new ScanRequest(wide, List.of(), context(10, metrics)))) {
            Batch batch = source.next();
            assertEquals(71156, batch.column(0).lowAt(0));
            assertEquals(0, batch.column(0).highAt(0));
        }
    }

    private void scan(Table table, int batchSize, BiConsumer<Batch, Integer> consumer) {
        List<ScanColumn> columns = table.columns().stream()
                .map(column -> ScanColumn.of(column.name(), column.type()))
                .toList();
        ScanMetrics metrics = new ScanMetrics();
        for (Split split : table.splits(TupleDomain.all(), columns, metrics)) {
            ScanRequest request = new ScanRequest(columns, List.of(), context(batchSize, metrics));
            try (BatchSource source = table.open(split, request)) {
                for (Batch batch = source.next(); batch != null; batch = source.next()) {
                    for (int row = 0; row < batch.rowCount(); row++) {
                        consumer.accept(batch, row);
                    }
                }
            }
        }
    }

    private ScanContext context(int batchSize, ScanMetrics metrics) {
        return new ScanContext(allocator, Runnable::run, batchSize, metrics);
    }

    private static Object value(Column column, int row) {
        return switch (column.type().kind()) {
            case DECIMAL -> BigDecimal.valueOf(column.longAt(row), column.type().scale());
            case DATE -> LocalDate.ofEpochDay(column.longAt(row));
            case VARCHAR -> new String(column.bytesAt(row), StandardCharsets.UTF_8);
            default -> column.longAt(row);
        };
    }

    private static Object domainValue(Column column, int row) {
        return switch (column.type().kind()) {
            case DECIMAL -> BigInteger.valueOf(column.longAt(row));
            case VARCHAR -> new ByteText(column.bytesAt(row));
            default -> column.longAt(row);
        };
    }
}
