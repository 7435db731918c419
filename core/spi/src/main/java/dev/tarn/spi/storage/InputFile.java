package dev.tarn.spi.storage;

import java.nio.ByteBuffer;

/** An open file that is read by ranges. Any number of threads may read at once. */
public interface InputFile extends AutoCloseable {
    /** Returns the file as it was when opened. */
    FileEntry entry();

    /**
     * Fills {@code target}'s remaining bytes from {@code position}, blocking.
     *
     * @throws dev.tarn.spi.error.TarnException HIVE_CURSOR_ERROR if the file ends before, FILE_CHANGED if it is seen to
     *     have changed since it was opened, STORAGE_ERROR if the storage fails; positioned at the file
     */
    void read(long position, ByteBuffer target);

    /**
     * Returns whether a read is likely to take no longer than copying memory, as out of the operating system's cache. Then a
     * thread that computes does best to read by itself, just when it needs the bytes; else it must not, and has them read
     * ahead on an I/O thread.
     */
    default boolean readsQuickly() {
        return false;
    }

    /**
     * Returns how many unwanted bytes between two wanted ranges are cheaper to read along than to ask a second time; 0 where
     * asking costs nothing.
     */
    default int maxGapBytes() {
        return 0;
    }

    /** Returns how many bytes joined ranges may have together. */
    default int maxJoinedBytes() {
        return 8 << 20;
    }

    @Override
    void close();
}
