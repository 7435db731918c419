package dev.tarn.slt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.QueryResult;
import dev.tarn.Row;
import dev.tarn.Session;
import dev.tarn.Tarn;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.metastore.Metastore;
import dev.tarn.spi.metastore.MetastoreProvider;
import dev.tarn.spi.metastore.RelationName;
import dev.tarn.spi.metastore.WriteId;
import dev.tarn.spi.metastore.WriteRequest;
import dev.tarn.spi.metastore.WriteState;
import dev.tarn.spi.metastore.WriterProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files, and which folders of them, count for a table. */
@Tag("slt")
class WriteVisibilityTest {
    @TempDir
    Path folder;

    private Metastore other;
    private Tarn tarn;
    private Session session;

    @BeforeEach
    void open() throws IOException {
        String catalog = Files.createDirectory(folder.resolve("catalog")).toString();
        tarn = Tarn.builder().catalog(catalog).open();
        session = tarn.session();
        other = ServiceLoader.load(MetastoreProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.serves(catalog))
                .findFirst()
                .orElseThrow()
                .open(catalog);
    }

    @AfterEach
    void close() {
        session.close();
        tarn.close();
        other.close();
    }

    private List<String> rows(String sql) {
        try (QueryResult result = session.query(sql)) {
            List<Row> rows = result.hasRows() ? result.toRows() : List.of();
            return rows.stream().map(row -> row.values().toString()).toList();
        }
    }

    private ErrorCode error(String sql) {
        return assertThrows(TarnException.class, () -> rows(sql)).code();
    }

    private Path at(String name) {
        return folder.resolve("tables").resolve(name);
    }

    private void declare(String name, String columns) {
        rows("CREATE EXTERNAL TABLE " + name + " (" + columns + ") PARTITIONED BY (p INT) STORED AS PARQUET LOCATION '"
                + at("t") + "'");
    }

    private void writeTable() {
        rows("CREATE TABLE t WITH (external_location = '" + at("t")
                + "', partitioned_by = ARRAY['p']) AS SELECT n AS a, n % 2 AS p FROM UNNEST(sequence(1, 10)) AS u (n)");
    }

