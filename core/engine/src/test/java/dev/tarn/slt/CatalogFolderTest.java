package dev.tarn.slt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.QueryResult;
import dev.tarn.QueryStatistics;
import dev.tarn.Row;
import dev.tarn.Session;
import dev.tarn.Tarn;
import dev.tarn.catalog.CatalogManager;
import dev.tarn.catalog.StoredEntry;
import dev.tarn.catalog.TablePartitions;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.metastore.ColumnDefinition;
import dev.tarn.spi.metastore.IfExists;
import dev.tarn.spi.metastore.Partition;
import dev.tarn.spi.metastore.PartitionFilter;
import dev.tarn.spi.metastore.StorageDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Catalogs in a folder, which several engines share, and tables whose partitions are registered in them. */
class CatalogFolderTest {
    private static final List<String> NAME = List.of("tarn", "default", "t");

    @TempDir
    private Path folder;

    private Tarn open() {
        return Tarn.builder()
                .catalog(folder.resolve("catalog").toString())
                .threads(1)
                .open();
    }

    private CatalogManager other() {
        return CatalogManager.discover(Map.of(), folder.resolve("catalog").toString());
    }

    private void write(String name, String text) throws Exception {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String run(Tarn tarn, String sql) {
        try (Session session = tarn.session();
                QueryResult result = session.query(sql)) {
            List<String> rows = new ArrayList<>();
            for (Row row : result.toRows()) {
                List<String> values = new ArrayList<>();
                for (int i = 0; i < result.columns().size(); i++) {
                    values.add(String.valueOf(row.value(i)));
                }
                rows.add(String.join("|", values));
            }
            return String.join(" ", rows);
        }
    }

    private String createTable(String properties) {
        return "CREATE EXTERNAL TABLE t (id int, name string) PARTITIONED BY (year int, city string) "
                + "ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION '" + folder.resolve("t") + "'" + properties;
    }

    @Test
    void outlivesTheEngineAndIsSharedWithOthers() throws Exception {
        write("t/year=2024/city=rio/a.csv", "1,a\n2,b\n");
        try (Tarn first = open();
                Tarn second = open()) {
            run(first, createTable(""));
            assertEquals("1|a|2024|rio 2|b|2024|rio", run(second, "SELECT * FROM t ORDER BY id"));
            run(second, "CREATE VIEW v AS SELECT count(*) AS n, max(name) AS m FROM t");
            assertEquals("2|b", run(first, "SELECT * FROM v"));
        }
        try (Tarn again = open()) {
            assertEquals("2|b", run(again, "SELECT * FROM v"));
            run(again, "DROP VIEW v");
            assertEquals("t", run(again, "SHOW TABLES"));
        }
    }

    @Test
    void readsRegisteredPartitionsOnlyOnceThereIsOne() throws Exception {
        write("t/year=2024/city=rio/a.csv", "1,a\n");
        write("t/year=2023/city=rio/a.csv", "2,b\n");
        write("elsewhere/a.csv", "3;c\n");
        try (Tarn tarn = open();
                CatalogManager catalog = other()) {
            run(tarn, createTable(""));
            assertEquals("2", run(tarn, "SELECT count(*) FROM t"));
            StoredEntry table = catalog.requireTable(NAME, null);
            TablePartitions partitions = catalog.own().partitions(table);
            List<String> rio = partitions.values(Map.of("year", "02024", "city", "rio"), null);
            assertEquals(List.of("2024", "rio"), rio);
            assertEquals("year=2024/city=a%2Fb", partitions.name(List.of("2024", "a/b")));
            StorageDefinition text = new StorageDefinition(
                    "TEXTFILE",
                    "TEXTFILE",
                    "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
                    Map.of("field.delim", ";"),
                    null,
                    null);
            Partition own = new Partition(
                    List.of("2025", "oslo"), folder.resolve("elsewhere").toString(), text, null, Map.of());
            Partition gone =
                    Partition.of(List.of("2026", "oslo"), folder.resolve("gone").toString());
            partitions.add(List.of(Partition.of(rio, partitions.folder(rio).text()), own, gone), IfExists.FAIL, null);
            assertEquals("1|a|2024|rio 3|c|2025|oslo", run(tarn, "SELECT * FROM t ORDER BY id"));
            assertEquals("3", run(tarn, "SELECT id FROM t WHERE year > 2024"));
            assertEquals("3", run(tarn, "SELECT id FROM t WHERE city = 'oslo' AND year IN (2025, 2027)"));
            assertEquals("", run(tarn, "SELECT id FROM t WHERE city < 'aaa'"));
            assertEquals("2025", run(tarn, "SELECT max(year) FROM t WHERE city BETWEEN 'o' AND 'p'"));
            TarnException error = assertThrows(
                    TarnException.class, () -> partitions.values(Map.of("year", "x", "city", "rio"), null));
            assertEquals(ErrorCode.HIVE_INVALID_PARTITION_VALUE, error.code());
        }
    }

    @Test
    void aPropertySaysWherePartitionsComeFrom() throws Exception {
        write("t/year=2024/city=rio/a.csv", "1,a\n");
        try (Tarn tarn = open();
                CatalogManager catalog = other()) {
            run(tarn, createTable(" TBLPROPERTIES ('tarn.partitions' = 'registered')"));
            assertEquals("0", run(tarn, "SELECT count(*) FROM t"));
            run(tarn, "DROP TABLE t");
            run(tarn, createTable(" TBLPROPERTIES ('tarn.partitions' = 'discover')"));
            catalog.own()
                    .partitions(catalog.requireTable(NAME, null))
                    .add(List.of(Partition.of(List.of("1", "x"), "/nowhere")), IfExists.FAIL, null);
            assertEquals("1", run(tarn, "SELECT count(*) FROM t"));
            run(tarn, "DROP TABLE t");
            run(tarn, createTable(" TBLPROPERTIES ('tarn.partitions' = 'guess')"));
            TarnException error = assertThrows(TarnException.class, () -> run(tarn, "SELECT count(*) FROM t"));
            assertEquals(ErrorCode.INVALID_PROPERTY, error.code());
        }
    }

    @Test
    void aTableWhosePartitionsAreAllDroppedHasNone() throws Exception {
        write("t/year=2024/city=rio/a.csv", "1,a\n");
        write("t/year=2023/city=rio/a.csv", "2,b\n");
        try (Tarn tarn = open()) {
            run(tarn, createTable(""));
            run(tarn, "ALTER TABLE t DROP IF EXISTS PARTITION (year = 2022, city = 'rio')");
            assertEquals("2", run(tarn, "SELECT count(*) FROM t"));
            run(tarn, "ALTER TABLE t ADD PARTITION (year = 2024, city = 'rio')");
            assertEquals("1", run(tarn, "SELECT count(*) FROM t"));
            run(tarn, "ALTER TABLE t DROP PARTITION (year = 2024, city = 'rio')");
            assertEquals("0", run(tarn, "SELECT count(*) FROM t"));
            assertEquals("", run(tarn, "SHOW PARTITIONS t"));
            run(tarn, "INSERT INTO t VALUES (3, 'c', 2022, 'rio')");
            assertEquals("3|c|2022|rio", run(tarn, "SELECT * FROM t"));
            run(tarn, "ALTER TABLE t SET TBLPROPERTIES ('tarn.partitions' = 'discover')");
            assertEquals("3", run(tarn, "SELECT count(*) FROM t"));
            run(tarn, "DROP TABLE t");
            run(tarn, createTable(""));
            assertEquals("3", run(tarn, "SELECT count(*) FROM t"));
        }
    }

    @Test
    void insertIntoAPartitionThatIsReadInAnotherWayIsRefused() throws Exception {
        write("t/year=2024/city=rio/a.csv", "1,a\n");
        try (Tarn tarn = open();
                CatalogManager catalog = other()) {
            run(tarn, createTable(""));
            run(tarn, "ALTER TABLE t ADD PARTITION (year = 2024, city = 'rio')");
            TablePartitions partitions = catalog.own().partitions(catalog.requireTable(NAME, null));
            List<String> rio = List.of("2024", "rio");
            String insert = "INSERT INTO t VALUES (2, 'b', 2024, 'rio')";
            run(tarn, insert);
            StorageDefinition semicolons = new StorageDefinition(
                    "TEXTFILE",
                    "TEXTFILE",
                    "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
                    Map.of("field.delim", ";"),
                    null,
                    null);
            Map<UnaryOperator<Partition>, String> changes = Map.of(
                    old -> new Partition(rio, old.location(), semicolons, null, Map.of()), "field.delim",
                    old -> new Partition(rio, old.location(), null, null, Map.of("skip.header.line.count", "1")),
                            "skip.header.line.count",
                    old -> new Partition(
                                    rio,
                                    old.location(),
                                    null,
                                    List.of(new ColumnDefinition("id", "int", null)),
                                    Map.of()),
                            "columns");
            for (Map.Entry<UnaryOperator<Partition>, String> change : changes.entrySet()) {
                partitions.replace(List.of(rio), change.getKey(), null);
                TarnException error = expect(tarn, ErrorCode.NOT_SUPPORTED, insert);
                assertTrue(error.getMessage().contains(change.getValue()), error.getMessage());
            }
            partitions.replace(
                    List.of(rio),
                    old -> new Partition(
                            rio,
                            old.location(),
                            null,
                            List.of(
                                    new ColumnDefinition("id", "int", "the same"),
                                    new ColumnDefinition("name", "string", null)),
                            Map.of()),
                    null);
            run(tarn, insert);
            assertEquals("3", run(tarn, "SELECT count(*) FROM t"));
        }
    }

    @Test
    void manyPartitionsAreOneState() throws Exception {
        try (Tarn tarn = open();
                CatalogManager catalog = other()) {
            run(tarn, createTable(""));
            TablePartitions partitions = catalog.own().partitions(catalog.requireTable(NAME, null));
            List<Partition> odd = new ArrayList<>();
            List<Partition> even = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                (i % 2 == 0 ? even : odd).add(Partition.of(List.of("2024", "c" + i), "/nowhere"));
            }
            partitions.add(even, IfExists.FAIL, null);
            AtomicBoolean done = new AtomicBoolean();
            Thread other = new Thread(() -> {
                for (int i = 0; i < 40 && !done.get(); i++) {
                    partitions.add(odd, IfExists.FAIL, null);
                    partitions.drop(odd.stream().map(Partition::values).toList(), null);
                }
                done.set(true);
            });
            other.start();
            try {
                while (!done.get()) {
                    int listed = partitions.list(PartitionFilter.all()).size();
                    assertTrue(listed == 2_500 || listed == 5_000, "listed " + listed);
                    int streamed = 0;
                    for (Iterator<Partition> all = partitions.all(PartitionFilter.all()); all.hasNext(); all.next()) {
                        streamed++;
                    }
                    assertTrue(streamed == 2_500 || streamed == 5_000, "streamed " + streamed);
                    String twice = runAgainAfterConflicts(
                            tarn,
                            "SELECT count(*) FROM (SELECT city FROM \"t$partitions\" WHERE city < 'c3'"
                                    + " UNION ALL SELECT city FROM \"t$partitions\" WHERE city >= 'c3') AS x");
                    assertTrue(twice.equals("2500") || twice.equals("5000"), twice);
                }
            } finally {
                done.set(true);
                other.join();
            }
        }
    }

