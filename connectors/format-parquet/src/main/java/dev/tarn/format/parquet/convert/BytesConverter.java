package dev.tarn.format.parquet.convert;

/** Converts stored values of variable length to values of a fixed-width layout. Stateless. */
@FunctionalInterface
public interface BytesConverter {
    /**
     * Converts {@code count} values.
     *
     * @param offsets address of {@code count + 1} offsets into {@code bytes}
     * @throws dev.tarn.spi.error.TarnException HIVE_BAD_DATA if a value does not fit
     */
    void convert(long offsets, long bytes, int count, long target);
}
