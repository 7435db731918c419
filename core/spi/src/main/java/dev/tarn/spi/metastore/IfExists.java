package dev.tarn.spi.metastore;

/** What becomes of a partition that is added where there is one of its values. */
public enum IfExists {
    /** Nothing is added, and the error names it. */
    FAIL,
    /** The one that is there stays. */
    SKIP,
    /** It takes the place of the one that is there. */
    REPLACE
}
