package dev.tarn.spi.error;

/** Says who can cure an error. */
public enum ErrorKind {
    /** The statement, or a name or value in it. */
    USER,
    /** A file is broken or does not fit its table's schema. */
    DATA,
    /** Memory, disk, or a limit that was set. */
    RESOURCE,
    /** Storage or network. */
    EXTERNAL,
    /** A bug in Tarn. */
    INTERNAL
}
