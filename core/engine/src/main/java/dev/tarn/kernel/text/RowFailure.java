package dev.tarn.kernel.text;

/** Says what happens where a row has no result: an error is thrown, or the row becomes NULL. */
@FunctionalInterface
public interface RowFailure {
    void fail(int row);
}
