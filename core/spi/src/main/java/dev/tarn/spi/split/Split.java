package dev.tarn.spi.split;

/** A part of a table that is read by itself: a row group, a range of a file, a range of generated rows. */
public interface Split {
    /** Returns the number of rows, exact or estimated, to give the large ones out first. */
    long rowCount();

    /** Returns what splits are ordered by, the largest first; equal for those that are best read one after the other. */
    default long orderRows() {
        return rowCount();
    }
}
