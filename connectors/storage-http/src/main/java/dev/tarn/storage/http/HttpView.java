package dev.tarn.storage.http;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.FileSystem;
import dev.tarn.spi.storage.FolderListing;
import dev.tarn.spi.storage.InputFile;
import dev.tarn.spi.storage.Location;
import dev.tarn.spi.storage.StorageMetrics;
import dev.tarn.spi.storage.StorageMetrics.RequestKind;
import dev.tarn.spi.storage.remote.RemoteRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** The web as one table of one query sees it: counts its requests, and looks no file up twice. Knows no folders. */
final class HttpView implements FileSystem {
    private final HttpStorage storage;
    private final StorageMetrics metrics;
    private final Map<Location, FileEntry> known = new ConcurrentHashMap<>();

    HttpView(HttpStorage storage, StorageMetrics metrics) {
        this.storage = storage;
        this.metrics = metrics;
    }

    @Override
    public boolean serves(String scheme) {
        return HttpFileSystem.servesScheme(scheme);
    }

    @Override
    public Optional<Executor> ioExecutor() {
        return Optional.of(storage.requests().executor());
    }

    @Override
    public FolderListing list(Location folder) {
        throw new TarnException(
                ErrorCode.PATH_NOT_FOUND,
                ErrorPosition.InFile.of(folder.text()),
                "the web has no folders to list; name a file");
    }

    @Override
    public boolean isFolder(Location location) {
        return false;
    }

    @Override
    public Optional<FileEntry> file(Location location) {
        FileEntry before = known.get(location);
        if (before != null) {
            return Optional.of(before);
        }
        try {
            Optional<FileEntry> byHead =
                    ask(RequestKind.HEAD, location, () -> storage.fetcher().head(location));
            FileEntry found = byHead.isPresent()
                    ? byHead.get()
                    : ask(RequestKind.GET, location, () -> storage.fetcher().probe(location));
            known.put(location, found);
            return Optional.of(found);
        } catch (TarnException e) {
            if (e.code() == ErrorCode.PATH_NOT_FOUND && e.getCause() instanceof StatusException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private interface Question<T> {
        T ask() throws IOException;
    }

    private <T> T ask(RequestKind kind, Location location, Question<T> question) {
        return storage.requests().send(kind, metrics, () -> false, new RemoteRequest<>() {
            @Override
            public T send() throws IOException {
                return question.ask();
            }

            @Override
            public boolean isTransient(Exception failure) {
                return HttpErrors.isTransient(failure);
            }

            @Override
            public TarnException error(Exception failure, int attempts) {
                return HttpErrors.of(location, failure, attempts);
            }
        });
    }

    @Override
    public InputFile open(FileEntry file) {
        return storage.reads().open(file, metrics);
    }
}