    /** What a statement asks for in two steps may change between them; then it says so. */
    private static String runAgainAfterConflicts(Tarn tarn, String sql) {
        while (true) {
            try {
                return run(tarn, sql);
            } catch (TarnException e) {
                assertEquals(ErrorCode.CONFLICT, e.code(), e.getMessage());
            }
        }
    }

    @Test
    void aTableThatWasMadeAnewIsNotTheOneBefore() throws Exception {
        try (Tarn tarn = open();
                CatalogManager catalog = other()) {
            run(tarn, createTable(""));
            TablePartitions partitions = catalog.own().partitions(catalog.requireTable(NAME, null));
            run(tarn, "DROP TABLE t");
            run(tarn, createTable(""));
            TarnException error = assertThrows(
                    TarnException.class,
                    () -> partitions.add(List.of(Partition.of(List.of("1", "x"), "/x")), IfExists.FAIL, null));
            assertEquals(ErrorCode.CONFLICT, error.code());
            assertThrows(TarnException.class, () -> partitions.list(PartitionFilter.all()));
            expect(tarn, ErrorCode.INVALID_STATEMENT, "DROP VIEW IF EXISTS t");
        }
    }

    @Test
    void oldVersionsAreShownAndRestored() {
        try (Tarn tarn = open()) {
            run(tarn, createTable(""));
            run(tarn, "ALTER TABLE t ADD COLUMNS (more double)");
            String versions = run(tarn, "SHOW VERSIONS t");
            assertTrue(versions.matches("2\\|.*\\|ALTER TABLE ADD COLUMNS 1\\|.*\\|CREATE TABLE"), versions);
            assertTrue(run(tarn, "SHOW CREATE TABLE t VERSION 2").contains("`more` double"));
            assertTrue(!run(tarn, "SHOW CREATE TABLE t VERSION 1").contains("`more`"));
            run(tarn, "ALTER TABLE t RESTORE VERSION 1");
            assertTrue(run(tarn, "SHOW VERSIONS OF t").startsWith("3|"));
            assertTrue(!run(tarn, "SHOW CREATE TABLE t").contains("`more`"));
            expect(tarn, ErrorCode.INVALID_STATEMENT, "ALTER TABLE t RESTORE VERSION 9");
            expect(tarn, ErrorCode.INVALID_STATEMENT, "SHOW CREATE TABLE t VERSION 9");
            run(tarn, "CREATE VIEW v AS SELECT 1 AS one");
            run(tarn, "CREATE OR REPLACE VIEW v AS SELECT 2 AS two");
            run(tarn, "ALTER VIEW v RESTORE VERSION 1");
            assertEquals("1", run(tarn, "SELECT one FROM v"));
        }
    }

