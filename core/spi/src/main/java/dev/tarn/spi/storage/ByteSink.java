package dev.tarn.spi.storage;

import java.nio.ByteBuffer;

/**
 * Where the bytes of a new file go, one after the other: all that a format sees of a storage when it writes. Whoever made
 * the sink ends the file, or gives it up. One thread at a time.
 */
public interface ByteSink {
    /**
     * Takes {@code source}'s remaining bytes, all of them: when it returns they are the caller's to change again. May block.
     *
     * @param source on the heap or direct
     * @throws dev.tarn.spi.error.TarnException STORAGE_ERROR, PERMISSION_DENIED and the like, positioned at the file
     */
    void write(ByteBuffer source);
}
