package dev.tarn.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Tools ask every table for no rows, to see whether they may; that must cost nothing. */
class ZeroRowProbeTest {
    @Test
    void queriesWithoutRowsReadNothing() throws Exception {
        byte[] object = Files.readAllBytes(Path.of("..", "examples/lake/stations/stations.parquet"));
        try (OneObjectServer server = new OneObjectServer("stations/stations.parquet", object);
                Connection connection = DriverManager.getConnection("jdbc:tarn:s3.endpoint=" + server.address()
                        + ";s3.access_key_id=key;s3.secret_access_key=secret");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE EXTERNAL TABLE stations (station_id int, name string) STORED AS PARQUET "
                    + "LOCATION 's3://lake/stations/'");
            int before = server.requests();
            for (String sql : new String[] {
                "SELECT * FROM stations WHERE 1 <> 1",
                "SELECT * FROM stations WHERE 1 = 0",
                "SELECT * FROM stations WHERE false",
                "SELECT * FROM stations LIMIT 0",
                "SELECT TRUE AS _ FROM tarn.default.stations WHERE 1 <> 1 LIMIT 0",
                "SELECT name, count(*) FROM stations WHERE 1 <> 1 GROUP BY name",
                "SELECT * FROM (SELECT * FROM stations) t WHERE 1 <> 1",
                "SELECT * FROM (SELECT * FROM stations) t LIMIT 0",
                "SELECT a.name FROM stations a JOIN stations b ON a.name = b.name WHERE 1 = 2"
            }) {
                try (PreparedStatement probe = connection.prepareStatement(sql)) {
                    probe.setQueryTimeout(15);
                    assertTrue(probe.getMetaData().getColumnCount() > 0);
                    try (ResultSet rows = probe.executeQuery()) {
                        assertFalse(rows.next(), sql);
                    }
                }
                assertEquals(before, server.requests(), sql);
            }
            try (ResultSet rows = statement.executeQuery("SELECT name FROM stations LIMIT 1")) {
                assertTrue(rows.next());
            }
            assertTrue(server.requests() > before);
        }
    }
}
