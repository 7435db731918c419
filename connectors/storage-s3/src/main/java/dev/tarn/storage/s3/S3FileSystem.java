package dev.tarn.storage.s3;

import dev.tarn.spi.storage.FileSystem;
import dev.tarn.spi.storage.StorageMetrics;
import dev.tarn.spi.storage.StorageSetting;
import dev.tarn.spi.storage.remote.RemoteFileSystem;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * S3, and what speaks its protocol: locations {@code s3://bucket/key}, and {@code s3a://} and {@code s3n://} as Hadoop
 * writes them. A key is taken as it stands. A folder is what keys have in common up to a slash; keys with an empty part
 * between two slashes are not listed.
 */
public final class S3FileSystem extends RemoteFileSystem<S3Storage> {
    static final Set<String> SCHEMES = Set.of("s3", "s3a", "s3n");

    @Override
    public boolean serves(String scheme) {
        return SCHEMES.contains(scheme);
    }

    @Override
    public List<StorageSetting> settings() {
        return S3Setting.all();
    }

    @Override
    protected S3Storage open(Map<String, String> settings) {
        return new S3Storage(new S3Settings(settings));
    }

    @Override
    protected FileSystem view(S3Storage shared, StorageMetrics metrics) {
        return new S3View(shared, metrics);
    }
}
