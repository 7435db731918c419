package dev.tarn.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.metastore.CollectedColumn;
import dev.tarn.spi.metastore.CollectedStatistics;
import dev.tarn.spi.metastore.ColumnDefinition;
import dev.tarn.spi.metastore.Database;
import dev.tarn.spi.metastore.IfExists;
import dev.tarn.spi.metastore.Metastore;
import dev.tarn.spi.metastore.MetastoreWriter;
import dev.tarn.spi.metastore.Partition;
import dev.tarn.spi.metastore.RelationName;
import dev.tarn.spi.metastore.StorageDefinition;
import dev.tarn.spi.metastore.StoredRelation;
import dev.tarn.spi.metastore.TableDefinition;
import dev.tarn.spi.metastore.WriteId;
import dev.tarn.spi.metastore.WriteOutput;
import dev.tarn.spi.metastore.WriteRecord;
import dev.tarn.spi.metastore.WriteRequest;
import dev.tarn.spi.metastore.WriteState;
import dev.tarn.spi.metastore.WriteVisibility;
import dev.tarn.spi.metastore.WriterProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every metastore does with writes, and what the tests of all of it share. */
abstract class MetastoreWritesContract {
    protected static final RelationName TRIPS = new RelationName("lake", "trips");
    private static final StorageDefinition PARQUET =
            new StorageDefinition("PARQUET", "PARQUET", null, Map.of(), null, null);
    private Metastore metastore;

    /** Opens a metastore that has nothing. */
    protected abstract Metastore open();

    @BeforeEach
    void openMetastore() {
        metastore = open();
    }

    @AfterEach
    void closeMetastore() {
        metastore.close();
    }

    /** Returns the metastore of the running test. */
    protected final Metastore metastore() {
        return metastore;
    }

    protected static TableDefinition table(String... columns) {
        return new TableDefinition(
                Arrays.stream(columns)
                        .map(name -> new ColumnDefinition(name, "int", null))
                        .toList(),
                List.of(new ColumnDefinition("year", "int", null), new ColumnDefinition("city", "string", "where")),
                PARQUET,
                null,
                "/lake/trips",
                null,
                Map.of());
    }

    protected final void change(Consumer<MetastoreWriter> work) {
        metastore.change("ana", writer -> {
            work.accept(writer);
            return null;
        });
    }

    protected final long partitionCount() {
        return metastore.read(reader -> reader.partitionCount(TRIPS));
    }

    final StoredRelation createTrips() {
        change(writer -> writer.createDatabase(Database.of("lake")));
        return metastore.change("ana", writer -> writer.createRelation(TRIPS, table("id"), "CREATE TABLE"));
    }

    static TarnException expect(ErrorCode code, Runnable action) {
        TarnException error = assertThrows(TarnException.class, action::run);
        assertEquals(code, error.code(), error.getMessage());
        return error;
    }

    static Partition partition(String year, String city) {
        return Partition.of(Arrays.asList(year, city), "/lake/trips/year=" + year + "/city=" + city);
    }

    private static WriteRequest request() {
        WriterProcess process = new WriterProcess("host", "boot pid:[1]", 42, Instant.ofEpochMilli(5));
        return new WriteRequest("INSERT", TRIPS, "/lake/trips", process);
    }

    @Test
    protected void commitsAWriteTogetherWithWhatItMakes() {
        createTrips();
        WriteRecord write = metastore.change("ana", writer -> writer.beginWrite(request()));
        assertEquals(WriteState.OPEN, write.state());
        assertEquals(request(), write.request());
        List<WriteOutput> outputs = List.of(
                new WriteOutput("/lake/trips/" + write.id().fileName(0, "parquet"), null),
                new WriteOutput("s3://b/x", "up"));
        change(writer -> writer.addOutputs(write.id(), outputs.subList(0, 1)));
        change(writer -> writer.addOutputs(write.id(), outputs.subList(1, 2)));
        WriteVisibility before = metastore.read(reader -> reader.writeVisibility());
        assertFalse(before.isVisible(write.id().fileName(0, "parquet")));
        assertTrue(before.isVisible("part-0.parquet"));
        assertTrue(before.isVisible(new WriteId("00000000", 99).fileName(0, "orc"))
                || metastore.id().equals("00000000"));
        change(writer -> {
            writer.addPartitions(TRIPS, List.of(partition("2024", "rio")), IfExists.SKIP);
            writer.putStatistics(TRIPS, List.of(statistics(null, 1)));
            writer.endWrite(write.id(), WriteState.COMMITTED);
        });
        metastore.read(reader -> {
            assertTrue(reader.writeVisibility().isVisible(write.id()));
            assertEquals(1, reader.partitionCount(TRIPS));
            WriteRecord ended = reader.write(write.id()).orElseThrow();
            assertEquals(WriteState.COMMITTED, ended.state());
            assertTrue(ended.ended() != null);
            assertEquals(outputs, reader.outputs(write.id()));
            assertEquals(List.of(), reader.writes(WriteState.OPEN));
            return null;
        });
        expect(ErrorCode.CONFLICT, () -> change(writer -> writer.endWrite(write.id(), WriteState.ABORTED)));
        expect(ErrorCode.CONFLICT, () -> change(writer -> writer.addOutputs(write.id(), outputs)));
    }

