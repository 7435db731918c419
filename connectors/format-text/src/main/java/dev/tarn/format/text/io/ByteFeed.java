package dev.tarn.format.text.io;

import java.nio.ByteBuffer;

/** Delivers the content of a file, or of a part of it, one byte after the other. Blocks. One thread at a time. */
interface ByteFeed extends AutoCloseable {
    /**
     * Fills {@code target}'s remaining bytes, and fewer only where the content ends.
     *
     * @return how many bytes were put
     * @throws dev.tarn.spi.error.TarnException HIVE_BAD_DATA if the content is broken, and what the storage throws;
     *     positioned at the file
     */
    int read(ByteBuffer target);

    /** Returns how many of at most {@code capacity} bytes to read at once. */
    default int nextLength(int capacity) {
        return capacity;
    }

    /** Returns whether what is left belongs to another part, so that it is to be read only when it is asked for. */
    default boolean isBeyondPart() {
        return false;
    }

    /** Returns whether it is known that nothing is left. */
    boolean isAtEnd();

    @Override
    void close();
}
