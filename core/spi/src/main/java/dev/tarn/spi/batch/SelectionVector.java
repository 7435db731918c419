package dev.tarn.spi.batch;

/**
 * The rows of a batch that count: strictly ascending positions. Rows that are not named are undefined: they must raise
 * no error and reach no result.
 *
 * <p>Reusable by its one owner; whoever receives it with a batch reads only, and only as long as the batch is valid.
 */
public final class SelectionVector {
    private int[] positions;
    private int count;

    public SelectionVector(int capacity) {
        positions = new int[capacity];
    }

    /** Returns the array whose first {@link #count()} entries are the positions; not a copy. */
    public int[] positions() {
        return positions;
    }

    /** Returns how many rows are selected. */
    public int count() {
        return count;
    }

    /** Sets how many of the entries written into {@link #positions()} count. */
    public void setCount(int count) {
        this.count = count;
    }

    /** Makes room for {@code capacity} positions; what was there is lost if it must grow. */
    public void ensureCapacity(int capacity) {
        if (positions.length < capacity) {
            positions = new int[capacity];
        }
    }
}
