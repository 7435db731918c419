package dev.tarn.jdbc.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The calls that BI tools and database browsers make, in their order: connect, look around, probe, query, leave. */
class ToolReplayTest {
    @TempDir
    Path folder;

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "");
        properties.setProperty("password", "");
        connection =
                DriverManager.getConnection("jdbc:tarn:threads=2;catalog=" + folder.resolve("catalog"), properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA web_logs");
            statement.execute("CREATE TABLE web_logs.hits WITH (external_location = '" + folder.resolve("hits")
                    + "') AS SELECT 1 AS id, 'x' AS page, TIMESTAMP '2024-01-02 03:04:05.000' AS moment, "
                    + "DATE '2024-01-02' AS day, ARRAY['a', 'b'] AS tags, "
                    + "CAST(ROW(1, 'y') AS ROW(n integer, t varchar)) AS detail, 1.5 AS price");
        }
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    private static List<String> strings(ResultSet rows, String column) throws SQLException {
        List<String> values = new ArrayList<>();
        try (rows) {
            while (rows.next()) {
                values.add(rows.getString(column));
            }
        }
        return values;
    }

    @Test
    void metabase() throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_UNCOMMITTED);
        assertEquals("Tarn", metaData.getDatabaseProductName());
        assertTrue(strings(metaData.getSchemas(), "TABLE_SCHEM").contains("web_logs"));
        String escape = metaData.getSearchStringEscape();
        String schema = "web_logs".replace("_", escape + "_");
        String[] types = {
            "TABLE",
            "PARTITIONED TABLE",
            "VIEW",
            "FOREIGN TABLE",
            "MATERIALIZED VIEW",
            "EXTERNAL TABLE",
            "DYNAMIC_TABLE"
        };
        try (ResultSet tables = metaData.getTables(null, schema, "%", types)) {
            assertTrue(tables.next());
            assertEquals("hits", tables.getString("TABLE_NAME"));
            assertEquals("TABLE", tables.getString("TABLE_TYPE"));
            tables.getString("REMARKS");
            assertTrue(tables.wasNull());
            assertFalse(tables.next());
        }
        String probe = "SELECT TRUE AS \"_\" FROM \"web_logs\".\"hits\" WHERE 1 <> 1 LIMIT 0";
        try (PreparedStatement statement =
                connection.prepareStatement(probe, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            statement.setQueryTimeout(15);
            assertTrue(statement.execute());
        }
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
        assertEquals(
                List.of("id", "page", "moment", "day", "tags", "detail", "price"),
                strings(metaData.getColumns(null, "web_logs", "hits", null), "COLUMN_NAME"));
        assertFalse(metaData.getPrimaryKeys(null, "web_logs", "hits").next());
        assertFalse(metaData.getImportedKeys(null, "web_logs", "hits").next());
        assertFalse(metaData.getIndexInfo(null, "web_logs", "hits", false, true).next());
        try (PreparedStatement statement = connection.prepareStatement(
                "-- Metabase\nSELECT \"web_logs\".\"hits\".\"moment\" AS \"moment\", \"web_logs\".\"hits\".\"day\" AS \"day\" "
                        + "FROM \"web_logs\".\"hits\" WHERE \"web_logs\".\"hits\".\"id\" = ? LIMIT 2000",
                ResultSet.TYPE_FORWARD_ONLY,
                ResultSet.CONCUR_READ_ONLY,
                ResultSet.CLOSE_CURSORS_AT_COMMIT)) {
            statement.setFetchDirection(ResultSet.FETCH_FORWARD);
            statement.setFetchSize(500);
            statement.setMaxRows(2_000);
            statement.setObject(1, 1L);
            try (ResultSet rows = statement.executeQuery()) {
                ResultSetMetaData columns = rows.getMetaData();
                assertEquals(Types.TIMESTAMP, columns.getColumnType(1));
                assertTrue(rows.next());
                assertEquals(LocalDateTime.of(2024, 1, 2, 3, 4, 5), rows.getObject(1, LocalDateTime.class));
                assertEquals(LocalDate.of(2024, 1, 2), rows.getObject(2, LocalDate.class));
                statement.cancel();
            }
        }
    }

    @Test
    void tableau() throws SQLException {
        assertTrue(connection.isValid(10));
        DatabaseMetaData metaData = connection.getMetaData();
        metaData.getDriverMajorVersion();
        metaData.supportsANSI92EntryLevelSQL();
        assertEquals("\"", metaData.getIdentifierQuoteString());
        for (String any : new String[] {null, "", "%"}) {
            assertEquals(List.of("tarn", "tpch"), strings(metaData.getCatalogs(), "TABLE_CAT"));
            assertTrue(strings(metaData.getTables("tarn", any, any, null), "TABLE_NAME")
                    .contains("hits"));
        }
        connection.setCatalog("tarn");
        connection.setSchema("web_logs");
        for (String sql : new String[] {
            "SELECT 1 AS \"x\" FROM (SELECT 1 AS \"COL\") \"CHECKTABLE\" GROUP BY 1",
            "SELECT \"hits\".\"page\" AS \"page\", SUM(1) AS \"cnt\" FROM \"hits\" \"hits\" GROUP BY 1",
            "SELECT * FROM (SELECT * FROM \"web_logs\".\"hits\") \"Custom SQL Query\" LIMIT 0",
            "SELECT CAST({fn TIMESTAMPADD(SQL_TSI_MONTH, 1, \"moment\")} AS date) AS \"d\", {fn UCASE(\"page\")} AS \"p\" "
                    + "FROM \"hits\"",
            "SELECT COUNT(DISTINCT \"page\") AS \"n\" FROM \"hits\" HAVING COUNT(1) > 0"
        }) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                assertTrue(statement.getMetaData().getColumnCount() > 0, sql);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        assertNotNull(rows.getObject(1), sql);
                    }
                }
            }
        }
    }

    @Test
    void dbeaver() throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        for (String words : new String[] {
            metaData.getSQLKeywords(),
            metaData.getStringFunctions(),
            metaData.getNumericFunctions(),
            metaData.getTimeDateFunctions(),
            metaData.getSystemFunctions()
        }) {
            assertFalse(words.isEmpty());
        }
        assertEquals(List.of("TABLE", "VIEW"), strings(metaData.getTableTypes(), "TABLE_TYPE"));
        assertTrue(strings(metaData.getTypeInfo(), "TYPE_NAME").contains("decimal"));
        assertTrue(strings(metaData.getSchemas("tarn", null), "TABLE_SCHEM").contains("web_logs"));
        assertEquals(List.of("hits"), strings(metaData.getTables("tarn", "web_logs", null, null), "TABLE_NAME"));
        assertEquals(
                7,
                strings(metaData.getColumns("tarn", "web\\_logs", "hits", "%"), "COLUMN_NAME")
                        .size());
        assertEquals(List.of(), strings(metaData.getProcedures("tarn", "web_logs", null), "PROCEDURE_NAME"));
        assertTrue(strings(metaData.getFunctions("tarn", "web_logs", null), "FUNCTION_NAME")
                .contains("substr"));
        assertEquals(List.of(), strings(metaData.getExportedKeys("tarn", "web_logs", "hits"), "FKTABLE_NAME"));
        try (Statement statement =
                connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            statement.setFetchSize(200);
            statement.setMaxRows(200);
            assertTrue(statement.execute("SELECT * FROM web_logs.hits"));
            ResultSet rows = statement.getResultSet();
            assertTrue(rows.next());
            Array tags = (Array) rows.getObject("tags");
            assertEquals("varchar", tags.getBaseTypeName().substring(0, 7));
            try (ResultSet elements = tags.getResultSet()) {
                assertTrue(elements.next());
                assertEquals("a", elements.getString("VALUE"));
            }
            assertEquals("{\"n\":1,\"t\":\"y\"}", rows.getObject("detail").toString());
            assertFalse(statement.getMoreResults());
            assertEquals(-1, statement.getUpdateCount());
        }
    }

    @Test
    void dataGrip() throws SQLException {
        connection.setAutoCommit(true);
        DatabaseMetaData metaData = connection.getMetaData();
        assertTrue(metaData.supportsCatalogsInDataManipulation() && metaData.supportsSchemasInDataManipulation());
        assertEquals(".", metaData.getCatalogSeparator());
        assertTrue(metaData.isCatalogAtStart() && metaData.storesLowerCaseIdentifiers());
        try (ResultSet columns = metaData.getColumns("tarn", "web_logs", "%", "%")) {
            int count = 0;
            while (columns.next()) {
                assertEquals("YES", columns.getString("IS_NULLABLE"));
                assertEquals("NO", columns.getString("IS_AUTOINCREMENT"));
                columns.getString("COLUMN_DEF");
                count++;
            }
            assertEquals(7, count);
        }
        try (ResultSet keys = metaData.getCrossReference(null, null, null, null, "web_logs", "hits")) {
            assertFalse(keys.next());
        }
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.setQueryTimeout(10);
            assertTrue(statement.execute("SELECT t.* FROM web_logs.hits t LIMIT 501"));
            try (ResultSet rows = statement.getResultSet()) {
                assertTrue(rows.next());
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    assertNotNull(rows.getObject(i));
                    assertNotNull(rows.getString(i));
                    assertNotNull(rows.getMetaData().getColumnClassName(i));
                }
            }
            assertEquals(0, statement.executeUpdate("CREATE SCHEMA scratch"));
            statement.clearWarnings();
        }
    }
}
