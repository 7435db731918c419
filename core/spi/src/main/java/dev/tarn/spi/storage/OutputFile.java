package dev.tarn.spi.storage;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/**
 * A file that is being written, from its first byte to its last. Nobody sees it under its name before
 * {@link FileSystem#commit}. One thread at a time.
 *
 * <p>Life: {@link #write} any number of times, {@link #prepare}, {@link #close}; then {@link FileSystem#commit} or
 * {@link FileSystem#abort} with {@link #pending}, by this process or another one. A file that is closed without having
 * been prepared is aborted.
 */
public interface OutputFile extends ByteSink, AutoCloseable {
    /** Returns the name that the file will have. */
    Location location();

    /** Returns what finishes or aborts the file later; the same from its creation on. */
    PendingFile pending();

    /** Returns the number of bytes written so far. */
    long position();

    /**
     * Appends {@code source}'s remaining bytes. May block while {@link #ready} is not done.
     *
     * @throws dev.tarn.spi.error.TarnException NO_SPACE, PERMISSION_DENIED, STORAGE_ERROR; positioned at the file. After an
     *     error, which may be one of earlier bytes, the file can only be aborted
     */
    @Override
    void write(ByteBuffer source);

    /** Returns how much memory bytes wait in that were written and have not gone out yet. May be called by any thread. */
    default long memoryBytes() {
        return 0;
    }

    /** Returns what to wait for before writing on, by a thread that must not block; done if a write will not block. */
    default CompletableFuture<?> ready() {
        return CompletableFuture.completedFuture(null);
    }

    /**
     * Makes all bytes last: when it returns, a crash of this machine does not lose them, and {@link FileSystem#commit} is
     * all that is missing. Nothing can be written afterwards. Blocks.
     *
     * @throws dev.tarn.spi.error.TarnException as {@link #write} does
     */
    void prepare();

    /** Frees what the file holds in this process; aborts it if it is not prepared. Does nothing the second time. */
    @Override
    void close();
}
