package dev.tarn.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.parser.SqlParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetadataTest {
    @TempDir
    Path folder;

    private Connection connection;
    private DatabaseMetaData metaData;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:tarn:catalog=" + folder.resolve("catalog"));
        metaData = connection.getMetaData();
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA sales");
            statement.execute("CREATE TABLE sales.order_lines WITH (external_location = '" + folder.resolve("o")
                    + "') AS SELECT 1 AS id, CAST(1.5 AS decimal(12, 2)) AS price, CAST('x' AS varchar) AS name, "
                    + "ARRAY[1] AS list, DATE '2024-01-01' AS day");
            statement.execute("CREATE TABLE sales.orderxlines WITH (external_location = '" + folder.resolve("x")
                    + "') AS SELECT 1 AS id");
            statement.execute("ALTER TABLE sales.order_lines SET TBLPROPERTIES ('comment' = 'what was ordered')");
            statement.execute("ALTER TABLE sales.order_lines CHANGE name name string COMMENT 'of the article'");
            statement.execute("CREATE VIEW sales.good COMMENT 'those that work' AS SELECT id FROM sales.order_lines");
            statement.execute("CREATE VIEW sales.broken AS SELECT id FROM sales.orderxlines");
            statement.execute("DROP TABLE sales.orderxlines");
        }
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    private static List<String> column(ResultSet rows, String column) throws SQLException {
        List<String> values = new ArrayList<>();
        try (rows) {
            while (rows.next()) {
                values.add(rows.getString(column));
            }
        }
        return values;
    }

    @Test
    void catalogsHaveSchemasAndThoseHaveTables() throws SQLException {
        assertEquals(List.of("tarn", "tpch"), column(metaData.getCatalogs(), "TABLE_CAT"));
        assertEquals(List.of("default", "sales"), column(metaData.getSchemas("tarn", null), "TABLE_SCHEM"));
        assertTrue(column(metaData.getSchemas(), "TABLE_SCHEM").contains("tiny"));
        assertEquals(List.of("sales"), column(metaData.getSchemas(null, "SAL%"), "TABLE_SCHEM"));
        assertEquals(
                List.of("order_lines", "broken", "good"),
                column(metaData.getTables(null, "sales", "%", null), "TABLE_NAME"));
        assertEquals(
                List.of("broken", "good"),
                column(metaData.getTables("tarn", "sales", null, new String[] {"VIEW"}), "TABLE_NAME"));
        assertEquals(
                List.of(), column(metaData.getTables("tarn", "sales", null, new String[] {"NOTHING"}), "TABLE_NAME"));
        assertEquals(List.of(), column(metaData.getTables(null, "sales", null, new String[] {null}), "TABLE_NAME"));
        assertEquals(
                List.of("tarn", "tpch", "tarn"),
                List.of(connection.getCatalog(), switchedTo("tpch"), switchedTo("tarn")));
    }

    private String switchedTo(String catalog) throws SQLException {
        connection.setCatalog(catalog);
        return connection.getCatalog();
    }

    @Test
    void nothingEmptyAndPercentFitEverything() throws SQLException {
        List<String> all = column(metaData.getTables(null, null, null, null), "TABLE_NAME");
        assertTrue(all.size() > 30, all.toString());
        for (String any : new String[] {"", "%"}) {
            assertEquals(all, column(metaData.getTables(any, any, any, null), "TABLE_NAME"));
            assertEquals(
                    column(metaData.getColumns(null, "sales", null, null), "COLUMN_NAME"),
                    column(metaData.getColumns(any, "sales", any, any), "COLUMN_NAME"));
        }
    }

    @Test
    void patternsHaveTheirEscape() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE sales.orderxlines WITH (external_location = '" + folder.resolve("x2")
                    + "') AS SELECT 1 AS id");
        }
        assertEquals(
                List.of("order_lines", "orderxlines"),
                column(metaData.getTables(null, "sales", "order_lines", new String[] {"TABLE"}), "TABLE_NAME"));
        String escaped = "order" + metaData.getSearchStringEscape() + "_lines";
        assertEquals(
                List.of("order_lines"),
                column(metaData.getTables(null, "sales", escaped, new String[] {"TABLE"}), "TABLE_NAME"));
        assertEquals(List.of("id"), column(metaData.getColumns(null, "sales", escaped, "_d"), "COLUMN_NAME"));
    }

    @Test
    void columnsTellTheirTypes() throws SQLException {
        try (ResultSet columns = metaData.getColumns("tarn", "sales", "order\\_lines", null)) {
            assertTrue(columns.next());
            assertEquals("id", columns.getString("COLUMN_NAME"));
            assertEquals(Types.INTEGER, columns.getInt("DATA_TYPE"));
            assertEquals(1, columns.getInt("ORDINAL_POSITION"));
            assertEquals(DatabaseMetaData.columnNullable, columns.getInt("NULLABLE"));
            assertTrue(columns.next());
            assertEquals(Types.DECIMAL, columns.getInt("DATA_TYPE"));
            assertEquals("decimal", columns.getString("TYPE_NAME"));
            assertEquals(12, columns.getInt("COLUMN_SIZE"));
            assertEquals(2, columns.getInt("DECIMAL_DIGITS"));
            assertTrue(columns.next());
            assertEquals(Types.VARCHAR, columns.getInt("DATA_TYPE"));
            assertTrue(columns.next());
            assertEquals(Types.ARRAY, columns.getInt("DATA_TYPE"));
            assertEquals("array(integer)", columns.getString("TYPE_NAME"));
            assertTrue(columns.next());
            assertEquals(Types.DATE, columns.getInt("DATA_TYPE"));
            assertFalse(columns.next());
        }
    }

    @Test
    void commentsAreRemarks() throws SQLException {
        assertEquals(
                Arrays.asList("what was ordered", null, "those that work"),
                column(metaData.getTables(null, "sales", "%", null), "REMARKS"));
        assertEquals(
                Arrays.asList(null, null, "of the article", null, null),
                column(metaData.getColumns(null, "sales", "order_lines", "%"), "REMARKS"));
    }

    @Test
    void conversionsAreThoseThatCastHas() throws SQLException {
        Map<String, Integer> types = new LinkedHashMap<>();
        for (String name :
                List.of("boolean", "tinyint", "smallint", "integer", "bigint", "real", "double", "decimal(10, 2)")) {
            types.put(
                    name,
                    JDBCType.valueOf(name.replaceFirst("\\(.*", "").toUpperCase(Locale.ROOT))
                            .getVendorTypeNumber());
        }
        types.put("char(3)", Types.CHAR);
        types.put("varchar", Types.VARCHAR);
        types.put("varbinary", Types.VARBINARY);
        types.put("date", Types.DATE);
        types.put("timestamp", Types.TIMESTAMP);
        List<String> wrong = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            for (Map.Entry<String, Integer> from : types.entrySet()) {
                for (Map.Entry<String, Integer> to : types.entrySet()) {
                    String sql = "SELECT CAST(CAST(NULL AS " + from.getKey() + ") AS " + to.getKey() + ")";
                    if (runs(statement, sql) != metaData.supportsConvert(from.getValue(), to.getValue())) {
                        wrong.add(sql);
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(metaData.supportsConvert());
        assertFalse(metaData.supportsConvert(Types.ARRAY, Types.VARCHAR));
    }

    private static boolean runs(Statement statement, String sql) {
        try {
            statement.execute(sql);
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    @Test
    void whatIsSaidToBeSupportedIs() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertEquals(
                    metaData.supportsSubqueriesInQuantifieds(),
                    runs(statement, "SELECT 1 WHERE 3 > ALL (SELECT n_nationkey FROM tpch.tiny.nation)"));
            assertEquals(
                    metaData.supportsCorrelatedSubqueries(),
                    runs(
                            statement,
                            "SELECT 1 FROM tpch.tiny.nation n WHERE EXISTS (SELECT 1 FROM tpch.tiny.region "
                                    + "WHERE r_regionkey = n.n_regionkey)"));
            assertEquals(
                    metaData.supportsFullOuterJoins(),
                    runs(
                            statement,
                            "SELECT 1 FROM tpch.tiny.nation FULL JOIN tpch.tiny.region ON r_regionkey = n_regionkey"));
            assertEquals(
                    metaData.supportsSelectForUpdate(), runs(statement, "SELECT 1 FROM tpch.tiny.nation FOR UPDATE"));
            assertEquals(
                    metaData.supportsGroupByUnrelated(),
                    runs(statement, "SELECT count(*) FROM tpch.tiny.nation GROUP BY n_regionkey"));
            assertEquals(
                    metaData.supportsOrderByUnrelated(),
                    runs(statement, "SELECT n_name FROM tpch.tiny.nation ORDER BY n_regionkey"));
            assertEquals(
                    metaData.supportsAlterTableWithAddColumn(),
                    runs(statement, "ALTER TABLE sales.order_lines ADD COLUMNS (more int)"));
            for (String order : List.of("", " DESC")) {
                try (ResultSet rows =
                        statement.executeQuery("SELECT x FROM (VALUES 1, NULL) t(x) ORDER BY x" + order)) {
                    assertTrue(rows.next());
                    assertEquals(1, rows.getInt(1));
                    assertTrue(metaData.nullsAreSortedAtEnd());
                }
            }
        }
    }

    /** A tool that quotes what getSQLKeywords and SQL:2003 name must not meet another word that is no name. */
    @Test
    void namesThatNeedQuotesAreKnown() throws SQLException {
        List<String> wrong = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            for (String word : SqlParser.create("").getMetadata().getTokens()) {
                if (word.matches("[A-Z_]+")) {
                    String from = " FROM (SELECT 1 AS \"" + word + "\") AS t WHERE ";
                    boolean plain = runs(statement, "SELECT " + word + from + word + " = 1")
                            && runs(statement, "SELECT 1 AS " + word)
                            && runs(statement, "SELECT 1 FROM (SELECT 1 AS x) AS " + word);
                    if (plain != statement.isSimpleIdentifier(word)) {
                        wrong.add(word);
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void aViewThatDoesNotWorkHidesNoOtherColumns() throws SQLException {
        List<String> tables = column(metaData.getColumns("tarn", "sales", null, "id"), "TABLE_NAME");
        assertTrue(tables.contains("order_lines") && tables.contains("good"), tables.toString());
    }

    /** Calls everything with nothing, with what fits all, and with what is not there. */
    @Test
    void nothingThrowsAndEveryResultCanBeRead() throws Exception {
        for (String text : new String[] {null, "", "%", "nowhere'\"\\"}) {
            for (Method method : DatabaseMetaData.class.getMethods()) {
                if (method.getDeclaringClass() != DatabaseMetaData.class || Modifier.isStatic(method.getModifiers())) {
                    continue;
                }
                Object[] arguments = new Object[method.getParameterCount()];
                for (int i = 0; i < arguments.length; i++) {
                    Class<?> type = method.getParameterTypes()[i];
                    arguments[i] =
                            type == int.class ? 1 : type == boolean.class ? true : type == String.class ? text : null;
                }
                Object answer = method.invoke(metaData, arguments);
                if (answer instanceof ResultSet rows) {
                    read(rows, method.getName());
                }
            }
        }
        assertNotNull(metaData.getURL());
    }

    private static void read(ResultSet rows, String what) throws SQLException {
        try (rows) {
            ResultSetMetaData columns = rows.getMetaData();
            assertTrue(columns.getColumnCount() > 0, what);
            while (rows.next()) {
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    Object value = rows.getObject(i);
                    if (value != null) {
                        assertEquals(
                                columns.getColumnClassName(i), value.getClass().getName(), what + " column " + i);
                    }
                }
            }
            assertFalse(rows.next());
        }
    }

    @Test
    void secretsAreNotPartOfTheUrl() throws SQLException {
        String url = "jdbc:tarn:s3.access_key_id=hidden;s3.secret_access_key=hidden;threads=1";
        try (Connection secret = DriverManager.getConnection(url)) {
            assertFalse(secret.getMetaData().getURL().contains("hidden"));
            assertTrue(secret.getMetaData().getURL().endsWith(";threads=1"));
        }
        String others = "jdbc:tarn:catalog=" + folder.resolve("c")
                + ";s3.access_key_id=id;s3.secret_access_key='hi;dden';" + "s3.proxy=http://me:hidden@proxy:1";
        try (Connection secret = DriverManager.getConnection(others)) {
            String shown = secret.getMetaData().getURL();
            assertTrue(
                    shown.endsWith(";s3.access_key_id=***;s3.secret_access_key=***;s3.proxy=http://me:***@proxy:1"),
                    shown);
        }
        assertNull(connection.getWarnings());
    }
}
