package dev.tarn.storage.s3.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.testkit.DuckDbOracle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that statements write to S3 are read back, by Tarn and by DuckDB. */
class S3WriteTest {
    private static final String ORDERS = "SELECT n AS o_orderkey, 'comment ' || CAST(n * 7919 AS varchar) AS o_comment,"
            + " date_add('day', n % 2000, DATE '1992-01-01') AS o_orderdate, CAST(n AS double) / 4 AS price,"
            + " CASE WHEN n % 3 > 0 THEN 'clerk ' || CAST(n % 10 AS varchar) END AS clerk,"
            + " substr('FOP', CAST(n % 3 AS integer) + 1, 1) AS status FROM (SELECT x * 1000 + y AS n"
            + " FROM UNNEST(sequence(0, 11)) AS u (x) CROSS JOIN UNNEST(sequence(1, 1000)) AS v (y)) AS t";
    private static final String SUMS = "SELECT count(*), sum(o_orderkey), sum(length(o_comment)), count(clerk),"
            + " sum(CASE WHEN status = 'F' THEN 1 ELSE 0 END), max(o_orderdate), round(sum(price)) FROM ";

    @RegisterExtension
    private static final TestServer server = new TestServer();

    private S3Lake lake;

    @TempDir
    Path folder;

    @BeforeEach
    void open() {
        server.deleteAll("w/");
        server.door().reset();
        lake = S3Lake.open(server);
    }

    @AfterEach
    void close() {
        lake.close();
        assertEquals(List.of(), server.uploads(""));
    }

    private static String ctas(String name, String options, String query) {
        return "CREATE TABLE " + name + " WITH (external_location = 's3://lake/w/" + name + "'"
                + (options.isEmpty() ? "" : ", " + options) + ") AS " + query;
    }

    private List<String> expected() {
        return lake.texts(SUMS + "(" + ORDERS + ")");
    }

