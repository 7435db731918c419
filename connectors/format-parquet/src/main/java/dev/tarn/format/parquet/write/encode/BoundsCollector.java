package dev.tarn.format.parquet.write.encode;

/**
 * Finds the bounds of values: of a page, and of all pages since {@link #clear}. One thread at a time. Its subclasses take the
 * values in loops of their own.
 */
abstract class BoundsCollector {
    /** Returns the bounds of the page, adds them to the chunk's and begins the next page. */
    abstract Bounds endPage();

    /** Returns the bounds of all ended pages. */
    abstract Bounds chunk();

    /** Begins another chunk. */
    abstract void clear();
}
