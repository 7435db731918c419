package dev.tarn.catalog.file;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.split.ScanContext;
import dev.tarn.spi.storage.FileSystem;
import dev.tarn.spi.storage.FolderListing;
import dev.tarn.spi.storage.Location;
import dev.tarn.spi.storage.StorageMetrics;
import dev.tarn.spi.storage.remote.FanOut;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * The storage of one table in one query, or several where partitions lie elsewhere: several questions to a network are
 * asked at once. Thread-safe.
 */
final class TableStorage {
    /** As many splits of a storage behind a network are opened ahead. */
    private static final int SPLITS_AHEAD = 32;

    private static final FolderListing NOTHING = new FolderListing(List.of(), List.of());

    private final Function<Location, FileSystem> fileSystems;
    private final Map<String, FileSystem> byScheme = new ConcurrentHashMap<>();
    private final StorageMetrics metrics = new StorageMetrics();
    private final FileSystem main;
    private volatile Executor executor;

    TableStorage(Location location, Function<Location, FileSystem> fileSystems) {
        this.fileSystems = fileSystems;
        this.main = fileSystem(location);
    }

    /** Returns the storage of the table's own location. */
    FileSystem fileSystem() {
        return main;
    }

    FileSystem fileSystem(Location location) {
        return byScheme.computeIfAbsent(location.scheme(), scheme -> {
            FileSystem storage = fileSystems.apply(location);
            storage.ioExecutor().ifPresent(threads -> executor = threads);
            return storage.forQuery(metrics);
        });
    }

    /** Returns what was asked of a network. */
    StorageMetrics metrics() {
        return metrics;
    }

    /** Returns whether a listing costs requests, so that shorter ones are worth asking for. */
    boolean isRemote() {
        return executor != null;
    }

    int splitsAhead() {
        return executor == null ? 0 : SPLITS_AHEAD;
    }

    /** Returns the context with the threads that this storage's reads may block. */
    ScanContext reading(ScanContext context) {
        return executor == null ? context : context.withIoExecutor(executor);
    }

    /** Asks {@code question} of each item and returns the answers in order; on a storage of this machine one by one. */
    <T, R> List<R> all(List<T> items, Function<T, R> question) {
        if (executor == null || items.size() < 2) {
            List<R> answers = new ArrayList<>(items.size());
            items.forEach(item -> answers.add(question.apply(item)));
            return answers;
        }
        List<Callable<R>> tasks = new ArrayList<>(items.size());
        items.forEach(item -> tasks.add(() -> question.apply(item)));
        return FanOut.run(executor, tasks);
    }

    /**
     * Returns what lies in a folder; nothing if it is not there, be it that it never was or that it vanished a moment ago.
     *
     * @throws TarnException PATH_NOT_FOUND only for what a network has not, as a bucket
     */
    FolderListing listIfThere(Location folder) {
        FileSystem storage = fileSystem(folder);
        try {
            // Where folders are what names have in common, one without names is empty.
            return storage.list(folder, "");
        } catch (TarnException e) {
            if (e.code() != ErrorCode.PATH_NOT_FOUND || storage.ioExecutor().isPresent()) {
                throw e;
            }
            return NOTHING;
        }
    }

    /** Returns the listings of folders in order, as {@link #listIfThere} does. */
    List<FolderListing> listIfThere(List<Location> folders) {
        return all(folders, this::listIfThere);
    }
}