    /** Downloads the objects of a table and asks DuckDB for its sums. */
    private List<String> duckDb(String table, String reader) throws IOException {
        for (String key : server.keys("w/" + table + "/")) {
            Path file = folder.resolve(key);
            Files.createDirectories(file.getParent());
            Files.write(file, server.get(key));
        }
        String source = reader.replace("$", folder.resolve("w/" + table) + "/**/*");
        try (DuckDbOracle duckDb = DuckDbOracle.open()) {
            String sums = SUMS.replace("o_orderdate", "CAST(o_orderdate AS DATE)");
            return duckDb.execute(sums + source).rows().stream()
                    .map(Object::toString)
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PARQUET", "ORC", "AVRO", "JSON", "TEXTFILE"})
    void everyFormatIsReadBack(String format) {
        lake.run(ctas("plain", "format = '" + format + "'", ORDERS));
        assertEquals(expected(), lake.texts(SUMS + "plain"));
        lake.run(ctas("parts", "format = '" + format + "', partitioned_by = ARRAY['status']", ORDERS));
        assertEquals(expected(), lake.texts(SUMS + "parts"));
        assertEquals(List.of("[status=F]", "[status=O]", "[status=P]"), lake.texts("SHOW PARTITIONS parts"));
        lake.run(ctas(
                "buckets",
                "format = '" + format + "', partitioned_by = ARRAY['status'], bucketed_by = ARRAY['o_orderkey'],"
                        + " bucket_count = 4",
                ORDERS));
        assertEquals(expected(), lake.texts(SUMS + "buckets"));
        assertEquals(12, server.keys("w/buckets/").size());
        lake.run("INSERT INTO parts SELECT * FROM parts WHERE status = 'P'");
        assertEquals(
                lake.value("SELECT 2 * count(*) FROM plain WHERE status = 'P'"),
                lake.value("SELECT count(*) FROM parts WHERE status = 'P'"));
        lake.run("UNLOAD (SELECT * FROM plain WHERE status = 'P') TO 's3://lake/w/unloaded' WITH (format = '" + format
                + "')");
        assertTrue(server.keys("w/unloaded/").size() > 0);
        assertEquals(List.of(), lake.run("REPAIR WRITES"));
    }

    @Test
    void duckDbReadsWhatIsWritten() throws IOException {
        lake.run(ctas("parquet", "format = 'PARQUET', partitioned_by = ARRAY['status']", ORDERS));
        lake.run(ctas("json", "format = 'JSON', partitioned_by = ARRAY['status'], write_compression = 'GZIP'", ORDERS));
        assertEquals(expected(), duckDb("parquet", "read_parquet('$', hive_partitioning = true)"));
        assertEquals(expected(), duckDb("json", "read_json('$', hive_partitioning = true, compression = 'gzip')"));
    }

    @Test
    void aTableWithoutRowsHasNone() {
        lake.run(ctas("none", "", ORDERS + " WHERE n < 0"));
        lake.run(ctas("noparts", "partitioned_by = ARRAY['status']", ORDERS + " WHERE n < 0"));
        lake.run(ctas("nodata", "", ORDERS) + " WITH NO DATA");
        lake.run(ctas("nodataparts", "partitioned_by = ARRAY['status']", ORDERS) + " WITH NO DATA");
        for (String table : List.of("none", "noparts", "nodata", "nodataparts")) {
            assertEquals(0L, lake.value("SELECT count(*) FROM " + table), table);
            assertEquals(List.of(), lake.run("SELECT o_orderkey, status FROM " + table + " WHERE status = 'F'"), table);
            lake.run("INSERT INTO " + table + " " + ORDERS);
            assertEquals(expected(), lake.texts(SUMS + table), table);
        }
    }

    @Test
    void aDeclaredTableOverNothingHasNoRows() {
        lake.run("CREATE EXTERNAL TABLE plain (a INT) STORED AS PARQUET LOCATION 's3://lake/w/nothing/'");
        lake.run("CREATE EXTERNAL TABLE parts (a INT) PARTITIONED BY (p STRING, q INT) STORED AS PARQUET"
                + " LOCATION 's3://lake/w/nothing/'");
        assertEquals(0L, lake.value("SELECT count(*) FROM plain"));
        assertEquals(List.of(), lake.run("SELECT * FROM parts WHERE p = 'x' AND q > 3"));
        assertEquals(List.of(), lake.run("SHOW PARTITIONS parts"));
        lake.run("MSCK REPAIR TABLE parts");
        assertEquals(0L, lake.value("SELECT count(a) FROM parts"));
        lake.run("CREATE EXTERNAL TABLE nowhere (a INT) STORED AS PARQUET LOCATION 's3://no-such-bucket/x/'");
        lake.failure(ErrorCode.PATH_NOT_FOUND, "SELECT * FROM nowhere", "no bucket no-such-bucket", "check its name");
        lake.failure(ErrorCode.PATH_NOT_FOUND, "SELECT * FROM 's3://lake/w/nothing/'");
    }

    @Test
    void aFolderMustBeEmpty() {
        server.put("w/filled/with/x", new byte[1]);
        server.put("w/file", new byte[1]);
        lake.failure(ErrorCode.HIVE_PATH_ALREADY_EXISTS, ctas("filled", "", "SELECT 1 AS a"), "s3://lake/w/filled");
        lake.failure(ErrorCode.HIVE_PATH_ALREADY_EXISTS, ctas("file", "", "SELECT 1 AS a"), "s3://lake/w/file");
        assertEquals(List.of(), lake.run("SHOW TABLES"));
        lake.run(ctas("fil", "", "SELECT 1 AS a"));
        assertEquals(List.of(), lake.run("REPAIR WRITES"));
    }

    @Test
    void partitionValuesMayHaveAnyCharacters() {
        List<String> values = List.of(
                "a/b",
                "x=y",
                "100%",
                "%41",
                "\u00fc:1 \u65e5\u672c \ud83d\ude00",
                "a+b c",
                " lead",
                "it''s \"q\"",
                "#?&*<>|~",
                "..",
                "\\\\",
                "{}[]^`",
                "l\nf\tt",
                "_hidden",
                ".dot",
                "a,b;c",
                "\u007f");
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            rows.append(i == 0 ? "" : ", ")
                    .append("(")
                    .append(i)
                    .append(", '")
                    .append(values.get(i))
                    .append("')");
        }
        String query = "SELECT * FROM (VALUES " + rows + ", (-1, NULL)) AS t (i, p)";
        lake.run(ctas("odd", "partitioned_by = ARRAY['p']", query));
        List<String> expected = lake.texts(query + " ORDER BY i");
        assertEquals(expected, lake.texts("SELECT i, p FROM odd ORDER BY i"));
        lake.run("INSERT INTO odd SELECT i + 100, p FROM odd");
        lake.run("CREATE EXTERNAL TABLE found (i INT) PARTITIONED BY (p STRING) STORED AS PARQUET"
                + " LOCATION 's3://lake/w/odd/'");
        assertEquals(2 * expected.size(), ((Long) lake.value("SELECT count(*) FROM found")).intValue());
        assertEquals(expected, lake.texts("SELECT i, p FROM found WHERE i < 50 ORDER BY i"));
        for (int i = 0; i < values.size(); i++) {
            for (String table : List.of("odd", "found")) {
                assertEquals(
                        List.of("[" + i + "]", "[" + (i + 100) + "]"),
                        lake.texts("SELECT i FROM " + table + " WHERE p = '" + values.get(i) + "' ORDER BY i"),
                        values.get(i));
            }
        }
        lake.run("MSCK REPAIR TABLE found");
        assertEquals(lake.texts("SHOW PARTITIONS odd"), lake.texts("SHOW PARTITIONS found"));
        assertEquals(expected, lake.texts("SELECT i, p FROM found WHERE i < 50 ORDER BY i"));
    }
}
