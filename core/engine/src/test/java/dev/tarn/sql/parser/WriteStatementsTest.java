package dev.tarn.sql.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.sql.parser.ParsedStatement.Kind;
import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parses CREATE TABLE AS, INSERT, UNLOAD, ANALYZE, CRAWL and REPAIR WRITES. */
class WriteStatementsTest {
    @Test
    void parsesCreateTableAs() {
        ParsedStatement parsed = TarnParser.parse(
                """
                -- in March
                CREATE TABLE IF NOT EXISTS Sales."Daily" /* with */ WITH (
                    format = 'PARQUET', -- or ORC
                    External_Location = 's3://bucket/it''s/',
                    partitioned_by = ARRAY['y', 'm'],
                    bucketed_by = ARRAY['id'],
                    bucket_count = 5,
                    is_external = true,
                    field_delimiter = ','
                ) AS
                SELECT id, y, m FROM "orders" WHERE id > 1 ORDER BY id LIMIT 3
                WITH NO DATA;
                """);
        assertEquals(Kind.WRITE, parsed.kind());
        WriteStatement.CreateTableAs create =
                (WriteStatement.CreateTableAs) parsed.definition().orElseThrow();
        assertEquals("sales.daily", create.name().toString());
        assertEquals(28, create.name().position().column());
        assertTrue(create.ifNotExists());
        assertFalse(create.withData());
        assertEquals(
                List.of(
                        "format",
                        "external_location",
                        "partitioned_by",
                        "bucketed_by",
                        "bucket_count",
                        "is_external",
                        "field_delimiter"),
                List.copyOf(create.properties().keySet()));
        assertEquals(
                "s3://bucket/it's/",
                create.properties().get("external_location").value());
        assertEquals(
                List.of("y", "m"), create.properties().get("partitioned_by").value());
        assertEquals(new BigDecimal(5), create.properties().get("bucket_count").value());
        assertEquals(true, create.properties().get("is_external").value());
        SqlNode query = parsed.query().orElseThrow();
        assertEquals(11, query.getParserPosition().getLineNum());
    }

    @Test
    void parsesPlainCreateTableAs() {
        WriteStatement.CreateTableAs create = (WriteStatement.CreateTableAs)
                TarnParser.parse("CREATE TABLE t (a, \"B\") COMMENT 'c' AS (SELECT 1, 2) WITH DATA")
                        .definition()
                        .orElseThrow();
        assertEquals(
                List.of("a", "b"),
                create.columns().stream().map(Statement.Word::text).toList());
        assertEquals("c", create.comment());
        assertTrue(create.withData());
        assertEquals(
                Kind.WRITE, TarnParser.parse("create table a.b.t as table x").kind());
        assertEquals(
                Kind.WRITE,
                TarnParser.parse("CREATE TABLE t AS WITH x AS (SELECT 1 AS a) SELECT a FROM x")
                        .kind());
    }

    @Test
    void parsesInsert() {
        ParsedStatement parsed = TarnParser.parse("INSERT INTO s.T (b, \"A\")\n  SELECT x, y FROM u");
        WriteStatement.Insert insert =
                (WriteStatement.Insert) parsed.definition().orElseThrow();
        assertEquals("s.t", insert.table().toString());
        assertEquals(
                List.of("b", "a"),
                insert.columns().stream().map(Statement.Word::text).toList());
        assertEquals(2, parsed.query().orElseThrow().getParserPosition().getLineNum());
        for (String query : List.of(
                "VALUES (1, 'a'), (2, 'b')",
                "VALUES 1, 2",
                "(SELECT 1)",
                "(SELECT 1) UNION ALL (SELECT 2)",
                "WITH x AS (SELECT 1 AS a) SELECT a FROM x",
                "TABLE u",
                "SELECT * FROM u ORDER BY 1 LIMIT 5")) {
            WriteStatement.Insert all = (WriteStatement.Insert)
                    TarnParser.parse("insert into t " + query).definition().orElseThrow();
            assertEquals(List.of(), all.columns(), query);
        }
    }

    @Test
    void parsesUnload() {
        ParsedStatement parsed = TarnParser.parse(
                "UNLOAD (SELECT * FROM a, b) TO 's3://bucket/x/' WITH (format = 'JSON', compression_level = -1)");
        WriteStatement.Unload unload =
                (WriteStatement.Unload) parsed.definition().orElseThrow();
        assertEquals("s3://bucket/x/", unload.location());
        assertEquals(32, unload.locationPosition().column());
        assertEquals(
                new BigDecimal(-1), unload.properties().get("compression_level").value());
        assertEquals(Kind.WRITE, parsed.kind());
    }

    @Test
    void parsesUpkeep() {
        UpkeepStatement.Analyze analyze = (UpkeepStatement.Analyze) definition("ANALYZE TABLE `s`.t");
        assertEquals("s.t", analyze.table().toString());
        assertTrue(analyze.withColumns());
        assertFalse(((UpkeepStatement.Analyze) definition("ANALYZE TABLE t PARTITION (d='1') COMPUTE STATISTICS"))
                .withColumns());
        analyze = (UpkeepStatement.Analyze) definition("ANALYZE t COMPUTE STATISTICS FOR COLUMNS a, B");
        assertEquals(
                List.of("a", "b"),
                analyze.columns().stream().map(Statement.Word::text).toList());
        analyze = (UpkeepStatement.Analyze) definition("ANALYZE t WITH (columns = ARRAY['A'])");
        assertEquals("a", analyze.columns().get(0).text());
        UpkeepStatement.Crawl crawl =
                (UpkeepStatement.Crawl) definition("CRAWL 's3://bucket/raw/' INTO SCHEMA raw WITH (depth = 2) DRY RUN");
        assertEquals("s3://bucket/raw/", crawl.location().text());
        assertEquals("raw", crawl.schema().toString());
        assertTrue(crawl.dryRun());
        assertEquals(
                "t",
                ((UpkeepStatement.RepairWrites) definition("REPAIR WRITES t"))
                        .table()
                        .toString());
        assertEquals(null, ((UpkeepStatement.RepairWrites) definition("REPAIR WRITES")).table());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO t (a, A) VALUES (1, 2)",
                "CREATE TABLE t WITH (format = 'ORC', FORMAT = 'ORC') AS SELECT 1",
                "CREATE TABLE t WITH (format = lower('ORC')) AS SELECT 1",
                "CREATE TABLE t (a, a) AS SELECT 1, 2"
            })
    void refusesWhatContradictsItself(String sql) {
        assertEquals(
                ErrorCode.INVALID_STATEMENT,
                assertThrows(TarnException.class, () -> TarnParser.parse(sql)).code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO t",
                "INSERT INTO t (a) b",
                "CREATE TABLE t AS",
                "UNLOAD SELECT 1 TO 'x'",
                "UNLOAD (SELECT 1) TO x",
                "CRAWL x INTO SCHEMA y"
            })
    void refusesOtherText(String sql) {
        assertEquals(
                ErrorCode.SYNTAX_ERROR,
                assertThrows(TarnException.class, () -> TarnParser.parse(sql)).code());
    }

    private static Statement definition(String sql) {
        ParsedStatement parsed = TarnParser.parse(sql);
        assertEquals(Kind.DEFINITION, parsed.kind());
        return parsed.definition().orElseThrow();
    }
}
