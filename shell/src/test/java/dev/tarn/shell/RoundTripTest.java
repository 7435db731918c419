package dev.tarn.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the shell writes is read back by others, and by Tarn itself. */
class RoundTripTest {
    private static final String ALL_TYPES =
            """
            CREATE TABLE a AS SELECT * FROM (VALUES
             (1, true, CAST(1 AS tinyint), CAST(-2 AS smallint), 9223372036854775807, CAST(1.1 AS real), 0.1E0,
              DECIMAL '1.50', CAST('12345678901234567890.123456789' AS decimal(38,9)), 'it''s; -- "x", \\', CAST('ab' AS char(4)),
              X'00FF', DATE '1066-10-14', TIMESTAMP '2024-02-29 12:34:56.789', ARRAY[1, NULL],
              MAP(ARRAY['k''1'], ARRAY[CAST(ROW(1, 'y') AS ROW(n integer, t varchar))]),
              CAST(ROW(DATE '2020-01-01', X'0A', DECIMAL '0.1') AS ROW(d date, b varbinary, x decimal(3,1)))),
             (2, false, CAST(-128 AS tinyint), CAST(0 AS smallint), -9223372036854775807, CAST('NaN' AS real),
              CAST('Infinity' AS double), DECIMAL '-0.01', CAST(0 AS decimal(38,9)), U&'two\\000Alines \\65E5\t', CAST('' AS char(4)),
              X'', DATE '9999-12-31', TIMESTAMP '1969-12-31 23:59:59.999', ARRAY[], MAP(),
              CAST(ROW(NULL, NULL, NULL) AS ROW(d date, b varbinary, x decimal(3,1)))),
             (3, NULL, NULL, NULL, NULL, CAST(3.4028235E38 AS real), 4.9E-324, NULL, NULL, '', NULL, NULL, NULL, NULL, NULL,
              NULL, NULL),
             (4, NULL, NULL, NULL, NULL, NULL, 0.30000000000000004E0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
              NULL, NULL))
             AS t (id, b, ti, si, bi, r, d, dc, big, v, c, bin, dt, ts, arr, m, rw);
            """;

    @TempDir
    private Path folder;

    private String run(String sql) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] arguments = {"--catalog", folder.resolve("catalog").toString(), "-c", sql};
        int status = Main.run(
                arguments, new Streams(InputStream.nullInputStream(), out, new PrintWriter(err, true), Terminals.NONE));
        assertEquals(0, status, err::toString);
        return out.toString();
    }

    private List<List<String>> duckdb(String sql) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    row.add(result.getString(column));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    @Test
    void insertStatementsMakeTheSameRowsAgain() {
        String inserts = run(ALL_TYPES + "\\format insert\n\\pset insert_table b\nSELECT * FROM a ORDER BY id;");
        run("CREATE TABLE b AS SELECT * FROM a WHERE false;\n" + inserts.substring(inserts.indexOf("INSERT")));
        assertEquals(
                run("\\format jsonl\nSELECT * FROM a ORDER BY id"), run("\\format jsonl\nSELECT * FROM b ORDER BY id"));
    }

    @Test
    void duckdbReadsCsvBack() throws SQLException {
        Path file = folder.resolve("a.csv");
        run(ALL_TYPES + "\\o " + file + "\nSELECT v, c, bin, bi, r, d, dt, id FROM a ORDER BY id");
        List<List<String>> rows = duckdb(
                "SELECT * FROM read_csv('" + file + "', header = true, all_varchar = true, delim = ',', quote = '\"',"
                        + " escape = '\"', allow_quoted_nulls = false)");
        assertEquals(
                Arrays.asList(
                        "it's; -- \"x\", \\", "ab  ", "00ff", "9223372036854775807", "1.1", "0.1", "1066-10-14", "1"),
                rows.get(0));
        assertEquals("two\nlines 日\t", rows.get(1).get(0));
        assertEquals(Arrays.asList("", null, null, null), rows.get(2).subList(0, 4));
        assertEquals(4, rows.size());
        assertNull(rows.get(3).get(0));
    }

    @Test
    void duckdbReadsJsonBack() throws SQLException {
        for (String format : new String[] {"json", "jsonl"}) {
            Path file = folder.resolve("a." + format);
            String make = format.equals("json") ? ALL_TYPES : "";
            run(make + "\\format " + format + "\n\\o " + file
                    + "\nSELECT id, v, r, d, b, m, rw, arr FROM a ORDER BY id");
            List<List<String>> rows = duckdb(
                    "SELECT v, trim(CAST(d AS varchar), '\"'), trim(CAST(r AS varchar), '\"'), CAST(m AS varchar), CAST(arr AS varchar), rw.x, rw.d FROM"
                            + " read_json_auto('" + file + "') ORDER BY id");
            assertEquals("it's; -- \"x\", \\", rows.get(0).get(0));
            assertEquals("two\nlines 日\t", rows.get(1).get(0));
            assertEquals("Infinity", rows.get(1).get(1));
            assertEquals("NaN", rows.get(1).get(2));
            assertEquals("[1, NULL]", rows.get(0).get(4));
            assertEquals("0.1", rows.get(0).get(5));
            assertEquals("2020-01-01", rows.get(0).get(6));
            assertEquals(4, rows.size());
        }
    }
}
