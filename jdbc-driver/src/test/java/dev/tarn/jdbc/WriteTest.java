package dev.tarn.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteTest {
    @TempDir
    Path folder;

    @Test
    void writesWhetherOrNotTheCountIsFetched() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:tarn:");
                Statement statement = connection.createStatement()) {
            String name = "written_" + Long.toHexString(System.nanoTime());
            String create = "CREATE TABLE " + name + " WITH (external_location = '" + folder.resolve("t")
                    + "') AS SELECT n_nationkey, n_name FROM tpch.tiny.nation";
            assertEquals(25, statement.executeUpdate(create));
            String insert = "INSERT INTO " + name + " VALUES (100, 'A'), (101, 'B')";
            try (Statement second = connection.createStatement()) {
                assertFalse(second.execute(insert));
                assertEquals(2, second.getLargeUpdateCount());
            }
            assertEquals(2, statement.executeUpdate(insert));
            try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + name)) {
                assertTrue(rows.next());
                assertEquals(29, rows.getLong(1));
                assertFalse(rows.next());
            }
            SQLException failure = assertThrows(
                    SQLException.class,
                    () -> statement.execute("INSERT INTO " + name
                            + " SELECT n_nationkey / (n_nationkey - 7), 'x' FROM tpch.tiny.nation"));
            assertEquals("22012", failure.getSQLState());
            statement.execute("DROP TABLE " + name);
        }
    }
}
