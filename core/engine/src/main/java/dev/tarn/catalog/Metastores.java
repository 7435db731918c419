package dev.tarn.catalog;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.metastore.Metastore;
import dev.tarn.spi.metastore.MetastoreProvider;
import java.util.ServiceLoader;

/** Finds who opens a metastore. */
final class Metastores {
    private Metastores() {}

    /**
     * Opens the metastore of a place.
     *
     * @throws TarnException INVALID_PROPERTY if nothing on the class path serves it; what opening it throws
     */
    static Metastore open(String place) {
        for (MetastoreProvider provider :
                ServiceLoader.load(MetastoreProvider.class, Metastores.class.getClassLoader())) {
            if (provider.serves(place)) {
                return provider.open(place);
            }
        }
        throw new TarnException(
                ErrorCode.INVALID_PROPERTY,
                "catalog is '" + withoutSecrets(place)
                        + "', which nothing on the class path opens; it takes a folder of this machine or "
                        + "postgresql://host/database, and needs the module tarn-catalog-jdbc");
    }

    /** An address may hold a password anywhere behind its scheme. */
    private static String withoutSecrets(String place) {
        int scheme = place.indexOf("://");
        return scheme < 0 ? place : place.substring(0, scheme) + "://...";
    }
}
