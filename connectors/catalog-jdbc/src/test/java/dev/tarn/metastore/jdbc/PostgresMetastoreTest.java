package dev.tarn.metastore.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.metastore.Database;
import dev.tarn.spi.metastore.IfExists;
import dev.tarn.spi.metastore.Metastore;
import dev.tarn.spi.metastore.Partition;
import dev.tarn.testkit.BaseMetastoreTest;
import dev.tarn.testkit.PostgresServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresMetastoreTest extends BaseMetastoreTest {
    private static PostgresServer server;
    private String address;

    @BeforeAll
    static void startServer() {
        server = PostgresServer.start().orElse(null);
        Assumptions.assumeTrue(
                server != null, "PostgreSQL is not installed; 'apt-get install postgresql' makes these tests run");
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    protected Metastore open() {
        address = server.newDatabase();
        return new PostgresProvider().open(address);
    }

    private static TarnException expect(ErrorCode code, Runnable action) {
        TarnException error = assertThrows(TarnException.class, action::run);
        assertEquals(code, error.code(), error.getMessage());
        assertFalse(error.getMessage().contains("se:cret"), error.getMessage());
        return error;
    }

    @Test
    void outlivesItsProcess() {
        change(writer -> writer.createDatabase(Database.of("lake")));
        try (Metastore again = new PostgresProvider().open(address)) {
            assertEquals(metastore().id(), again.id());
            assertEquals(metastore().version(), again.version());
            assertEquals(List.of("lake"), again.read(reader -> reader.databases()));
        }
    }

    @Test
    void addsManyPartitionsQuickly() {
        List<Partition> partitions = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            String day = String.format(Locale.ROOT, "d%06d", i);
            partitions.add(Partition.of(List.of("2024", day), "s3://bucket/lake/trips/year=2024/day=" + day));
        }
        change(writer -> {
            writer.createDatabase(Database.of("lake"));
            writer.createRelation(TRIPS, table("id"), "CREATE TABLE");
        });
        long begin = System.nanoTime();
        change(writer -> assertEquals(100_000, writer.addPartitions(TRIPS, partitions, IfExists.FAIL)));
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        System.getLogger("timing")
                .log(System.Logger.Level.INFO, "100,000 partitions: added in {0} ms", took.toMillis());
        assertEquals(100_000, partitionCount());
    }

    @Test
    void bringsACatalogOfTheFirstVersionUpToDate() {
        String place = server.newDatabase();
        Dialect dialect = new PostgresDialect(PostgresAddress.parse(place));
        String database = place.substring(place.lastIndexOf('/') + 1);
        server.execute(database, CatalogVersion1.statements(dialect).toArray(String[]::new));
        for (int i = 0; i < 2; i++) {
            try (Metastore again = new PostgresProvider().open(place)) {
                CatalogVersion1.check(again);
            }
        }
        server.execute(database, "UPDATE tarn_info SET value = '99' WHERE name = 'schema_version'");
        TarnException newer = expect(ErrorCode.CATALOG_UNAVAILABLE, () -> new PostgresProvider().open(place));
        assertTrue(newer.getMessage().contains("newer Tarn"), newer.getMessage());
        server.execute(database, "DROP TABLE tarn_info CASCADE", "CREATE TABLE tarn_info (name TEXT, value TEXT)");
        expect(ErrorCode.CATALOG_CORRUPT, () -> new PostgresProvider().open(place));
    }

    @Test
    void saysThatTheUserMayNotMakeTables() {
        String place = server.newDatabase();
        server.execute("postgres", "CREATE ROLE guest LOGIN");
        expect(ErrorCode.PERMISSION_DENIED, () -> new PostgresProvider().open(place.replace("tarn:", "guest:")));
    }

    @Test
    void neverShowsAPassword() {
        for (String place : List.of(
                "postgresql://u:se%3Acret@127.0.0.1:99999/db",
                "postgresql://u:se%3Acret@127.0.0.1:54x/db",
                "postgresql://u:se%3Acret@127.0.0.1:0/db",
                "postgresql://u:se%3Acret@[::1/db",
                "postgresql://127.0.0.1:1/db?user=u&password=se%3Acret",
                "postgresql://127.0.0.1:1/db?user=u&password=se%3Acret&socketTimeout=often",
                "jdbc:postgresql://127.0.0.1:1/a%20b?password=se%3Acret")) {
            TarnException error = assertThrows(TarnException.class, () -> new PostgresProvider().open(place), place);
            for (Throwable each = error; each != null; each = each.getCause()) {
                String text = String.valueOf(each.getMessage());
                assertFalse(text.contains("se:cret") || text.contains("se%3Acret"), text);
            }
        }
        assertEquals(
                "postgresql://h:5432/db",
                PostgresAddress.parse("postgresql://h:5432/db?password=x").toString());
    }

    @Test
    void takesUserAndPasswordFromParametersToo() {
        String place = server.newDatabase();
        String bare = place.substring(0, place.indexOf("tarn:")) + place.substring(place.indexOf('@') + 1);
        try (Metastore opened = new PostgresProvider().open(bare + "?user=tarn&password=x&connectTimeout=5")) {
            assertTrue(opened.id().matches("[0-9a-f]{8}"));
        }
    }

    @Test
    void saysWhichDatabaseCannotBeReached() {
        TarnException missing =
                expect(ErrorCode.CATALOG_UNAVAILABLE, () -> new PostgresProvider().open(server.address("nowhere")));
        assertTrue(missing.getMessage().contains("create the database"), missing.getMessage());
        expect(ErrorCode.CATALOG_UNAVAILABLE, () -> new PostgresProvider()
                .open("postgresql://u:se%3Acret@127.0.0.1:1/db"));
        expect(ErrorCode.INVALID_PROPERTY, () -> new PostgresProvider().open("postgresql://u:se%3Acret@/"));
    }
}