    private static Path onlyFile(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findFirst().orElseThrow();
        }
    }

    /** Begins a write as another process, and puts a file of it into a folder of partition 7. */
    private WriteId beginElsewhere() throws IOException {
        WriteRequest request = new WriteRequest(
                "INSERT",
                new RelationName("default", "t"),
                at("t").toString(),
                new WriterProcess("another-machine", null, 1, Instant.now()));
        WriteId id = other.change("other", writer -> writer.beginWrite(request).id());
        Path partition = Files.createDirectory(at("t").resolve("p=7"));
        Files.copy(onlyFile(at("t").resolve("p=1")), partition.resolve(id.fileName(0, "parquet")));
        return id;
    }

    private void end(WriteId id, WriteState state) {
        other.change("other", writer -> {
            writer.endWrite(id, state);
            return null;
        });
    }

    @Test
    void whatIsNotCommittedIsNeitherReadNorFound() throws IOException {
        writeTable();
        declare("found", "a BIGINT");
        WriteId id = beginElsewhere();
        assertUnseen();
        end(id, WriteState.ABORTED);
        assertUnseen();
        assertEquals(1, rows("REPAIR WRITES").size());
        assertTrue(Files.notExists(at("t").resolve("p=7")));
        WriteId second = beginElsewhere();
        end(second, WriteState.COMMITTED);
        assertEquals(List.of("[p=0]", "[p=1]", "[p=7]"), rows("SHOW PARTITIONS found"));
        assertEquals(List.of("[15]"), rows("SELECT count(*) FROM found"));
        rows("MSCK REPAIR TABLE t");
        assertEquals(List.of("[15]"), rows("SELECT count(*) FROM t"));
    }

    private void assertUnseen() throws IOException {
        Path pending = at("t").resolve("p=8").resolve(".tarn-0123456789abcdef01-0.parquet.tarn-pending");
        Files.createDirectory(pending.getParent());
        Files.createFile(pending);
        assertEquals(List.of("[p=0]", "[p=1]"), rows("SHOW PARTITIONS found"));
        assertEquals(List.of("[10]"), rows("SELECT count(*) FROM found"));
        assertEquals(List.of(), rows("MSCK REPAIR TABLE t"));
        assertEquals(List.of("[p=0]", "[p=1]"), rows("SHOW PARTITIONS t"));
        rows("CREATE SCHEMA IF NOT EXISTS raw");
        rows("CRAWL '" + at("") + "' INTO SCHEMA raw");
        assertEquals(List.of("[10]"), rows("SELECT count(*) FROM raw.t"));
        assertEquals(List.of("[p=0]", "[p=1]"), rows("SHOW PARTITIONS raw.t"));
        Files.delete(pending);
        Files.delete(pending.getParent());
    }

    @Test
    void foldersOfOtherProgramsCountWhileSomebodyWrites() throws IOException {
        writeTable();
        declare("found", "a BIGINT");
        beginElsewhere();
        Files.createDirectory(at("t").resolve("p=20"));
        Path deep = Files.createDirectories(at("t").resolve("p=21").resolve("deep"));
        Files.copy(onlyFile(at("t").resolve("p=1")), deep.resolve("x.parquet"));
        assertEquals(List.of("[p=0]", "[p=1]", "[p=20]", "[p=21]"), rows("SHOW PARTITIONS found"));
        assertEquals(
                2,
                rows("MSCK REPAIR TABLE t").stream()
                        .filter(line -> line.contains("Added partition"))
                        .count());
    }

    @Test
    void aPartitionMayBeOneFile() throws IOException {
        writeTable();
        Path file = at("t").resolve("one.parquet");
        Files.move(onlyFile(at("t").resolve("p=1")), file);
        rows("ALTER TABLE t ADD PARTITION (p = 30) LOCATION '" + file + "'");
        rows("ALTER TABLE t ADD PARTITION (p = 31) LOCATION '" + at("t") + "/nothing.parquet'");
        assertEquals(List.of("[30, 5]"), rows("SELECT p, count(*) FROM t WHERE p >= 30 GROUP BY p"));
        assertEquals(List.of("[10]"), rows("SELECT count(*) FROM t"));
        assertEquals(ErrorCode.NOT_SUPPORTED, error("INSERT INTO t VALUES (1, 30)"));
        rows("CREATE EXTERNAL TABLE one (a BIGINT) STORED AS PARQUET LOCATION '" + file + "'");
        assertEquals(List.of("[5]"), rows("SELECT count(*) FROM one"));
        assertEquals(ErrorCode.NOT_SUPPORTED, error("INSERT INTO one VALUES (1)"));
        assertEquals(List.of(), rows("REPAIR WRITES"));
    }

    @Test
    void aTablesFolderMayBeALink() throws IOException {
        Path real = Files.createDirectories(folder.resolve("real"));
        Files.createDirectories(at(""));
        Files.createSymbolicLink(at("t"), real);
        writeTable();
        rows("INSERT INTO t VALUES (11, 1), (12, 2)");
        assertEquals(List.of("[12]"), rows("SELECT count(*) FROM t"));
        assertTrue(Files.isSymbolicLink(at("t")));
        Files.move(real.resolve("p=1"), folder.resolve("elsewhere"));
        Files.createSymbolicLink(real.resolve("p=1"), folder.resolve("elsewhere"));
        rows("INSERT INTO t VALUES (13, 1)");
        assertEquals(List.of("[7]"), rows("SELECT count(*) FROM t WHERE p = 1"));
        WriteId id = beginElsewhere();
        Path pending = folder.resolve("elsewhere").resolve("." + id.fileName(1, "parquet") + ".tarn-pending");
        Files.createFile(pending);
        end(id, WriteState.ABORTED);
        rows("REPAIR WRITES");
        assertTrue(Files.notExists(pending));
        assertEquals(List.of("[13]"), rows("SELECT count(*) FROM t"));
        assertTrue(Files.isSymbolicLink(at("t")) && Files.isSymbolicLink(real.resolve("p=1")));
    }

    @Test
    void foldersMayHaveAnyName() throws IOException {
        for (String name : List.of("with blank", "100%", "a+b", "%41", "\u00fc \u65e5\u672c")) {
            String table = "\"" + name + "\"";
            rows("CREATE TABLE " + table + " WITH (external_location = '" + at(name)
                    + "', partitioned_by = ARRAY['p']) AS SELECT 1 AS a, 'x' AS p");
            rows("INSERT INTO " + table + " VALUES (2, '" + name + "'), (3, '.'), (4, ' /')");
            assertEquals(List.of("[1]", "[2]", "[3]", "[4]"), rows("SELECT a FROM " + table + " ORDER BY a"), name);
            assertEquals(List.of("[2]"), rows("SELECT a FROM " + table + " WHERE p = '" + name + "'"), name);
            rows("CREATE EXTERNAL TABLE found (a INT) PARTITIONED BY (p STRING) STORED AS PARQUET LOCATION '" + at(name)
                    + "'");
            assertEquals(
                    rows("SELECT a, p FROM " + table + " ORDER BY a"), rows("SELECT a, p FROM found ORDER BY a"), name);
            rows("DROP TABLE found");
        }
    }

    @Test
    void saysWhatHindersAWriteWhereNobodyMayWrite() {
        Path sys = Path.of("/sys");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.isDirectory(sys));
        String sql = "CREATE TABLE x WITH (external_location = '/sys/tarn') AS SELECT 1 AS a";
        TarnException failure = assertThrows(TarnException.class, () -> rows(sql));
        assertEquals(ErrorCode.PERMISSION_DENIED, failure.code(), failure.toString());
        assertTrue(failure.toString().contains("/sys/tarn"), failure.toString());
        assertEquals(List.of(), rows("SHOW TABLES"));
        assertEquals(List.of(), rows("REPAIR WRITES"));
    }
}
