package dev.tarn.storage.http;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.remote.RemoteReads;
import dev.tarn.spi.storage.remote.RemoteRequests;
import dev.tarn.spi.storage.remote.RemoteStorage;
import dev.tarn.spi.storage.remote.StallGuard;
import java.io.IOException;

/** What all views of the web share. Thread-safe. */
final class HttpStorage implements RemoteStorage {
    private final RemoteRequests requests;
    private final Spool spool;
    private final StallGuard guard;
    private final HttpFetcher fetcher;
    private final RemoteReads reads;

    HttpStorage(HttpSettings settings) {
        requests = new RemoteRequests("tarn-http", settings.maxRequests(), settings.maxAttempts());
        spool = new Spool(settings.spoolFolder(), settings.spoolLimitBytes());
        guard = new StallGuard("tarn-http-guard", settings.readTimeout());
        fetcher = new HttpFetcher(settings, spool, guard);
        reads = new RemoteReads(fetcher, requests, settings.memoryCacheBytes(), null);
    }

    @Override
    public RemoteRequests requests() {
        return requests;
    }

    HttpFetcher fetcher() {
        return fetcher;
    }

    RemoteReads reads() {
        return reads;
    }

    @Override
    public void close() {
        requests.close();
        guard.close();
        try {
            spool.close();
        } catch (IOException e) {
            throw new TarnException(ErrorCode.STORAGE_ERROR, "temporary files cannot be removed: " + e, e);
        }
    }
}
