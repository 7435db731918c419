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
import dev.tarn.spi.metastore.PartitionFilter;
import dev.tarn.testkit.BaseMetastoreTest;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Assumptions;
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
        for (String type :
                List.of("nfs", "nfs4", "CIFS", "smb3", "9p", "ceph", "fuse.sshfs", "fuse.s3fs", "fuse.rclone")) {
            TarnException error = expect(ErrorCode.NOT_SUPPORTED, () -> SqliteProvider.refuseNetwork(folder, type));
            assertTrue(error.getMessage().contains(type), error.getMessage());
        }
        for (String type :
                List.of("ext4", "xfs", "btrfs", "overlay", "tmpfs", "apfs", "NTFS", "fuse.bindfs", "fuseblk")) {
            SqliteProvider.refuseNetwork(folder, type);
        }
        expect(ErrorCode.NOT_SUPPORTED, () -> SqliteProvider.refuseNetwork(Path.of("\\\\server\\share"), "NTFS"));
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    @Test
    void bringsACatalogOfTheFirstVersionUpToDate() throws Exception {
        metastore().close();
        Files.delete(file());
        execute(CatalogVersion1.statements(new SqliteDialect(file())).toArray(String[]::new));
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<Metastore>> opened = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                opened.add(pool.submit(this::reopen));
            }
            for (Future<Metastore> each : opened) {
                try (Metastore metastore = each.get()) {
                    CatalogVersion1.check(metastore);
                }
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void saysThatTheVersionIsNone() throws Exception {
        execute("UPDATE tarn_info SET value = 'new' WHERE name = 'schema_version'");
        expect(ErrorCode.CATALOG_CORRUPT, this::reopen);
        execute("UPDATE tarn_info SET value = '0' WHERE name = 'schema_version'");
        expect(ErrorCode.CATALOG_CORRUPT, this::reopen);
        execute("DELETE FROM tarn_info");
        TarnException error = expect(ErrorCode.CATALOG_CORRUPT, this::reopen);
        assertTrue(error.getMessage().contains("put back a copy"), error.getMessage());
    }

    @Test
    void saysThatATableIsMissing() throws Exception {
        execute("DROP TABLE tarn_relations");
        TarnException error =
                expect(ErrorCode.CATALOG_CORRUPT, () -> metastore().read(reader -> reader.relation(TRIPS)));
        assertTrue(error.getMessage().contains("tarn_relations"), error.getMessage());
    }

    @Test
    void readsAndWritesThroughItsLog() throws Exception {
        try (Connection connection = new SqliteDialect(file()).connect();
                Statement statement = connection.createStatement()) {
            assertEquals("wal", pragma(statement, "journal_mode"));
            assertEquals("2", pragma(statement, "synchronous"));
            assertEquals("30000", pragma(statement, "busy_timeout"));
        }
        TarnException error =
                expect(ErrorCode.CATALOG_UNAVAILABLE, () -> JdbcMetastore.open(new SqliteDialect(Path.of(":memory:"))));
        assertTrue(error.getMessage().contains("WAL"), error.getMessage());
    }

    private static String pragma(Statement statement, String name) throws SQLException {
        try (ResultSet value = statement.executeQuery("PRAGMA " + name)) {
            return value.getString(1);
        }
    }

    @Test
    void saysThatTheFolderMayNotBeWritten() throws Exception {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Assumptions.assumeTrue(closed.toFile().setWritable(false) && !Files.isWritable(closed));
        TarnException error = expect(ErrorCode.PERMISSION_DENIED, () -> new SqliteProvider().open(closed.toString()));
        assertTrue(error.getMessage().contains("writable"), error.getMessage());
    }

    @Test
    void saysThatTheFolderIsGone() {
        Dialect gone = new SqliteDialect(folder.resolve("gone").resolve(SqliteProvider.FILE));
        TarnException error = expect(ErrorCode.CATALOG_UNAVAILABLE, () -> JdbcMetastore.open(gone));
        assertTrue(error.getMessage().contains("gone"), error.getMessage());
    }

    @Test
    void saysThatPagesOfTheFileAreBroken() throws Exception {
        List<Partition> partitions = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            partitions.add(Partition.of(List.of("2024", "d" + i), "s3://bucket/lake/trips/" + i));
        }
        change(writer -> {
            writer.createDatabase(Database.of("lake"));
            writer.createRelation(TRIPS, table("id"), "CREATE TABLE");
            writer.addPartitions(TRIPS, partitions, IfExists.FAIL);
        });
        metastore().close();
        try (RandomAccessFile pages = new RandomAccessFile(file().toFile(), "rw")) {
            byte[] noise = new byte[(int) pages.length() / 2];
            new Random(7).nextBytes(noise);
            pages.seek(pages.length() / 2);
            pages.write(noise);
        }
        try (Metastore broken = reopen()) {
            expect(
                    ErrorCode.CATALOG_CORRUPT,
                    () -> broken.read(reader -> reader.partitions(TRIPS, PartitionFilter.all(), null, 100_000)));
        }
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
