package dev.tarn.catalog.projection;

/**
 * A value of a projected column.
 *
 * @param value in the representation of {@link dev.tarn.spi.predicate.Domain}
 * @param text as locations spell it
 */
record ProjectedValue(Object value, String text) {}
