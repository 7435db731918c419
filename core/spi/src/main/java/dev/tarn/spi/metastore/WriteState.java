package dev.tarn.spi.metastore;

/** How far a write is. */
public enum WriteState {
    /** It runs, or its process is gone: its files do not count. */
    OPEN,
    /** Its files count. */
    COMMITTED,
    /** Its files will never count, and are to be removed. */
    ABORTED
}
