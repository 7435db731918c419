package dev.tarn.exec.operator.write;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InFile;
import dev.tarn.spi.error.TarnException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * A temporary file that grows at its end and is read anywhere. It is gone when it is closed, and when the process ends
 * in whatever way, where the operating system lets open files be deleted. One thread writes, any number read.
 */
final class SpillFile implements AutoCloseable {
    private final Path folder;
    private final FileChannel channel;
    private long end;

    private SpillFile(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    static SpillFile create(Path folder) {
        try {
            Files.createDirectories(folder);
            Path path = Files.createTempFile(folder, "tarn-spill-", ".tmp");
            return new SpillFile(
                    folder,
                    FileChannel.open(
                            path,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException e) {
            throw failure(folder, e);
        }
    }

    private static TarnException failure(Path folder, IOException cause) {
        String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        boolean full = text.contains("no space left") || text.contains("quota exceeded") || text.contains("too large");
        return new TarnException(
                full ? ErrorCode.NO_SPACE : ErrorCode.STORAGE_ERROR,
                InFile.of(folder.toString()),
                "a temporary file cannot be written or read: " + cause.getMessage()
                        + "; make room, or set temp_folder to another folder",
                cause);
    }

    /** Returns how long the file is. */
    long end() {
        return end;
    }

    /** Appends the buffer's remaining bytes. */
    void append(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                end += channel.write(bytes, end);
            }
        } catch (IOException e) {
            throw failure(folder, e);
        }
    }

    /** Fills the buffer's remaining bytes from {@code position}. */
    void read(long position, ByteBuffer target) {
        long at = position;
        try {
            while (target.hasRemaining()) {
                int count = channel.read(target, at);
                if (count < 0) {
                    throw new IOException("it ends at byte " + at);
                }
                at += count;
            }
        } catch (IOException e) {
            throw failure(folder, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw failure(folder, e);
        }
    }
}
