package dev.tarn.slt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.QueryResult;
import dev.tarn.Row;
import dev.tarn.Session;
import dev.tarn.Tarn;
import dev.tarn.catalog.CatalogManager;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.metastore.RelationName;
import dev.tarn.spi.metastore.WriteId;
import dev.tarn.spi.metastore.WriteRequest;
import dev.tarn.spi.metastore.WriteState;
import dev.tarn.spi.metastore.WriterProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of writes whose process another one cannot look for, and of files that turn up late. */
@Tag("slt")
class WriteRepairTest {
    private static final RelationName TABLE = new RelationName("default", "t");
    private static final WriterProcess ELSEWHERE =
            new WriterProcess(System.getenv().getOrDefault("HOSTNAME", "localhost"), "another boot", 1, null);

    @TempDir
    Path folder;

    private static List<Row> run(Session session, String sql) {
        try (QueryResult result = session.query(sql)) {
            return result.hasRows() ? result.toRows() : List.of();
        }
    }

    private static long count(Session session) {
        return (Long) run(session, "SELECT count(*) FROM t").get(0).value(0);
    }

    /** Returns outcome and number of files of each write. */
    private static List<String> repair(Session session) {
        return run(session, "REPAIR WRITES").stream()
                .map(row -> row.value(6) + " " + row.value(7))
                .toList();
    }

    private void execute(String sql) throws Exception {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("catalog/catalog.db"));
                Statement statement = connection.createStatement()) {
            // The version says to the engine that there is something new to read.
            statement.execute("UPDATE tarn_state SET version = version + 1");
            statement.execute(sql);
        }
    }

    private Path putFile(WriteId write) throws Exception {
        Path written;
        try (Stream<Path> files = Files.list(folder.resolve("t"))) {
            written = files.findFirst().orElseThrow();
        }
        Path file = folder.resolve("t").resolve(write.fileName(0, "parquet"));
        return Files.copy(written, file, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void aWriteOfAnotherMachineIsLeftAloneUntilItIsSilentForLong() throws Exception {
        String catalog = folder.resolve("catalog").toString();
        try (Tarn tarn = Tarn.builder().catalog(catalog).threads(1).open();
                Session session = tarn.session();
                CatalogManager other = CatalogManager.discover(Map.of(), catalog)) {
            String location = folder.resolve("t").toString();
            run(session, "CREATE TABLE t WITH (external_location = '" + location + "') AS SELECT 1 AS a");
            WriteId write = other.own()
                    .change(null, writer -> writer.beginWrite(new WriteRequest("INSERT", TABLE, location, ELSEWHERE))
                            .id());
            Path file = putFile(write);
            assertEquals(1, count(session));
            assertEquals(List.of("running 0"), repair(session));
            assertTrue(Files.exists(file));

            execute("UPDATE tarn_writes SET alive_at = alive_at - 7200000");
            assertEquals(List.of("removed 1"), repair(session));
            assertFalse(Files.exists(file));
            assertEquals(List.of(), repair(session));

            putFile(write);
            assertEquals(1, count(session), "a file that turns up late does not count");
            assertEquals(List.of(), repair(session));
            execute("UPDATE tarn_writes SET ended = ended - 8 * 86400000 WHERE state = 'CLEANED'");
            assertEquals(1, count(session));
            assertEquals(List.of("removed 1"), repair(session));
            assertFalse(Files.exists(file));
            assertEquals(List.of(), repair(session));
            assertTrue(other.own().read(reader -> reader.write(write)).isEmpty());
            assertEquals(1, count(session));
        }
    }

    @Test
    void aWriteThatFailedIsRememberedToo() throws Exception {
        String catalog = folder.resolve("catalog").toString();
        try (Tarn tarn = Tarn.builder().catalog(catalog).threads(1).open();
                Session session = tarn.session();
                CatalogManager other = CatalogManager.discover(Map.of(), catalog)) {
            run(session, "CREATE TABLE t WITH (external_location = '" + folder.resolve("t") + "') AS SELECT 1 AS a");
            try {
                run(session, "INSERT INTO t SELECT CAST(1 / (n - 3) AS integer) FROM UNNEST(sequence(1, 9)) AS u (n)");
            } catch (TarnException e) {
                assertEquals(ErrorCode.DIVISION_BY_ZERO, e.code());
            }
            WriteId failed = other.own().read(reader -> reader.writes(WriteState.CLEANED)).stream()
                    .findFirst()
                    .orElseThrow()
                    .id();
            putFile(failed);
            assertEquals(1, count(session));
        }
    }
}
