package dev.tarn.spi.storage.remote;

import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.StorageMetrics;
import java.nio.ByteBuffer;

/** How a storage asks for a part of a file: one request, not repeated. Thread-safe. */
public interface RangeFetcher {
    /**
     * Sends one request and puts what comes into {@code target}'s remaining bytes; less may come, and what came before a
     * failure counts.
     *
     * @param position where the range begins; it lies within the file
     * @param metrics counts the requests that follow from the one, which is counted already
     * @param reads told what to end when nobody wants the bytes any more
     * @throws TarnException FILE_CHANGED if the file is no longer the one that {@code file} describes
     */
    void fetch(FileEntry file, long position, ByteBuffer target, StorageMetrics metrics, OpenReads reads)
            throws Exception;

    /** Returns whether the same request may well succeed a moment later. */
    boolean isTransient(Exception failure);

    /**
     * Returns the error to report for a file.
     *
     * @param attempts how often the request was sent
     */
    TarnException error(FileEntry file, Exception failure, int attempts);
}
