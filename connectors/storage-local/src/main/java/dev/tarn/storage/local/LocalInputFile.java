package dev.tarn.storage.local;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.InputFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * An open local file. Reads carry their position, so that threads do not disturb each other. A file that is written to
 * in place after it was opened is noticed at the next read; one that is replaced by another under its name goes on
 * being read as it was.
 */
final class LocalInputFile implements InputFile {
    private final Path path;
    private final FileEntry entry;
    private final Object fileKey;
    private final FileChannel channel;
    private final ReadSpeed speed;

    private LocalInputFile(Path path, FileEntry entry, Object fileKey, FileChannel channel, ReadSpeed speed) {
        this.path = path;
        this.entry = entry;
        this.fileKey = fileKey;
        this.channel = channel;
        this.speed = speed;
    }

    static LocalInputFile open(Path path, FileEntry entry, ReadSpeed speed) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw new TarnException(ErrorCode.PATH_NOT_FOUND, entry.location() + " is not a file");
            }
            if (!LocalFileSystem.version(attributes).equals(entry.version())) {
                throw changed(entry);
            }
            return new LocalInputFile(path, entry, attributes.fileKey(), channel, speed);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public FileEntry entry() {
        return entry;
    }

    @Override
    public void read(long position, ByteBuffer target) {
        long at = position;
        long start = System.nanoTime();
        try {
            while (target.hasRemaining()) {
                int count = channel.read(target, at);
                if (count < 0) {
                    requireUnchanged();
                    throw new TarnException(
                            ErrorCode.HIVE_CURSOR_ERROR,
                            position(),
                            "the file ends at byte " + at + ", " + target.remaining() + " bytes too early");
                }
                at += count;
            }
            speed.add(at - position, System.nanoTime() - start);
            requireUnchanged();
        } catch (IOException e) {
            throw LocalFileSystem.failure(entry.location(), e);
        }
    }

    @Override
    public boolean readsQuickly() {
        return speed.isQuick();
    }

    private void requireUnchanged() throws IOException {
        BasicFileAttributes now;
        try {
            now = Files.readAttributes(path, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            // Deleted: what is open stays readable, as it was.
            return;
        }
        if (Objects.equals(now.fileKey(), fileKey)
                && !LocalFileSystem.version(now).equals(entry.version())) {
            throw changed(entry);
        }
    }

    private static TarnException changed(FileEntry entry) {
        return new TarnException(
                ErrorCode.FILE_CHANGED,
                ErrorPosition.InFile.of(entry.location().text()),
                "the file was written to while the query ran; run the query again");
    }

    private ErrorPosition position() {
        return ErrorPosition.InFile.of(entry.location().text());
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw LocalFileSystem.failure(entry.location(), e);
        }
    }
}
