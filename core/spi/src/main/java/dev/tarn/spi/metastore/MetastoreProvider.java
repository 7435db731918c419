package dev.tarn.spi.metastore;

/** Opens metastores of one kind; found by {@link java.util.ServiceLoader}. Thread-safe. */
public interface MetastoreProvider {
    /** Returns whether a place is of this kind, as {@code postgresql://host/database} or a folder. Asks nothing outside. */
    boolean serves(String place);

    /**
     * Opens the metastore of a place and makes it if it is not there.
     *
     * @throws dev.tarn.spi.error.TarnException CATALOG_UNAVAILABLE, CATALOG_CORRUPT, PERMISSION_DENIED; NOT_SUPPORTED for
     *     a place where it would not be safe, as a network file system
     */
    Metastore open(String place);
}