    @Test
    void attributesAreSetAndSearched() {
        try (Tarn tarn = open()) {
            run(tarn, createTable(""));
            run(tarn, "ALTER DATABASE default SET ATTRIBUTES ('owner' = 'Finance')");
            run(tarn, "ALTER TABLE t SET ATTRIBUTES ('Steward' = 'Ana', 'definition' = 'Trips of taxis')");
            run(tarn, "ALTER TABLE t SET ATTRIBUTES FOR COLUMN name ('sensitivity' = 'personal')");
            String all = run(tarn, "SHOW ATTRIBUTES");
            assertTrue(all.startsWith("default|null|null|owner|Finance|"), all);
            String personal = run(tarn, "SHOW ATTRIBUTES IN t LIKE 'PERSON'");
            assertTrue(personal.startsWith("default|t|name|sensitivity|personal|"), personal);
            assertEquals("", run(tarn, "SHOW ATTRIBUTES FROM default LIKE 'nothing'"));
            run(tarn, "ALTER TABLE t SET ATTRIBUTES ('steward' = '')");
            assertTrue(!run(tarn, "SHOW ATTRIBUTES").contains("Ana"));
            expect(tarn, ErrorCode.COLUMN_NOT_FOUND, "ALTER TABLE t SET ATTRIBUTES FOR COLUMN x ('a' = 'b')");
            expect(tarn, ErrorCode.TABLE_NOT_FOUND, "ALTER TABLE u SET ATTRIBUTES ('a' = 'b')");
        }
    }

