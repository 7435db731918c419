package dev.tarn.metastore.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.metastore.Database;
import dev.tarn.spi.metastore.IfExists;
import dev.tarn.spi.metastore.Metastore;
import dev.tarn.spi.metastore.Partition;
import dev.tarn.testkit.BaseMetastoreTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteMetastoreTest extends BaseMetastoreTest {
    @TempDir
    private Path folder;

    @Override
    protected Metastore open() {
        return reopen();
    }

    private Metastore reopen() {
        return new SqliteProvider().open(folder.resolve("catalog").toString());
    }

    private Path file() {
        return folder.resolve("catalog").resolve(SqliteProvider.FILE);
    }

    private static TarnException expect(ErrorCode code, Runnable action) {
        TarnException error = assertThrows(TarnException.class, action::run);
        assertEquals(code, error.code(), error.getMessage());
        return error;
    }

    @Test
    void outlivesItsProcess() {
        change(writer -> writer.createDatabase(Database.of("lake")));
        String id = metastore().id();
        long version = metastore().version();
        metastore().close();
        try (Metastore again = reopen()) {
            assertEquals(id, again.id());
            assertEquals(version, again.version());
            assertEquals(List.of("lake"), again.read(reader -> reader.databases()));
        }
    }

    @Test
    void othersSeeAChangeAtOnce() {
        try (Metastore other = reopen()) {
            long version = other.version();
            change(writer -> writer.createDatabase(Database.of("lake")));
            assertTrue(other.version() > version);
            assertEquals(List.of("lake"), other.read(reader -> reader.databases()));
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
        long added = System.nanoTime();
        assertEquals(100_000, partitionCount());
        long counted = System.nanoTime();
        assertTrue(metastore()
                .read(reader -> reader.partition(TRIPS, List.of("2024", "d077777")))
                .isPresent());
        long found = System.nanoTime();
        System.getLogger("timing")
                .log(
                        System.Logger.Level.INFO,
                        "100,000 partitions: added in {0} ms, counted in {1} us, one found in {2} us",
                        (added - begin) / 1_000_000,
                        (counted - added) / 1_000,
                        (found - counted) / 1_000);
    }

    @Test
    void refusesNetworkFileSystemsByName() {
        for (String type : List.of("nfs4", "CIFS", "smbfs", "fuse.sshfs")) {
            TarnException error = expect(ErrorCode.NOT_SUPPORTED, () -> SqliteProvider.refuseNetwork(folder, type));
            assertTrue(error.getMessage().contains(type), error.getMessage());
        }
        SqliteProvider.refuseNetwork(folder, "ext4");
    }

    @Test
    void saysThatANewerTarnMadeTheTables() throws Exception {
        metastore().close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE tarn_info SET value = '99' WHERE name = 'schema_version'");
        }
        TarnException error = expect(ErrorCode.CATALOG_UNAVAILABLE, this::reopen);
        assertTrue(error.getMessage().contains("newer Tarn"), error.getMessage());
    }

    @Test
    void saysThatTheFileIsBroken() throws Exception {
        change(writer -> writer.createDatabase(Database.of("lake")));
        metastore().close();
        Files.write(
                file(), "this is no catalog, however long it may be".repeat(500).getBytes(StandardCharsets.UTF_8));
        TarnException error = expect(ErrorCode.CATALOG_CORRUPT, this::reopen);
        assertTrue(error.getMessage().contains(SqliteProvider.FILE), error.getMessage());
    }

    @Test
    void saysThatThePlaceIsAFile() throws Exception {
        Path plain = Files.writeString(folder.resolve("plain"), "x");
        expect(ErrorCode.CATALOG_UNAVAILABLE, () -> new SqliteProvider().open(plain.toString()));
    }

    @Test
    void saysThatTheDiskIsFull() throws Exception {
        Dialect small = new SqliteDialect(file()) {
            @Override
            public Connection connect() throws java.sql.SQLException {
                Connection connection = super.connect();
                try (Statement statement = connection.createStatement()) {
                    statement.execute("PRAGMA max_page_count = 40");
                }
                return connection;
            }
        };
        try (Metastore full = JdbcMetastore.open(small)) {
            full.change("ana", writer -> writer.createDatabase(Database.of("lake")));
            full.change("ana", writer -> writer.createRelation(TRIPS, table("id"), "CREATE TABLE"));
            List<Partition> partitions = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                partitions.add(Partition.of(List.of("2024", "d" + i), "s3://bucket/lake/trips/" + i));
            }
            expect(
                    ErrorCode.NO_SPACE,
                    () -> full.change("ana", writer -> writer.addPartitions(TRIPS, partitions, IfExists.FAIL)));
            long count = full.read(reader -> reader.partitionCount(TRIPS));
            assertEquals(0, count);
        }
    }

    @Test
    void saysThatAnotherProcessHoldsTheFileLocked() throws Exception {
        try (Metastore impatient = JdbcMetastore.open(new SqliteDialect(file(), 50));
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            expect(
                    ErrorCode.CATALOG_BUSY,
                    () -> impatient.change("ana", writer -> writer.createDatabase(Database.of("lake"))));
            assertEquals(List.of(), impatient.read(reader -> reader.databases()));
            statement.execute("ROLLBACK");
            impatient.change("ana", writer -> writer.createDatabase(Database.of("lake")));
        }
    }

    @Test
    void saysThatTheFileCannotBeWritten() {
        Dialect readOnly = new SqliteDialect(file()) {
            @Override
            public Connection connect() throws java.sql.SQLException {
                Connection connection = super.connect();
                try (Statement statement = connection.createStatement()) {
                    statement.execute("PRAGMA query_only = ON");
                }
                return connection;
            }
        };
        try (Metastore refused = JdbcMetastore.open(readOnly)) {
            expect(
                    ErrorCode.PERMISSION_DENIED,
                    () -> refused.change("ana", writer -> writer.createDatabase(Database.of("lake"))));
        }
    }

    @Test
    void serveFoldersOnly() {
        assertTrue(new SqliteProvider().serves("/var/lib/tarn"));
        assertTrue(!new SqliteProvider().serves("postgresql://host/db"));
        assertTrue(new PostgresProvider().serves("jdbc:postgresql://host/db"));
    }
}
