package dev.tarn.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.memory.DirectBuffer;
import dev.tarn.spi.memory.DirectBufferPool;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.FileSystem;
import dev.tarn.spi.storage.InputFile;
import dev.tarn.spi.storage.Location;
import dev.tarn.spi.storage.OutputFile;
import dev.tarn.spi.storage.PendingFile;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every storage does that can be written to. */
public abstract class BaseFileWritingTest {
    private final BufferAllocator allocator = new RootAllocator();

    /** Returns the storage to test. */
    protected abstract FileSystem fileSystem();

    /** Returns the same storage as another process sees it: an instance that shares no state with the first. */
    protected abstract FileSystem otherProcess();

    /** Returns a folder that nothing lies in when a test begins. */
    protected abstract Location root();

    @AfterEach
    void leavesNoMemoryBehind() {
        allocator.close();
    }

    private static byte[] bytes(int length) {
        byte[] content = new byte[length];
        for (int i = 0; i < length; i++) {
            content[i] = (byte) (i * 37 >> 4);
        }
        return content;
    }

    private PendingFile prepare(Location location, byte[] content) {
        try (OutputFile file = fileSystem().create(location, allocator)) {
            file.write(ByteBuffer.wrap(content));
            file.prepare();
            return file.pending();
        }
    }

    private byte[] read(Location location) {
        FileEntry entry = otherProcess().file(location).orElseThrow();
        ByteBuffer content = ByteBuffer.allocate((int) entry.sizeBytes());
        try (InputFile file = otherProcess().open(entry)) {
            file.read(0, content);
        }
        return content.array();
    }

    private static ErrorCode code(Runnable action) {
        return assertThrows(TarnException.class, action::run).code();
    }

    @Test
    protected void showsAFileWhenItIsCommitted() {
        Location location = root().child("a=1").child("b c").child("x.parquet");
        byte[] content = bytes(700_001);
        PendingFile pending;
        try (OutputFile file = fileSystem().create(location, allocator)) {
            assertEquals(location, file.location());
            pending = file.pending();
            assertEquals(location, pending.location());
            DirectBuffer memory = DirectBufferPool.acquire(allocator, 300_000);
            RawMemory.copyFromArray(content, 100_001, memory.address(), 300_000);
            file.write(ByteBuffer.wrap(content, 0, 100_001));
            ByteBuffer direct = memory.buffer().duplicate().position(0).limit(300_000);
            file.write(direct);
            assertFalse(direct.hasRemaining());
            memory.close();
            file.write(ByteBuffer.wrap(content, 400_001, 300_000));
            assertEquals(content.length, file.position());
            assertTrue(otherProcess().file(location).isEmpty());
            file.prepare();
            assertEquals(pending, file.pending());
            assertTrue(otherProcess().file(location).isEmpty());
        }
        assertTrue(otherProcess().file(location).isEmpty());
        List<FileEntry> committed = fileSystem().commit(List.of(pending));
        assertEquals(List.of(fileSystem().file(location).orElseThrow()), committed);
        assertArrayEquals(content, read(location));
        assertEquals(List.of(), otherProcess().pendingFiles(root()));
    }

    @Test
    protected void writesEmptyAndLargeFiles() {
        Location empty = root().child("empty");
        Location large = root().child("large");
        byte[] content = bytes(40_000_000);
        fileSystem().commit(List.of(prepare(empty, new byte[0]), prepare(large, content)));
        assertEquals(0, read(empty).length);
        assertArrayEquals(content, read(large));
    }

    @Test
    protected void leavesNothingOfAFileThatIsClosedBeforeItIsPrepared() {
        Location location = root().child("a=1").child("x");
        try (OutputFile file = fileSystem().create(location, allocator)) {
            file.write(ByteBuffer.wrap(bytes(500_000)));
        }
        assertTrue(otherProcess().file(location).isEmpty());
        assertEquals(List.of(), otherProcess().pendingFiles(root()));
        assertTrue(otherProcess().isEmpty(root()));
    }

    @Test
    protected void leavesNothingOfAFileThatIsAborted() {
        PendingFile first = prepare(root().child("a=1").child("x"), bytes(10));
        PendingFile second = prepare(root().child("a=2").child("x"), bytes(10));
        fileSystem().abort(root(), List.of(first));
        fileSystem().abort(root(), List.of(first, second));
        assertEquals(List.of(), otherProcess().pendingFiles(root()));
        assertFalse(otherProcess().isFolder(root().child("a=1")));
        assertEquals(ErrorCode.PATH_NOT_FOUND, code(() -> fileSystem().commit(List.of(first))));
    }

    @Test
    protected void anotherProcessCommitsWhatOneHasPrepared() {
        Location location = root().child("x");
        PendingFile pending = prepare(location, bytes(99));
        PendingFile again = new PendingFile(new Location(pending.location().text()), pending.token());
        otherProcess().commit(List.of(again));
        assertArrayEquals(bytes(99), read(location));
        assertEquals(1, fileSystem().commit(List.of(pending)).size());
        assertArrayEquals(bytes(99), read(location));
    }

    @Test
    protected void anotherProcessFindsAndAbortsWhatOneHasBegun() {
        Location location = root().child("a=1").child("x");
        OutputFile file = fileSystem().create(location, allocator);
        file.write(ByteBuffer.wrap(bytes(6_000_000)));
        List<PendingFile> found = otherProcess().pendingFiles(root());
        assertEquals(List.of(file.pending()), found);
        otherProcess().abort(root(), found);
        assertEquals(List.of(), otherProcess().pendingFiles(root()));
        file.close();
        assertTrue(otherProcess().file(location).isEmpty());
    }

    @Test
    protected void doesNotReplaceFiles() {
        Location location = root().child("x");
        fileSystem().commit(List.of(prepare(location, bytes(5))));
        TarnException failure = assertThrows(
                TarnException.class,
                () -> fileSystem().create(location, allocator).close());
        assertEquals(ErrorCode.HIVE_PATH_ALREADY_EXISTS, failure.code());
        assertTrue(failure.getMessage().contains(location.name()), failure.getMessage());
        assertArrayEquals(bytes(5), read(location));
    }

    @Test
    protected void tellsWhetherAFolderIsEmpty() {
        assertTrue(fileSystem().isEmpty(root()));
        assertTrue(fileSystem().isEmpty(root().child("nothing")));
        PendingFile pending = prepare(root().child("deep").child("er").child("_hidden"), bytes(1));
        assertTrue(fileSystem().isEmpty(root()));
        fileSystem().commit(List.of(pending));
        assertFalse(fileSystem().isEmpty(root()));
        assertFalse(fileSystem().isEmpty(root().child("deep")));
        assertTrue(fileSystem().isEmpty(root().child("dee")));
    }

    @Test
    protected void deletesManyFilesAtOnce() {
        List<PendingFile> pending = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            pending.add(prepare(root().child("p=" + i % 3).child("x" + i), bytes(i)));
        }
        fileSystem().commit(pending);
        List<Location> some = pending.stream()
                .map(PendingFile::location)
                .filter(location -> !location.text().contains("p=2"))
                .collect(Collectors.toCollection(ArrayList::new));
        some.add(root().child("never").child("was"));
        fileSystem().delete(root(), some);
        assertEquals(
                Set.of("p=2"),
                otherProcess().list(root()).folders().stream()
                        .map(Location::name)
                        .collect(Collectors.toSet()));
        assertEquals(10, otherProcess().list(root().child("p=2")).files().size());
    }
}
