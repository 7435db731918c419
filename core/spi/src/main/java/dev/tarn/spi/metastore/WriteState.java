package dev.tarn.spi.metastore;

/** How far a write is. Only the files of a committed one count. */
public enum WriteState {
    /** It runs, or its process is gone: its files do not count. */
    OPEN,
    /** Its files count. */
    COMMITTED,
    /** Its files will never count, and are to be removed. */
    ABORTED,
    /**
     * Its files were removed. It is remembered so that a file which turns up late, as one whose upload a storage ends after
     * it was told to abort it, does not count either.
     */
    CLEANED
}
