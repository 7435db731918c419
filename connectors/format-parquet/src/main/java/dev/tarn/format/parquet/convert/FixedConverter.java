package dev.tarn.format.parquet.convert;

/** Converts stored values of fixed width to values of a layout. Stateless. */
@FunctionalInterface
public interface FixedConverter {
    /**
     * Converts {@code count} values that lie without gaps to values without gaps; the memory does not overlap.
     *
     * @throws dev.tarn.spi.error.TarnException HIVE_BAD_DATA if a value does not fit
     */
    void convert(long source, int count, long target);
}
