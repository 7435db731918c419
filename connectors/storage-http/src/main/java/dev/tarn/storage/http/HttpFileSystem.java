package dev.tarn.storage.http;

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
import java.util.concurrent.Executor;

/**
 * Files of the web, read by ranges: {@code http://} and {@code https://} addresses. Redirects are followed, but not from
 * {@code https} to {@code http}. There are no folders and no patterns.
 */
public final class HttpFileSystem implements FileSystem {
    private HttpStorage storage;

    @Override
    public boolean serves(String scheme) {
        return scheme.equals("http") || scheme.equals("https");
    }

    @Override
    public List<StorageSetting> settings() {
        return HttpSetting.all();
    }

    @Override
    public synchronized void configure(Map<String, String> values) {
        storage = new HttpStorage(HttpSettings.of(values));
    }

    private synchronized HttpStorage storage() {
        if (storage == null) {
            configure(Map.of());
        }
        return storage;
    }

    @Override
    public FileSystem forQuery(StorageMetrics metrics) {
        return new HttpView(storage(), metrics);
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