    private static TarnException expect(Tarn tarn, ErrorCode code, String sql) {
        TarnException error = assertThrows(TarnException.class, () -> run(tarn, sql));
        assertEquals(code, error.code(), error.getMessage());
        return error;
    }

    @Test
    void oneOfManyPartitionsIsPlannedWithoutTheOthers() throws Exception {
        write("t/year=2024/city=c5/a.csv", "5,e\n");
        try (Tarn tarn = open();
                CatalogManager catalog = other()) {
            run(tarn, createTable(""));
            TablePartitions partitions = catalog.own().partitions(catalog.requireTable(NAME, null));
            List<Partition> many = new ArrayList<>();
            for (int i = 0; i < 100_000; i++) {
                List<String> values = List.of("2024", "c" + i);
                many.add(Partition.of(values, partitions.folder(values).text()));
            }
            long begin = System.nanoTime();
            partitions.add(many, IfExists.FAIL, null);
            long added = System.nanoTime();
            long planned = 0;
            for (int i = 0; i < 5; i++) {
                try (Session session = tarn.session();
                        QueryResult result = session.query("SELECT id FROM t WHERE year = 2024 AND city = 'c5'")) {
                    assertEquals(1, result.toRows().size());
                    QueryStatistics statistics = result.statistics();
                    planned = statistics.planning().toNanos() / 1_000;
                    assertEquals(100_000, statistics.partitionsTotal());
                    assertEquals(99_999, statistics.partitionsPruned());
                }
            }
            System.getLogger("timing")
                    .log(
                            System.Logger.Level.INFO,
                            "100,000 partitions: added in {0} ms; a query of one planned in {1} us",
                            (added - begin) / 1_000_000,
                            planned);
            assertTrue(partitions.all(partitions.filter(Map.of(), null)).hasNext());
        }
    }
}
