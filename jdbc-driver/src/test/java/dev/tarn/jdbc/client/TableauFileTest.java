package dev.tarn.jdbc.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Holds what the file for Tableau says of Tarn's SQL to what Tarn does, and the page to the file. */
class TableauFileTest {
    private static final Path FILE = Path.of("..", "examples/tableau/tarn.tdc");

    /** For capabilities of SQL, what Tableau writes where they are there. */
    private static final Map<String, String> STATEMENTS = Map.ofEntries(
            Map.entry("CAP_QUERY_TOP_N", "SELECT n_name FROM nation ORDER BY 1 LIMIT 3"),
            Map.entry("CAP_QUERY_TOPSTYLE_LIMIT", "SELECT n_name FROM nation LIMIT 3"),
            Map.entry("CAP_QUERY_TOPSTYLE_TOP", "SELECT TOP 3 n_name FROM nation"),
            Map.entry("CAP_QUERY_TOPSTYLE_ROWNUM", "SELECT n_name FROM nation WHERE ROWNUM <= 3"),
            Map.entry("CAP_QUERY_SUBQUERIES", "SELECT count(1) FROM (SELECT n_name FROM nation) \"t\""),
            Map.entry(
                    "CAP_QUERY_SUBQUERIES_WITH_TOP",
                    "SELECT * FROM nation JOIN (SELECT n_name AS x FROM nation ORDER BY 1 LIMIT 2) \"t\" ON n_name = x"),
            Map.entry("CAP_QUERY_GROUP_BY_ALIAS", "SELECT upper(n_name) AS \"u\", count(1) FROM nation GROUP BY \"u\""),
            Map.entry("CAP_QUERY_GROUP_BY_DEGREE", "SELECT upper(n_name) AS \"u\", count(1) FROM nation GROUP BY 1"),
            Map.entry("CAP_QUERY_SORT_BY_DEGREE", "SELECT upper(n_name) AS \"u\" FROM nation ORDER BY 1 DESC"),
            Map.entry(
                    "CAP_QUERY_GROUP_BY_BOOL",
                    "SELECT n_nationkey > 3 AS \"b\", count(1) FROM nation GROUP BY n_nationkey > 3"),
            Map.entry(
                    "CAP_QUERY_JOIN_ACROSS_SCHEMAS",
                    "SELECT 1 FROM tiny.nation a JOIN sf1.nation b ON a.n_name = b.n_name"),
            Map.entry("CAP_QUERY_HAVING_REQUIRES_GROUP_BY", "SELECT n_name FROM nation HAVING n_name > 'A'"),
            Map.entry("CAP_CREATE_TEMP_TABLES", "CREATE TEMPORARY TABLE t (x int)"),
            Map.entry("CAP_SELECT_INTO", "SELECT n_name INTO t FROM nation"));

    private static Map<String, String> capabilities() throws Exception {
        NodeList all = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(FILE.toFile())
                .getElementsByTagName("customization");
        Map<String, String> capabilities = new TreeMap<>();
        for (int i = 0; i < all.getLength(); i++) {
            Element one = (Element) all.item(i);
            capabilities.put(one.getAttribute("name"), one.getAttribute("value"));
        }
        return capabilities;
    }

    @Test
    void thePageTellsEachCapabilityAsTheFileDoes() throws Exception {
        Matcher row = Pattern.compile("(?m)^\\| ((?:`CAP_\\w+`(?:, )?)+) \\| (yes|no) \\|")
                .matcher(Files.readString(Path.of("..", "docs/how-to/use-jdbc.md")));
        Map<String, String> told = new TreeMap<>();
        while (row.find()) {
            for (String name : row.group(1).replace("`", "").split(", ", -1)) {
                told.put(name, row.group(2));
            }
        }
        assertEquals(capabilities(), told);
    }

    @Test
    void sqlIsUnderstoodAsTheFileSays() throws Exception {
        Map<String, String> capabilities = capabilities();
        Map<String, String> wrong = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:tarn:threads=1;schema=tpch.tiny");
                Statement statement = connection.createStatement()) {
            STATEMENTS.forEach((capability, sql) -> {
                String answer = runs(statement, sql) ? "yes" : "no";
                if (!answer.equals(capabilities.get(capability))) {
                    wrong.put(capability, sql);
                }
            });
            assertEquals(Map.of(), wrong);
            assertThrows(SQLException.class, () -> connection.prepareCall("{call f()}"));
        }
    }

    private static boolean runs(Statement statement, String sql) {
        try {
            statement.execute(sql);
            return true;
        } catch (SQLException e) {
            return false;
        }
    }
}
