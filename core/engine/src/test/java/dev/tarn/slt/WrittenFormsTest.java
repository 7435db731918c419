package dev.tarn.slt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.QueryResult;
import dev.tarn.Row;
import dev.tarn.Session;
import dev.tarn.Tarn;
import dev.tarn.testkit.DuckDbOracle;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the properties of CREATE TABLE AS and UNLOAD make of the files: as DuckDB sees them, and as EXPLAIN ANALYZE tells. */
@Tag("slt")
class WrittenFormsTest {
    @TempDir
    Path folder;

    private Tarn tarn;
    private Session session;

    @BeforeEach
    void open() {
        tarn = Tarn.builder().threads(2).open();
        session = tarn.session();
    }

    @AfterEach
    void close() {
        session.close();
        tarn.close();
    }

    private List<Row> run(String sql) {
        try (QueryResult result = session.query(sql)) {
            return result.hasRows() ? result.toRows() : List.of();
        }
    }

    private void create(String table, String properties, String query) {
        run("CREATE TABLE " + table + " WITH (external_location = '" + folder.resolve(table) + "', " + properties
                + ") AS " + query);
    }

    private String files(String table) {
        return "'" + folder.resolve(table) + "/**/*'";
    }

    private String plan(String sql) {
        return run("EXPLAIN ANALYZE " + sql).stream()
                .map(row -> String.valueOf(row.values().get(0)))
                .collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "write_compression = 'SNAPPY', SNAPPY",
        "parquet_compression = 'SNAPPY', SNAPPY",
        "write_compression = 'zstd', ZSTD",
        "write_compression = 'GZIP', GZIP",
        "write_compression = 'LZ4', LZ4_RAW",
        "write_compression = 'UNCOMPRESSED', UNCOMPRESSED",
        "format = 'PARQUET', GZIP"
    })
    void parquetHasTheCodec(String property, String codec) {
        create("t", property, "SELECT * FROM tpch.tiny.nation");
        try (DuckDbOracle duck = DuckDbOracle.open()) {
            assertEquals(
                    List.of(List.of(codec)),
                    duck.execute("SELECT DISTINCT compression FROM parquet_metadata(" + files("t") + ")")
                            .rows());
        }
    }

    @Test
    void parquetHasItsPropertiesAndIndexes() {
        create(
                "t",
                "parquet_block_row_count_limit = 1000, parquet_page_row_count_limit = 100,"
                        + " parquet_enable_dictionary = false, parquet_bloom_filter_columns = 'o_orderkey',"
                        + " sorted_by = ARRAY['o_custkey DESC']",
                "SELECT o_orderkey, o_custkey, o_clerk FROM tpch.tiny.orders");
        try (DuckDbOracle duck = DuckDbOracle.open()) {
            assertEquals(
                    List.of(List.of("true", "true")),
                    duck.execute("SELECT CAST(max(row_group_num_rows) <= 1000 AS varchar),"
                                    + " CAST(bool_and(bloom_filter_length > 0) FILTER (WHERE path_in_schema = 'o_orderkey')"
                                    + " AND bool_and(bloom_filter_length IS NULL) FILTER (WHERE path_in_schema <> 'o_orderkey') AS varchar)"
                                    + " FROM parquet_metadata("
                                    + files("t") + ")")
                            .rows());
            assertEquals(
                    List.of(List.of("0")),
                    duck.execute("SELECT CAST(count(*) AS varchar) FROM (SELECT o_custkey, lag(o_custkey) OVER"
                                    + " (PARTITION BY filename ORDER BY file_row_number) AS before FROM read_parquet("
                                    + files("t")
                                    + ", filename = true, file_row_number = true)) WHERE before < o_custkey")
                            .rows());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PARQUET", "ORC"})
    void bloomFiltersAreAsked(String format) {
        String small = format.equals("ORC")
                ? "orc_bloom_filter_columns = 'k', orc_row_index_stride = 500"
                : "parquet_bloom_filter_columns = 'k', parquet_block_row_count_limit = 500";
        create(
                "t",
                "format = '" + format + "', " + small,
                "SELECT o_orderkey AS id, o_orderkey * 7919 % 60013 AS k, 'key ' || CAST(o_orderkey * 7919 % 60013 AS varchar) AS t"
                        + " FROM tpch.tiny.orders");
        String sql = "SELECT id FROM t WHERE k = 7919";
        assertEquals(1, run(sql).size());
        Matcher pruned = Pattern.compile(
                        format.equals("ORC") ? "(\\d+) of \\d+ pages" : "(\\d+) row groups by Bloom filters")
                .matcher(plan(sql));
        assertTrue(pruned.find());
        assertTrue(Integer.parseInt(pruned.group(1)) >= 28, pruned.group());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`format = 'JSON', compression = 'GZIP'`, read_json_auto",
                "`format = 'JSON', compression = 'NONE'`, read_json_auto",
                "`format = 'CSV', compression = 'GZIP'`, read_csv_auto",
                "`format = 'TEXTFILE', field_delimiter = '|', compression = 'NONE'`, read_csv_auto",
                "`format = 'PARQUET', compression = 'ZSTD', compression_level = 9`, read_parquet"
            })
    void duckDbReadsWhatIsUnloaded(String properties, String reader) {
        String query = "SELECT CAST(o_orderkey AS varchar) AS k, CAST(o_totalprice AS varchar) AS p,"
                + " CAST(o_orderdate AS varchar) AS d, o_comment AS c FROM tpch.tiny.orders";
        run("UNLOAD (" + query + ") TO '" + folder.resolve("u") + "' WITH (" + properties + ")");
        String more = reader.startsWith("read_csv")
                ? ", header = false, all_varchar = true, delim = '" + (properties.contains("|") ? "|" : ",") + "'"
                        + ", names = ['k', 'p', 'd', 'c']"
                : "";
        try (DuckDbOracle duck = DuckDbOracle.open()) {
            List<List<Object>> read = duck.execute(
                            "SELECT CAST(k AS bigint), CAST(p AS decimal(12, 2)), CAST(d AS date), c FROM " + reader
                                    + "(" + files("u") + more + ") ORDER BY 1")
                    .rows();
            List<Row> written =
                    run("SELECT o_orderkey, o_totalprice, o_orderdate, o_comment FROM tpch.tiny.orders ORDER BY 1");
            assertEquals(written.size(), read.size());
            for (int i = 0; i < read.size(); i++) {
                assertEquals(written.get(i).values().toString(), read.get(i).toString());
            }
        }
    }
}
