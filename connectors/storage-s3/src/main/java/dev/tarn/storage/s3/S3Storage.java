package dev.tarn.storage.s3;

import dev.tarn.spi.storage.remote.DiskCache;
import dev.tarn.spi.storage.remote.RemoteReads;
import dev.tarn.spi.storage.remote.RemoteRequests;
import dev.tarn.spi.storage.remote.RemoteStorage;
import java.nio.file.Path;

/** What all views of S3 share; connections and clients are made when they are first needed. Thread-safe. */
final class S3Storage implements RemoteStorage {
    private final S3Settings settings;
    private final RemoteRequests requests;
    private final RemoteReads reads;
    private final PreparedUploads prepared = new PreparedUploads();
    private S3Clients clients;

    S3Storage(S3Settings settings) {
        this.settings = settings;
        this.requests = new RemoteRequests("tarn-s3", settings.maxRequests(), settings.maxAttempts());
        DiskCache disk = settings.text(S3Setting.DISK_CACHE_FOLDER)
                .map(folder -> new DiskCache(Path.of(folder), settings.diskCacheBytes()))
                .orElse(null);
        this.reads =
                new RemoteReads(new S3Fetcher(settings, this::clients), requests, settings.memoryCacheBytes(), disk);
    }

    S3Settings settings() {
        return settings;
    }

    @Override
    public RemoteRequests requests() {
        return requests;
    }

    PreparedUploads prepared() {
        return prepared;
    }

    RemoteReads reads() {
        return reads;
    }

    synchronized S3Clients clients() {
        if (clients == null) {
            clients = new S3Clients(settings);
        }
        return clients;
    }

    @Override
    public synchronized void close() {
        requests.close();
        if (clients != null) {
            clients.close();
        }
    }
}
