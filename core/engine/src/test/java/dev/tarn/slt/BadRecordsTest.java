package dev.tarn.slt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.QueryResult;
import dev.tarn.Row;
import dev.tarn.Session;
import dev.tarn.Tarn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records that are left out are counted: in the statistics of the query and in EXPLAIN ANALYZE, in every format. */
@Tag("slt")
class BadRecordsTest {
    @TempDir
    Path folder;

    private static List<Row> rows(Session session, String sql) {
        try (QueryResult result = session.query(sql)) {
            return result.toRows();
        }
    }

    private static String line(String kind, String id) {
        return switch (kind) {
            case "JsonSerDe" -> "{\"id\": \"" + id + "\"}\n";
            case "XmlSerDe" -> "<i><id>" + id + "</id></i>\n";
            case "IonHiveSerDe" -> id.equals("x") ? "{id: x}\n" : "{id: " + id + "}\n";
            default -> id + "\n";
        };
    }

    @ParameterizedTest
    @CsvSource({
        "LazySimpleSerDe, org.apache.hadoop.hive.serde2.lazy",
        "OpenCSVSerde, org.apache.hadoop.hive.serde2",
        "RegexSerDe, org.apache.hadoop.hive.serde2",
        "GrokSerDe, com.amazonaws.glue.serde",
        "JsonSerDe, org.openx.data.jsonserde",
        "XmlSerDe, com.ibm.spss.hive.serde2.xml",
        "IonHiveSerDe, com.amazon.ionhiveserde"
    })
    void areCounted(String serde, String name) throws IOException {
        StringBuilder content = new StringBuilder(serde.equals("XmlSerDe") ? "<r>\n" : "");
        for (int i = 0; i < 100; i++) {
            content.append(line(serde, i % 10 == 0 ? "x" : String.valueOf(i)));
        }
        Files.writeString(folder.resolve("data"), content.append(serde.equals("XmlSerDe") ? "</r>" : ""));
        try (Tarn tarn = Tarn.open();
                Session session = tarn.session()) {
            rows(
                    session,
                    "CREATE EXTERNAL TABLE t (id INT) ROW FORMAT SERDE '" + name + "." + serde
                            + "' WITH SERDEPROPERTIES ('input.regex' = '(.*)', 'input.format' = '%{DATA:id}$',"
                            + " 'xml.rowtag' = 'i') LOCATION '" + folder
                            + "' TBLPROPERTIES ('bad_records' = 'skip')");
            for (String sql : List.of("SELECT id FROM t", "SELECT id FROM t WHERE id > 50")) {
                try (QueryResult result = session.query(sql)) {
                    assertEquals(
                            sql.contains("WHERE") ? 45 : 90, result.toRows().size());
                    assertEquals(10, result.statistics().recordsSkipped());
                }
            }
            String plan = rows(session, "EXPLAIN ANALYZE SELECT sum(id) FROM t").stream()
                    .map(row -> String.valueOf(row.values().get(0)))
                    .collect(Collectors.joining("\n"));
            assertTrue(plan.contains("skipped 10 bad records"), plan);
            String whole =
                    rows(session, "EXPLAIN ANALYZE SELECT count(*) FROM t").toString();
            assertFalse(whole.contains("skipped"), whole);
        }
    }
}
