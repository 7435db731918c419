package dev.tarn.storage.s3;

import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.FileSystem;
import dev.tarn.spi.storage.FolderListing;
import dev.tarn.spi.storage.InputFile;
import dev.tarn.spi.storage.Location;
import dev.tarn.spi.storage.StorageMetrics;
import dev.tarn.spi.storage.StorageSetting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * S3, and what speaks its protocol: locations {@code s3://bucket/key}, and {@code s3a://} and {@code s3n://} as Hadoop
 * writes them. A key is taken as it stands. A folder is what keys have in common up to a slash; keys with an empty part
 * between two slashes are not listed.
 */
public final class S3FileSystem implements FileSystem {
    static final Set<String> SCHEMES = Set.of("s3", "s3a", "s3n");

    private S3Storage storage;

    @Override
    public boolean serves(String scheme) {
        return SCHEMES.contains(scheme);
    }

    @Override
    public List<StorageSetting> settings() {
        return S3Setting.all();
    }

    @Override
    public synchronized void configure(Map<String, String> values) {
        storage = new S3Storage(new S3Settings(values));
    }

    private synchronized S3Storage storage() {
        if (storage == null) {
            configure(Map.of());
        }
        return storage;
    }

    @Override
    public FileSystem forQuery(StorageMetrics metrics) {
        return new S3View(storage(), metrics);
    }

    private FileSystem once() {
        return forQuery(new StorageMetrics());
    }

    @Override
    public Optional<Executor> ioExecutor() {
        return Optional.of(storage().requests().executor());
    }

    @Override
    public FolderListing list(Location folder) {
        return once().list(folder);
    }

    @Override
    public Optional<FileEntry> file(Location location) {
        return once().file(location);
    }

    @Override
    public boolean isFolder(Location location) {
        return once().isFolder(location);
    }

    @Override
    public InputFile open(FileEntry file) {
        return once().open(file);
    }

    @Override
    public synchronized void close() {
        if (storage != null) {
            storage.close();
        }
    }
}
