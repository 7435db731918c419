package dev.tarn.storage.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.FileSystem;
import dev.tarn.spi.storage.InputFile;
import dev.tarn.spi.storage.Location;
import dev.tarn.testkit.BaseFileSystemTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFileSystemTest extends BaseFileSystemTest {
    private final LocalFileSystem files = new LocalFileSystem();

    @TempDir
    Path folder;

    @Override
    protected FileSystem fileSystem() {
        return files;
    }

    @Override
    protected Location root() {
        return new Location(folder.toString());
    }

    @Override
    protected void write(Location file, byte[] content) {
        try {
            Path path = Path.of(file.text());
            Files.createDirectories(path.getParent());
            Files.write(path, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FileEntry entry(String name) {
        return files.file(root().child(name)).orElseThrow();
    }

    @Test
    void readsFileLocations() {
        write(root().child("x y"), new byte[7]);
        for (String prefix : List.of("file://", "FILE://", "file:")) {
            Location location = new Location(prefix + folder + "/x y");
            assertEquals(7, files.file(location).orElseThrow().sizeBytes(), location.text());
        }
    }

    @Test
    void resolvesRelativePathsAgainstTheProcessesFolder() {
        assertTrue(files.isFolder(new Location("src")));
        assertTrue(files.file(new Location("pom.xml")).isPresent());
    }

    @Test
    void noticesAFileThatIsWrittenToWhileItIsOpen() throws Exception {
        write(root().child("file"), new byte[100]);
        FileEntry entry = entry("file");
        try (InputFile file = files.open(entry)) {
            file.read(0, ByteBuffer.allocate(10));
            write(root().child("file"), new byte[100]);
            Files.setLastModifiedTime(folder.resolve("file"), FileTime.fromMillis(entry.modifiedMillis() + 5));
            TarnException failure = assertThrows(TarnException.class, () -> file.read(0, ByteBuffer.allocate(10)));
            assertEquals(ErrorCode.FILE_CHANGED, failure.code());
        }
    }

    @Test
    void goesOnReadingAFileThatIsReplacedOrDeleted() throws Exception {
        write(root().child("file"), new byte[100]);
        try (InputFile file = files.open(entry("file"))) {
            write(root().child("other"), new byte[50]);
            Files.move(folder.resolve("other"), folder.resolve("file"), StandardCopyOption.REPLACE_EXISTING);
            file.read(90, ByteBuffer.allocate(10));
            Files.delete(folder.resolve("file"));
            file.read(90, ByteBuffer.allocate(10));
        }
    }

    @Test
    void followsLinksAndPassesOverBrokenOnes() throws Exception {
        write(root().child("file"), new byte[3]);
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("file"));
        Files.createSymbolicLink(folder.resolve("broken"), folder.resolve("nothing"));
        Files.createSymbolicLink(folder.resolve("loop"), folder.resolve("loop"));
        List<String> names = files.list(root()).files().stream()
                .map(file -> file.location().name())
                .toList();
        assertEquals(List.of("file", "link"), names);
        assertTrue(files.file(root().child("loop")).isEmpty());
    }

    @Test
    void refusesPathsThatNoFileCanHave() {
        TarnException failure = assertThrows(TarnException.class, () -> files.list(new Location("a\0b")));
        assertEquals(ErrorCode.PATH_NOT_FOUND, failure.code());
    }
}
