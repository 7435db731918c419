package dev.tarn.slt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.QueryResult;
import dev.tarn.Row;
import dev.tarn.Session;
import dev.tarn.Tarn;
import dev.tarn.testkit.DuckDbOracle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The CREATE EXTERNAL TABLE that SHOW CREATE TABLE prints of a path reads the path's rows. */
@Tag("slt")
class PathDefinitionTest {
    @TempDir
    Path folder;

    private void duckDb(String sql) {
        try (DuckDbOracle duckDb = DuckDbOracle.open()) {
            duckDb.execute(sql.replace("${folder}", folder.toString()));
        }
    }

    private static List<List<Object>> rows(Session session, String sql) {
        try (QueryResult result = session.query(sql)) {
            return result.toRows().stream().map(Row::values).toList();
        }
    }

    /** Returns the definition that is printed of a path, having run it and compared its rows with the path's. */
    private String checked(String path) {
        String quoted = "'" + folder.resolve(path) + (path.endsWith("/") ? "/'" : "'");
        try (Tarn tarn = Tarn.open();
                Session session = tarn.session()) {
            String ddl =
                    (String) rows(session, "SHOW CREATE TABLE " + quoted).get(0).get(0);
            rows(session, ddl);
            String table = ddl.substring("CREATE EXTERNAL TABLE ".length(), ddl.indexOf(" (\n"));
            List<List<Object>> expected = rows(session, "SELECT * FROM " + quoted + " ORDER BY 1");
            assertFalse(expected.isEmpty());
            assertEquals(expected, rows(session, "SELECT * FROM " + table.replace('`', '"') + " ORDER BY 1"));
            assertEquals(ddl, rows(session, "SHOW CREATE TABLE " + table).get(0).get(0));
            assertFalse(rows(session, "DESCRIBE EXTENDED " + quoted).isEmpty());
            return ddl;
        }
    }

    @Test
    void aParquetFile() {
        duckDb(
                "COPY (SELECT i AS id, 'n' || i AS \"a name\", i * 1.5::DECIMAL(8, 2) AS price, DATE '2024-01-01' AS day,"
                        + " TIMESTAMP '2024-01-01 10:00:00' AS moment, i % 2 = 0 AS even, i::REAL AS f FROM range(10) AS r (i))"
                        + " TO '${folder}/Some items.parquet'");
        String ddl = checked("Some items.parquet");
        assertTrue(ddl.startsWith("CREATE EXTERNAL TABLE tarn.\"default\".some_items (\n".replace("\"", "")), ddl);
        assertTrue(ddl.contains("`a name` string") && ddl.contains("STORED AS PARQUET"), ddl);
    }

    @Test
    void partitionsAtTheTopAndFurtherDown() throws IOException {
        Files.createDirectories(folder.resolve("lake"));
        duckDb("COPY (SELECT i AS id, i % 3 AS part, 'x' || i % 2 AS name FROM range(20) AS r (i))"
                + " TO '${folder}/lake/trips' (FORMAT parquet, PARTITION_BY (part, name))");
        assertTrue(checked("lake/trips").contains("PARTITIONED BY (\n  `part` bigint,\n  `name` string\n)"));
        checked("lake");
        checked("lake/trips/part=1/");
        checked("lake/**/name=x1/*");
        checked("lake/trips/part=2/name=x0/data_0.parquet");
    }

    @Test
    void filesWhoseTypesDiffer() {
        duckDb("COPY (SELECT 1::INTEGER AS a, 2::BIGINT AS b) TO '${folder}/one.parquet'");
        duckDb("COPY (SELECT 3::BIGINT AS a, 4::INTEGER AS b, 'x' AS c) TO '${folder}/two.parquet'");
        String ddl = checked("*.parquet");
        assertTrue(ddl.contains("  `a` bigint,\n  `b` bigint,\n  `c` string\n"), ddl);
    }

    @Test
    void jsonLines() throws IOException {
        Files.writeString(
                folder.resolve("events.jsonl"),
                """
                {"id": 1, "name": "a", "price": 1.5, "ok": true, "none": null}
                {"id": 2, "name": "b", "price": 2, "ok": false, "none": null}
                """);
        String ddl = checked("events.jsonl");
        assertTrue(ddl.contains("ROW FORMAT SERDE"), ddl);
    }
}
