package dev.tarn.plan.physical;

/**
 * A column that comes out of collections.
 *
 * @param collection which of the collections, or {@link #ORDINALITY} for the number of the element
 * @param column which of the columns that the collection becomes, from 0, or {@link #WHOLE_ROW}
 */
public record UnnestColumn(int collection, int column) {
    public static final int ORDINALITY = -1;
    public static final int WHOLE_ROW = -1;
}
