package dev.tarn.metastore.jdbc;

import dev.tarn.spi.metastore.Metastore;
import dev.tarn.spi.metastore.MetastoreProvider;

/** Opens the catalog in a PostgreSQL database, {@code postgresql://user:password@host/database}. */
public final class PostgresProvider implements MetastoreProvider {
    @Override
    public boolean serves(String place) {
        return PostgresAddress.isOne(place);
    }

    @Override
    public Metastore open(String place) {
        return JdbcMetastore.open(new PostgresDialect(PostgresAddress.parse(place)));
    }
}
