package dev.tarn.exec.operator.unnest;

import dev.tarn.spi.type.Type;

/**
 * A column of an UNNEST's elements.
 *
 * @param collection which of the collections it comes from, or -1 for the number of the element, a BIGINT from 1
 * @param part what of it
 * @param field which field of a row, with {@link Part#FIELD}
 * @param type its type
 */
public record UnnestElement(int collection, Part part, int field, Type type) {
    /** What of a collection a column has. */
    public enum Part {
        ELEMENT,
        /** A field of the elements, which are rows. */
        FIELD,
        KEY,
        VALUE,
        ORDINALITY
    }
}
