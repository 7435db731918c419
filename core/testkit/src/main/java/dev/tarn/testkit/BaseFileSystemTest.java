package dev.tarn.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.FileSystem;
import dev.tarn.spi.storage.FolderListing;
import dev.tarn.spi.storage.InputFile;
import dev.tarn.spi.storage.Location;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every storage does. A storage's test extends it and says how files come into being. */
public abstract class BaseFileSystemTest {
    /** Returns the storage to test. */
    protected abstract FileSystem fileSystem();

    /** Returns a folder that is there and empty when a test begins. */
    protected abstract Location root();

    /** Writes a file, over the one that was there; makes its folders. */
    protected abstract void write(Location file, byte[] content);

    private static byte[] bytes(int length) {
        byte[] content = new byte[length];
        for (int i = 0; i < length; i++) {
            content[i] = (byte) (i * 31 >> 3);
        }
        return content;
    }

    private FileEntry entry(Location location) {
        return fileSystem().file(location).orElseThrow();
    }

    /** Opens a file and reads of it, since a storage behind a network looks at the file only then. */
    private void readFirstByte(FileEntry file) {
        try (InputFile opened = fileSystem().open(file)) {
            opened.read(0, ByteBuffer.allocate(1));
        }
    }

    private static void expect(ErrorCode code, Runnable action) {
        assertEquals(code, assertThrows(TarnException.class, action::run).code());
    }

    @Test
    protected void isFoundByServiceLoader() {
        assertTrue(ServiceLoader.load(FileSystem.class).stream()
                .anyMatch(provider -> provider.type() == fileSystem().getClass()));
        assertTrue(fileSystem().serves(root().scheme()));
        assertFalse(fileSystem().serves("nothing-has-this-scheme"));
    }

    @Test
    protected void listsFilesAndFoldersByTheBytesOfTheirNames() {
        for (String name : List.of(
                "b.parquet", "a b%3Dc", "_hidden", ".dot", "Łódź", "Z", "ü\uD83D\uDE00", "sub=1/x", "sub=1/y/z")) {
            write(root().child(name), bytes(name.length()));
        }
        FolderListing listing = fileSystem().list(root());
        assertEquals(
                List.of(".dot", "Z", "_hidden", "a b%3Dc", "b.parquet", "ü\uD83D\uDE00", "Łódź"),
                listing.files().stream().map(file -> file.location().name()).toList());
        assertEquals(List.of(root().child("sub=1")), listing.folders());
        assertEquals(7, entry(root().child("a b%3Dc")).sizeBytes());
        FolderListing inner = fileSystem().list(root().child("sub=1"));
        assertEquals(
                List.of(root().child("sub=1").child("x")),
                inner.files().stream().map(FileEntry::location).toList());
        assertEquals(List.of(root().child("sub=1").child("y")), inner.folders());
    }

    @Test
    protected void listingAndLookupAgree() {
        write(root().child("file"), bytes(10));
        assertEquals(fileSystem().list(root()).files(), List.of(entry(root().child("file"))));
    }

    @Test
    protected void tellsFilesFromFolders() {
        write(root().child("folder").child("file"), bytes(1));
        Location file = root().child("folder").child("file");
        assertTrue(fileSystem().isFolder(root().child("folder")));
        assertFalse(fileSystem().isFolder(file));
        assertFalse(fileSystem().isFolder(root().child("nothing")));
        assertTrue(fileSystem().file(root().child("folder")).isEmpty());
        assertTrue(fileSystem().file(root().child("nothing")).isEmpty());
        assertTrue(fileSystem().file(file.child("below-a-file")).isEmpty());
        expect(ErrorCode.PATH_NOT_FOUND, () -> fileSystem().list(root().child("nothing")));
        expect(ErrorCode.PATH_NOT_FOUND, () -> fileSystem().list(file));
    }

    @Test
    protected void doesNotOpenWhatIsNotThere() {
        FileEntry gone = new FileEntry(root().child("gone"), 1, 0, "1");
        expect(ErrorCode.PATH_NOT_FOUND, () -> readFirstByte(gone));
    }

    @Test
    protected void readsRanges() {
        byte[] content = bytes(100_000);
        write(root().child("file"), content);
        try (InputFile file = fileSystem().open(entry(root().child("file")))) {
            assertEquals(entry(root().child("file")), file.entry());
            for (ByteBuffer target : List.of(ByteBuffer.allocate(5000), ByteBuffer.allocateDirect(5000))) {
                target.position(10).limit(4010);
                file.read(60_000, target);
                assertEquals(4010, target.position());
                byte[] read = new byte[4000];
                target.position(10).get(read);
                assertArrayEquals(java.util.Arrays.copyOfRange(content, 60_000, 64_000), read);
            }
            file.read(content.length, ByteBuffer.allocate(0));
        }
    }

    @Test
    protected void readsFromManyThreadsAtOnce() throws Exception {
        byte[] content = bytes(200_000);
        write(root().child("file"), content);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (InputFile file = fileSystem().open(entry(root().child("file")))) {
            List<Future<?>> reads = IntStream.range(0, 200)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> {
                        ByteBuffer target = ByteBuffer.allocate(900);
                        file.read(i * 997L, target);
                        assertArrayEquals(
                                java.util.Arrays.copyOfRange(content, i * 997, i * 997 + 900), target.array());
                    }))
                    .toList();
            for (Future<?> read : reads) {
                read.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    protected void refusesToReadPastTheEnd() {
        write(root().child("file"), bytes(100));
        try (InputFile file = fileSystem().open(entry(root().child("file")))) {
            TarnException failure = assertThrows(TarnException.class, () -> file.read(90, ByteBuffer.allocate(11)));
            assertEquals(ErrorCode.HIVE_CURSOR_ERROR, failure.code());
            assertEquals(
                    ErrorPosition.InFile.of(root().child("file").text()),
                    failure.position().orElseThrow());
        }
    }

    @Test
    protected void changesTheVersionWithTheContent() {
        Location location = root().child("file");
        write(location, bytes(100));
        FileEntry before = entry(location);
        assertEquals(before.version(), entry(location).version());
        write(location, bytes(101));
        assertNotEquals(before.version(), entry(location).version());
        expect(ErrorCode.FILE_CHANGED, () -> readFirstByte(before));
    }
}