    @Test
    protected void hidesWhatIsOpenOrAbortedOrBeganLater() {
        WriteRequest unload = new WriteRequest("UNLOAD", null, "s3://b/out/", new WriterProcess("host", null, 1, null));
        WriteRecord first = metastore.change("ana", writer -> writer.beginWrite(unload));
        WriteRecord second = metastore.change("ana", writer -> writer.beginWrite(unload));
        assertEquals(unload, second.request());
        assertTrue(first.id().compareTo(second.id()) < 0);
        change(writer -> writer.endWrite(first.id(), WriteState.ABORTED));
        change(writer -> writer.endWrite(second.id(), WriteState.COMMITTED));
        WriteVisibility now = metastore.read(reader -> reader.writeVisibility());
        assertFalse(now.isVisible(first.id()));
        assertTrue(now.isVisible(second.id()));
        WriteRecord third = metastore.change("ana", writer -> writer.beginWrite(unload));
        change(writer -> writer.endWrite(third.id(), WriteState.COMMITTED));
        assertFalse(now.isVisible(third.id()));
        assertEquals(
                List.of(second.id(), third.id()),
                metastore.read(reader -> reader.writes(WriteState.COMMITTED)).stream()
                        .map(WriteRecord::id)
                        .toList());
    }

    @Test
    protected void hidesTheFilesOfAWriteWhoseFilesWereRemoved() {
        createTrips();
        WriteRecord write = metastore.change("ana", writer -> writer.beginWrite(request()));
        WriteRecord committed = metastore.change("ana", writer -> writer.beginWrite(request()));
        change(writer -> writer.endWrite(committed.id(), WriteState.COMMITTED));
        expect(ErrorCode.CONFLICT, () -> change(writer -> writer.markCleaned(write.id())));
        expect(ErrorCode.CONFLICT, () -> change(writer -> writer.markCleaned(committed.id())));
        change(writer -> writer.endWrite(write.id(), WriteState.ABORTED));
        expect(ErrorCode.CONFLICT, () -> change(writer -> writer.forgetWrite(write.id())));
        change(writer -> writer.markCleaned(write.id()));
        metastore.read(reader -> {
            assertEquals(
                    WriteState.CLEANED, reader.write(write.id()).orElseThrow().state());
            assertEquals(List.of(), reader.writes(WriteState.ABORTED));
            assertEquals(1, reader.writes(WriteState.CLEANED).size());
            assertFalse(reader.writeVisibility().isVisible(write.id()));
            assertTrue(reader.writeVisibility().isVisible(committed.id()));
            return null;
        });
        expect(ErrorCode.CONFLICT, () -> change(writer -> writer.endWrite(write.id(), WriteState.COMMITTED)));
        expect(ErrorCode.CONFLICT, () -> change(writer -> writer.forgetWrite(committed.id())));
        change(writer -> writer.forgetWrite(write.id()));
        assertTrue(metastore.read(reader -> reader.write(write.id())).isEmpty());
        expect(ErrorCode.CONFLICT, () -> change(writer -> writer.endWrite(write.id(), WriteState.COMMITTED)));
    }

    @Test
    protected void isToldThatWritesStillRun() throws InterruptedException {
        createTrips();
        WriteRecord write = metastore.change("ana", writer -> writer.beginWrite(request()));
        Instant now = metastore.read(reader -> reader.now());
        assertTrue(Duration.between(write.lastAlive(), now).abs().compareTo(Duration.ofMinutes(1)) < 0);
        long version = metastore.version();
        Thread.sleep(5);
        metastore.keepAlive(List.of(write.id(), new WriteId(metastore.id(), 99)));
        assertEquals(version, metastore.version());
        Instant alive =
                metastore.read(reader -> reader.write(write.id())).orElseThrow().lastAlive();
        assertFalse(alive.isBefore(write.lastAlive()));
        change(writer -> writer.endWrite(write.id(), WriteState.COMMITTED));
        metastore.keepAlive(List.of(write.id()));
        assertEquals(
                WriteState.COMMITTED,
                metastore.read(reader -> reader.write(write.id())).orElseThrow().state());
    }

    static CollectedStatistics statistics(List<String> partition, long rows) {
        return new CollectedStatistics(
                partition,
                rows,
                2,
                1 << 20,
                Instant.ofEpochMilli(1_700_000_000_123L),
                Map.of(
                        "id", new CollectedColumn("1", "9", 0, 7, new byte[] {0, 1, -1}),
                        "name", new CollectedColumn(null, null, -1, -1, null)));
    }
}
