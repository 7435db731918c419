package dev.tarn.storage.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.FileSystem;
import dev.tarn.spi.storage.Location;
import dev.tarn.testkit.BaseFileWritingTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFileWritingTest extends BaseFileWritingTest {
    private final LocalFileSystem files = new LocalFileSystem();
    private final LocalFileSystem others = new LocalFileSystem();

    @TempDir
    Path folder;

    @Override
    protected FileSystem fileSystem() {
        return files;
    }

    @Override
    protected FileSystem otherProcess() {
        return others;
    }

    @Override
    protected Location root() {
        return new Location(folder.toString());
    }

    private static TarnException failureOf(Location file) {
        try (BufferAllocator allocator = new RootAllocator()) {
            return assertThrows(TarnException.class, () -> new LocalFileSystem().create(file, allocator));
        }
    }

    @Test
    void saysThatAFolderMayNotBeWritten() {
        assertEquals(
                ErrorCode.PERMISSION_DENIED,
                WriteFailures.of(folder, new java.nio.file.AccessDeniedException(folder.toString()))
                        .code());
        assertEquals(
                ErrorCode.PERMISSION_DENIED,
                WriteFailures.of(folder, new IOException("Read-only file system"))
                        .code());
    }

    @Test
    void saysThatTheDiskIsFull() {
        for (String text : new String[] {"No space left on device", "Disk quota exceeded", "File too large"}) {
            TarnException failure = WriteFailures.of(folder, new IOException(text));
            assertEquals(ErrorCode.NO_SPACE, failure.code());
            assertTrue(failure.getMessage().contains(folder.toString()), failure.getMessage());
        }
    }

    @Test
    void saysThatAFileIsWhereAFolderIsToBe() throws IOException {
        Files.write(folder.resolve("x"), new byte[1]);
        assertEquals(
                ErrorCode.HIVE_PATH_ALREADY_EXISTS,
                failureOf(root().child("x").child("y")).code());
    }
}
