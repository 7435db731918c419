package dev.tarn.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscapeSyntaxTest {
    /** Arguments for the functions that take others than one number or text. */
    private static final Map<String, String> ARGUMENTS = Map.ofEntries(
            Map.entry("MOD", "7, 2"),
            Map.entry("POWER", "2, 3"),
            Map.entry("ROUND", "1.25, 1"),
            Map.entry("TRUNCATE", "1.25, 1"),
            Map.entry("CONCAT", "'a', 'b'"),
            Map.entry("INSERT", "'abcd', 2, 1, 'X'"),
            Map.entry("LEFT", "'abc', 2"),
            Map.entry("RIGHT", "'abc', 2"),
            Map.entry("LOCATE", "'b', 'abcb', 3"),
            Map.entry("PI", ""),
            Map.entry("POSITION", "'b' IN 'abc'"),
            Map.entry("REPEAT", "'ab', 2"),
            Map.entry("REPLACE", "'abc', 'b', 'x'"),
            Map.entry("SPACE", "3"),
            Map.entry("SUBSTRING", "'abc', 2, 1"),
            Map.entry("DATABASE", ""),
            Map.entry("IFNULL", "NULL, 1"),
            Map.entry("CURDATE", ""),
            Map.entry("CURRENT_DATE", ""),
            Map.entry("CURRENT_TIMESTAMP", ""),
            Map.entry("NOW", ""),
            Map.entry("EXTRACT", "YEAR FROM {d '2024-01-02'}"),
            Map.entry("TIMESTAMPADD", "SQL_TSI_DAY, 1, {ts '2024-01-02 03:04:05'}"),
            Map.entry("TIMESTAMPDIFF", "SQL_TSI_DAY, {d '2024-01-02'}, {d '2024-01-05'}"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT {d '2024-01-02'} | SELECT DATE '2024-01-02'",
                "SELECT {ts '2024-01-02 03:04:05'}, '{d x}' | SELECT TIMESTAMP '2024-01-02 03:04:05', '{d x}'",
                "SELECT {fn ucase({fn left('abc', 2)})} | SELECT upper(substr('abc', 1, 2))",
                "SELECT * FROM {oj a LEFT JOIN b ON a.x = b.x} | SELECT * FROM a LEFT JOIN b ON a.x = b.x",
                "SELECT 1 WHERE 'a' LIKE 'a' {escape '!'} -- {d | SELECT 1 WHERE 'a' LIKE 'a' ESCAPE '!' -- {d",
                "SELECT x FROM t {limit 5 offset 2} | SELECT x FROM t OFFSET 2 LIMIT 5",
                "SELECT {fn convert('1', SQL_INTEGER)} | SELECT CAST('1' AS integer)",
                "SELECT \"{\" | SELECT \"{\""
            })
    void escapesBecomeTarnsSql(String escaped, String sql) throws SQLException {
        assertEquals(sql, EscapeSyntax.translate(escaped));
    }

    @Test
    void whatIsNoEscapeIsToldSo() {
        assertThrows(SQLFeatureNotSupportedException.class, () -> EscapeSyntax.translate("{call f()}"));
        for (String wrong : List.of("SELECT {d '2024-01-01'", "SELECT {what 1}", "SELECT {fn left('a')}")) {
            SQLException error = assertThrows(SQLException.class, () -> EscapeSyntax.translate(wrong));
            assertEquals("42601", error.getSQLState());
        }
    }

    @Test
    void everyFunctionThatMetadataNamesRuns() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:tarn:");
                Statement statement = connection.createStatement()) {
            DatabaseMetaData metaData = connection.getMetaData();
            List<String> failures = new ArrayList<>();
            all(statement, metaData.getNumericFunctions(), "0.5", failures);
            all(statement, metaData.getStringFunctions(), "'abc'", failures);
            all(statement, metaData.getSystemFunctions(), "", failures);
            all(statement, metaData.getTimeDateFunctions(), "{ts '2024-01-02 03:04:05'}", failures);
            assertEquals(List.of(), failures);
            statement.setEscapeProcessing(false);
            assertThrows(SQLException.class, () -> statement.executeQuery("SELECT 1 {limit 1}"));
            assertEquals("SELECT DATE '2024-01-01'", connection.nativeSQL("SELECT {d '2024-01-01'}"));
        }
    }

    private static void all(Statement statement, String names, String argument, List<String> failures) {
        for (String name : names.split(",", -1)) {
            String call = "SELECT {fn " + name + "(" + ARGUMENTS.getOrDefault(name, argument) + ")}";
            try (ResultSet rows = statement.executeQuery(call)) {
                assertTrue(rows.next());
                assertNotNull(rows.getString(1), call);
            } catch (SQLException e) {
                failures.add(call + ": " + e.getMessage());
            }
        }
    }
}
