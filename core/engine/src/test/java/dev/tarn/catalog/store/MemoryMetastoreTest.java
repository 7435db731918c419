package dev.tarn.catalog.store;

import dev.tarn.spi.metastore.Metastore;
import dev.tarn.testkit.BaseMetastoreTest;

class MemoryMetastoreTest extends BaseMetastoreTest {
    @Override
    protected Metastore open() {
        return new MemoryMetastore();
    }
}
