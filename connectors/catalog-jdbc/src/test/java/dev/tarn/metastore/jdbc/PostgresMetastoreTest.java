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
    void saysWhichDatabaseCannotBeReached() {
        TarnException missing =
                expect(ErrorCode.CATALOG_UNAVAILABLE, () -> new PostgresProvider().open(server.address("nowhere")));
        assertTrue(missing.getMessage().contains("create the database"), missing.getMessage());
        expect(ErrorCode.CATALOG_UNAVAILABLE, () -> new PostgresProvider()
                .open("postgresql://u:se%3Acret@127.0.0.1:1/db"));
        expect(ErrorCode.INVALID_PROPERTY, () -> new PostgresProvider().open("postgresql://u:se%3Acret@/"));
    }
}
