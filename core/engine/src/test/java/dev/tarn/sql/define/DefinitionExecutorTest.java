package dev.tarn.sql.define;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.catalog.CatalogManager;
import dev.tarn.catalog.SearchPath;
import dev.tarn.catalog.file.FileTables;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.metastore.Change;
import dev.tarn.spi.metastore.RelationName;
import dev.tarn.sql.parser.TarnParser;
import dev.tarn.sql.validate.FakeConnector;
import dev.tarn.sql.validate.QueryValidator;
import dev.tarn.sql.validate.StatementContext;
import dev.tarn.sql.validate.ValidatedQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionExecutorTest {
    private final StatementContext context = new StatementContext(
            new CatalogManager(List.of(new FakeConnector()), FileTables.discover()),
            new SearchPath(CatalogManager.OWN_CATALOG, CatalogManager.DEFAULT_SCHEMA),
            ZoneOffset.UTC,
            Instant.EPOCH);

    private List<List<String>> run(String sql) {
        return Rows.of(DefinitionExecutor.run(TarnParser.parse(sql).definition().orElseThrow(), context));
    }

    private void assertFails(ErrorCode code, int column, String sql) {
        TarnException error = assertThrows(TarnException.class, () -> run(sql));
        assertEquals(code, error.code(), error.getMessage());
        assertEquals(column, ((InStatement) error.position().orElseThrow()).column(), error.getMessage());
    }

    private ValidatedQuery query(String sql) {
        return QueryValidator.validate(TarnParser.parse(sql), context);
    }

    @Test
    void schemasComeAndGo() {
        run("CREATE SCHEMA Sales COMMENT 'all sales'");
        run("CREATE DATABASE IF NOT EXISTS sales");
        assertFails(ErrorCode.SCHEMA_ALREADY_EXISTS, 15, "CREATE SCHEMA SALES");
        assertEquals(List.of(List.of("default"), List.of("sales")), run("SHOW SCHEMAS"));
        assertEquals(List.of(List.of("main")), run("SHOW SCHEMAS IN fake"));
        assertEquals(List.of(List.of("sales")), run("SHOW DATABASES LIKE 's*'"));
        run("CREATE VIEW sales.v AS SELECT 1 AS one");
        assertFails(ErrorCode.SCHEMA_NOT_EMPTY, 13, "DROP SCHEMA sales");
        run("DROP SCHEMA sales CASCADE");
        run("DROP SCHEMA IF EXISTS sales");
        assertFails(ErrorCode.SCHEMA_NOT_FOUND, 13, "DROP SCHEMA sales");
        assertFails(ErrorCode.NOT_SUPPORTED, 15, "CREATE SCHEMA fake.other");
    }

    @Test
    void tablesAreDescribed() {
        run(
                """
                CREATE EXTERNAL TABLE Trips (id bigint COMMENT 'the "id"', fare decimal(10,2), tags array<string>, `a b` string)
                PARTITIONED BY (dt date) STORED AS PARQUET LOCATION 'lake/trips/' TBLPROPERTIES ('x'='it\\'s')
                """);
        assertEquals(
                List.of(
                        List.of("id", "bigint", "", "the \"id\""),
                        List.of("fare", "decimal(10,2)", "", ""),
                        List.of("tags", "array(varchar)", "", ""),
                        List.of("a b", "varchar", "", ""),
                        List.of("dt", "date", "partition key", "")),
                run("DESCRIBE trips"));
        assertEquals(run("DESCRIBE trips"), run("SHOW COLUMNS IN TRIPS"));
        String ddl = run("SHOW CREATE TABLE trips").get(0).get(0);
        assertTrue(ddl.contains("`a b` string") && ddl.contains("'it\\'s'"), ddl);
        assertEquals(List.of(List.of("trips")), run("SHOW TABLES"));
        assertEquals(List.of(), run("SHOW VIEWS"));
        assertFails(ErrorCode.TABLE_ALREADY_EXISTS, 13, "CREATE VIEW trips AS SELECT 1 AS x");
        assertFails(ErrorCode.INVALID_STATEMENT, 11, "DROP VIEW trips");
        run("DROP TABLE trips");
        assertFails(ErrorCode.TABLE_NOT_FOUND, 10, "DESCRIBE trips");
        run("DROP TABLE IF EXISTS trips");
        assertFails(ErrorCode.TABLE_NOT_FOUND, 12, "DROP TABLE trips");
        run(ddl.replace("array<varchar>", "array<string>"));
    }

    @Test
    void connectorsTablesAreShown() {
        assertEquals(List.of(List.of("t"), List.of("u")), run("SHOW TABLES IN fake.main"));
        assertEquals("decimal(15,2)", run("DESCRIBE fake.main.u").get(2).get(1));
        assertFails(ErrorCode.SCHEMA_NOT_FOUND, 16, "SHOW TABLES IN fake.mian");
        assertFails(ErrorCode.SCHEMA_NOT_FOUND, 16, "SHOW TABLES IN nowhere");
    }

    @Test
    void viewsAreExpanded() {
        run("CREATE VIEW v AS SELECT a AS Key, count(*) AS n FROM fake.main.t GROUP BY a");
        run("CREATE VIEW w (k, total) AS SELECT key, sum(n) FROM v GROUP BY 1");
        assertEquals(List.of("k", "total"), query("SELECT * FROM w WHERE k > 1").labels());
        assertEquals(
                List.of("K"),
                query("SELECT x.K FROM w AS x JOIN v ON v.key = x.k").labels());
        assertEquals(List.of("a", "b"), query("SELECT * FROM w AS z(a, b)").labels());
        assertEquals("bigint", run("DESCRIBE w").get(1).get(1));
        assertTrue(run("SHOW CREATE VIEW w").get(0).get(0).endsWith("SELECT key, sum(n) FROM v GROUP BY 1"));
        run("CREATE OR REPLACE VIEW v AS SELECT a AS other FROM fake.main.u");
        TarnException error = assertThrows(TarnException.class, () -> query("SELECT *\nFROM w"));
        assertEquals(ErrorCode.INVALID_VIEW, error.code(), error.getMessage());
        assertEquals("line 2, column 6", error.position().orElseThrow().toString());
        run("DROP VIEW v");
        assertEquals(
                ErrorCode.INVALID_VIEW,
                assertThrows(TarnException.class, () -> query("SELECT * FROM w"))
                        .code());
    }

    @Test
    void viewsNeedNamedColumns() {
        assertFails(ErrorCode.INVALID_STATEMENT, 18, "CREATE VIEW v AS SELECT 1");
        assertFails(ErrorCode.INVALID_STATEMENT, 18, "CREATE VIEW v AS SELECT 1 AS a, 2 AS A");
        assertFails(ErrorCode.INVALID_STATEMENT, 13, "CREATE VIEW v (a) AS SELECT 1, 2");
        assertFails(ErrorCode.COLUMN_NOT_FOUND, 25, "CREATE VIEW v AS SELECT nme AS a FROM fake.main.u");
    }

    @Test
    void namesLeadToOtherCatalogs() {
        TarnException error = assertThrows(TarnException.class, () -> query("SELECT * FROM lineitm"));
        assertEquals(ErrorCode.TABLE_NOT_FOUND, error.code());
        error = assertThrows(TarnException.class, () -> query("SELECT * FROM u"));
        assertTrue(error.detail().endsWith("did you mean fake.main.u?"), error.getMessage());
        error = assertThrows(TarnException.class, () -> query("SELECT * FROM fake.u"));
        assertTrue(error.detail().contains("write fake.schema.u"), error.getMessage());
    }

    @Test
    void repairTellsWhatItDid(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("d=1"));
        Files.createDirectories(folder.resolve("d=02"));
        Files.createDirectories(folder.resolve("d=soon"));
        Files.createDirectories(folder.resolve("other"));
        run("CREATE EXTERNAL TABLE t (a int) PARTITIONED BY (d int) LOCATION '" + folder + "'");
        assertEquals(
                List.of(
                        List.of("Partitions not in metastore:\tt:d=2\tt:d=1"),
                        List.of("Repair: Left out " + folder + "/d=soon: 'soon' is no value of the partition column d,"
                                + " which is integer"),
                        List.of("Repair: Added partition to metastore t:d=2"),
                        List.of("Repair: Added partition to metastore t:d=1")),
                run("MSCK REPAIR TABLE t"));
        Files.delete(folder.resolve("d=1"));
        assertEquals(List.of(List.of("d=1"), List.of("d=2")), run("SHOW PARTITIONS t"));
        List<List<String>> lines = run("MSCK REPAIR TABLE t SYNC PARTITIONS");
        assertEquals(List.of("Partitions missing from filesystem:\tt:d=1"), lines.get(0));
        assertEquals(List.of("Repair: Dropped partition from metastore t:d=1"), lines.get(2));
        assertEquals(List.of(List.of("d=2")), run("SHOW PARTITIONS t"));
    }

    @Test
    void everyAlterIsAVersion() {
        run("CREATE EXTERNAL TABLE t (a int) LOCATION 'x'");
        run("ALTER TABLE t ADD COLUMNS (b int)");
        run("ALTER TABLE t SET TBLPROPERTIES ('k'='v')");
        run("ALTER TABLE t SET LOCATION 'y'");
        List<String> changes = context.catalog().own().history(new RelationName("default", "t")).stream()
                .map(Change::what)
                .toList();
        assertEquals(
                List.of(
                        "ALTER TABLE SET LOCATION",
                        "ALTER TABLE SET TBLPROPERTIES",
                        "ALTER TABLE ADD COLUMNS",
                        "CREATE TABLE"),
                changes);
    }

    @Test
    void manyPartitionsAreAddedAtOnceAndShownAsTheyWere() {
        run("CREATE EXTERNAL TABLE t (a int) PARTITIONED BY (d int) LOCATION 's3://bucket/t'");
        StringBuilder add = new StringBuilder("ALTER TABLE t ADD");
        for (int i = 0; i < 20_000; i++) {
            add.append("\n  PARTITION (d = ").append(i).append(')');
        }
        run(add.toString());
        DefinitionResult shown = DefinitionExecutor.run(
                TarnParser.parse("SHOW PARTITIONS t").definition().orElseThrow(), context);
        assertEquals(List.of("d=0"), shown.rows().next());
        run("DROP TABLE t");
        int rest = 0;
        while (shown.rows().hasNext()) {
            shown.rows().next();
            rest++;
        }
        assertEquals(19_999, rest);
    }

    @Test
    void everyTableIsShownAsItWasMade() {
        for (String clauses : List.of(
                "COMMENT 'it\\'s' PARTITIONED BY (`d` date COMMENT 'x', e int) STORED AS ORC LOCATION 's3://b/t'",
                "CLUSTERED BY (a, `b`) INTO 4 BUCKETS STORED AS PARQUET LOCATION 's3://b/t'",
                "ROW FORMAT DELIMITED FIELDS TERMINATED BY '\\001' ESCAPED BY '\\\\' LINES TERMINATED BY '\\n'"
                        + " LOCATION 's3://b/t' TBLPROPERTIES ('skip.header.line.count'='1')",
                "ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde' WITH SERDEPROPERTIES"
                        + " ('quoteChar'='\"', 'escapeChar'='\\\\') LOCATION 's3://b/t'")) {
            run("CREATE EXTERNAL TABLE t (a int, b struct<`x y`:array<map<string,decimal(3,1)>>>) " + clauses);
            String shown = run("SHOW CREATE TABLE t").get(0).get(0);
            run("DROP TABLE t");
            run(shown);
            assertEquals(shown, run("SHOW CREATE TABLE t").get(0).get(0));
            run("DROP TABLE t");
        }
    }
}
