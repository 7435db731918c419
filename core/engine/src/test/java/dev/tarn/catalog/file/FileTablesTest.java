package dev.tarn.catalog.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.catalog.Table;
import dev.tarn.spi.catalog.TableStatistics;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.predicate.Domain;
import dev.tarn.spi.predicate.Range;
import dev.tarn.spi.predicate.TupleDomain;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanContext;
import dev.tarn.spi.split.ScanFilter;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.split.Split;
import dev.tarn.spi.storage.Location;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTablesTest {
    @TempDir
    Path folder;

    private final FileTables tables = FileTables.discover();
    private BufferAllocator allocator;

    @BeforeEach
    void openAllocator() {
        allocator = new RootAllocator();
    }

    @AfterEach
    void allMemoryIsGivenBack() {
        allocator.close();
    }

    private void write(String file, String sql) throws SQLException, IOException {
        Path target = folder.resolve(file);
        Files.createDirectories(target.getParent());
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute("COPY (" + sql + ") TO '" + target + "' (FORMAT parquet)");
        }
    }

    private FileTable table(String path) {
        return tables.path(folder.resolve(path).toString()).orElseThrow();
    }

    /** Reads all rows of BIGINT, DATE and VARCHAR columns as text, sorted. */
    private List<String> rows(Table table, TupleDomain predicate, List<ScanFilter> filters, ScanMetrics metrics) {
        List<ScanColumn> columns = table.columns().stream()
                .map(column -> ScanColumn.of(column.name(), column.type()))
                .toList();
        List<String> rows = new ArrayList<>();
        for (Split split : table.splits(predicate, columns, metrics)) {
            ScanContext context = new ScanContext(allocator, Runnable::run, 4, metrics);
            try (BatchSource source = table.open(split, new ScanRequest(columns, filters, context))) {
                source.blocked().join();
                for (Batch batch = source.next(); batch != null; batch = source.next()) {
                    addRows(batch, rows);
                    source.blocked().join();
                }
            }
        }
        Collections.sort(rows);
        return rows;
    }

    private static void addRows(Batch batch, List<String> rows) {
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selection() == null ? i : batch.selection().positions()[i];
            StringBuilder text = new StringBuilder();
            for (Column column : batch.columns()) {
                text.append(text.isEmpty() ? "" : "|");
                if (column.isNull(row)) {
                    text.append("null");
                } else if (column.type().isText()) {
                    text.append(new String(column.bytesAt(row), java.nio.charset.StandardCharsets.UTF_8));
                } else {
                    text.append(column.longAt(row));
                }
            }
            rows.add(text.toString());
        }
    }

    private List<String> rows(Table table) {
        return rows(table, TupleDomain.all(), List.of(), new ScanMetrics());
    }

    @Test
    void foldersOfAPathBecomePartitionColumnsTypedByTheirValues() throws Exception {
        write("trips/year=2023/dt=2023-05-01/a.parquet", "SELECT 1::BIGINT AS id");
        write("trips/year=2024/dt=2024-01-02/b.parquet", "SELECT 2::BIGINT AS id");
        write("trips/year=2024/dt=__HIVE_DEFAULT_PARTITION__/c.parquet", "SELECT 3::BIGINT AS id");
        FileTable table = table("trips/**/*.parquet");
        assertEquals(
                List.of(
                        ColumnSchema.of("id", Type.BIGINT),
                        ColumnSchema.of("year", Type.BIGINT),
                        ColumnSchema.of("dt", Type.DATE)),
                table.columns());
        assertEquals(List.of("1|2023|19478", "2|2024|19724", "3|2024|null"), rows(table));
    }

    @Test
    void onlyPartitionsOfThePredicateAreListedAndRead() throws Exception {
        for (int month = 1; month <= 12; month++) {
            write("sales/month=" + month + "/part.parquet", "SELECT " + month + "::BIGINT AS id");
        }
        FileTable table = tables.external(
                new Location(folder.resolve("sales").toString()),
                List.of(ColumnSchema.of("id", Type.BIGINT)),
                List.of(ColumnSchema.of("month", Type.INTEGER)),
                new FileReading(tables.formats().require("parquet"), FormatOptions.NONE),
                name -> true);
        TupleDomain predicate =
                new TupleDomain(Map.of("month", Domain.of(Type.INTEGER, Range.greaterThan(10L, false))));
        ScanMetrics metrics = new ScanMetrics();
        assertEquals(List.of("11|11", "12|12"), rows(table, predicate, List.of(), metrics));
        assertEquals(12, metrics.partitionsTotal.sum());
        assertEquals(10, metrics.partitionsPruned.sum());
        assertEquals(2, metrics.filesTotal.sum());
        assertEquals(Set.of("month"), table.exactlyPrunedColumns());
    }

    @Test
    void rowGroupsOutsideThePredicateAreNotRead() throws Exception {
        write("low.parquet", "SELECT i AS id FROM range(0, 100) t(i)");
        write("high.parquet", "SELECT i AS id FROM range(1000, 1100) t(i)");
        ScanMetrics metrics = new ScanMetrics();
        TupleDomain predicate = new TupleDomain(Map.of("id", Domain.of(Type.BIGINT, Range.lessThan(50L, true))));
        assertEquals(
                100, rows(table("*.parquet"), predicate, List.of(), metrics).size());
        assertEquals(1, metrics.filesPruned.sum());
        assertEquals(1, metrics.rowGroupsPruned.sum());
        TableStatistics statistics = table("*.parquet").statistics(predicate, Set.of("id"));
        assertEquals(100, statistics.rowCount());
        assertEquals(99L, statistics.column("id").max());
    }

    @Test
    void filtersOverPartitionAndFileColumnsAreAppliedTogether() throws Exception {
        write("t/k=1/a.parquet", "SELECT i AS id FROM range(0, 10) t(i)");
        write("t/k=2/a.parquet", "SELECT i AS id FROM range(0, 10) t(i)");
        ScanFilter idEqualsKey = new ScanFilter() {
            @Override
            public int[] columnIndexes() {
                return new int[] {0, 1};
            }

            @Override
            public void select(Batch batch, SelectionVector out) {
                int count = 0;
                for (int row = 0; row < batch.rowCount(); row++) {
                    if (batch.column(0).longAt(row) == batch.column(1).longAt(row)) {
                        out.positions()[count++] = row;
                    }
                }
                out.setCount(count);
            }
        };
        assertEquals(
                List.of("1|1", "2|2"), rows(table("t"), TupleDomain.all(), List.of(idEqualsKey), new ScanMetrics()));
    }

    @Test
    void hiddenFilesAndFoldersAreSkipped() throws Exception {
        write("t/a.parquet", "SELECT 1::BIGINT AS id");
        write("t/_temporary/b.parquet", "SELECT 2::BIGINT AS id");
        write("t/.hidden.parquet", "SELECT 3::BIGINT AS id");
        Files.createFile(folder.resolve("t/_SUCCESS"));
        assertEquals(List.of("1"), rows(table("t")));
        assertEquals(List.of("1"), rows(table("t/**/*.parquet")));
        assertEquals(List.of("2"), rows(table("t/_temporary/*.parquet")));
    }

    @Test
    void columnsAreThoseOfAllFilesByName() throws Exception {
        write("t/a.parquet", "SELECT 1::INTEGER AS Id, 'x' AS name");
        write("t/b.parquet", "SELECT 'y' AS name, 3::BIGINT AS extra, 2::BIGINT AS id");
        FileTable table = table("t");
        assertEquals(
                List.of("id", "name", "extra"),
                table.columns().stream().map(ColumnSchema::name).toList());
        assertEquals(TypeKind.BIGINT, table.columns().get(0).type().kind());
        assertEquals(List.of("1|x|null", "2|y|3"), rows(table));
    }

    @Test
    void typesThatDoNotWidenNameBothFiles() throws Exception {
        write("t/a.parquet", "SELECT 1::INTEGER AS id");
        write("t/b.parquet", "SELECT 'x' AS id");
        TarnException error = assertThrows(TarnException.class, () -> table("t"));
        assertEquals(ErrorCode.HIVE_PARTITION_SCHEMA_MISMATCH, error.code());
        assertTrue(
                error.getMessage().contains("a.parquet") && error.getMessage().contains("b.parquet"));
    }

    @Test
    void whatIsNotThereOrNoParquetIsNamed() throws Exception {
        Files.createDirectories(folder.resolve("empty"));
        Files.writeString(folder.resolve("text.parquet"), "this is no Parquet file, but long enough to hold a footer");
        assertEquals(ErrorCode.PATH_NOT_FOUND, code("missing/*.parquet"));
        assertEquals(ErrorCode.PATH_NOT_FOUND, code("missing.parquet"));
        assertEquals(ErrorCode.PATH_NOT_FOUND, code("empty"));
        assertEquals(ErrorCode.HIVE_BAD_DATA, code("text.parquet"));
        assertFalse(tables.path("no_such_name").isPresent());
    }

    private ErrorCode code(String path) {
        return assertThrows(TarnException.class, () -> table(path)).code();
    }

    @Test
    void aPartitionValueThatIsNotOfItsTypeNamesItsFolder() throws Exception {
        write("t/k=abc/a.parquet", "SELECT 1::BIGINT AS id");
        FileTable table = tables.external(
                new Location(folder.resolve("t").toString()),
                List.of(ColumnSchema.of("id", Type.BIGINT)),
                List.of(ColumnSchema.of("k", Type.INTEGER)),
                new FileReading(tables.formats().require("PARQUET"), FormatOptions.NONE),
                name -> true);
        TarnException error = assertThrows(TarnException.class, () -> rows(table));
        assertEquals(ErrorCode.HIVE_INVALID_PARTITION_VALUE, error.code());
        assertTrue(error.getMessage().contains("k=abc"), error.getMessage());
    }
}
