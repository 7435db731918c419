package dev.tarn.spi.storage.remote;

import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.FileSystem;
import dev.tarn.spi.storage.FolderListing;
import dev.tarn.spi.storage.InputFile;
import dev.tarn.spi.storage.Location;
import dev.tarn.spi.storage.OutputFile;
import dev.tarn.spi.storage.PendingFile;
import dev.tarn.spi.storage.StorageMetrics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.apache.arrow.memory.BufferAllocator;

/**
 * A storage behind a network: opened when it is first needed, with what it was set to, and asked through a view for each
 * query. A question that belongs to no query gets a view of its own. Thread-safe.
 *
 * @param <S> what its views share
 */
public abstract class RemoteFileSystem<S extends RemoteStorage> implements FileSystem {
    private S storage;

    /**
     * Opens what views share.
     *
     * @param settings the values by their names; what is not among them has its default
     * @throws dev.tarn.spi.error.TarnException INVALID_PROPERTY for a value that is not of the setting's form
     */
    protected abstract S open(Map<String, String> settings);

    /** Returns the storage as one table of one query sees it. */
    protected abstract FileSystem view(S shared, StorageMetrics metrics);

    @Override
    public final synchronized void configure(Map<String, String> values) {
        storage = open(values);
    }

    private synchronized S storage() {
        if (storage == null) {
            configure(Map.of());
        }
        return storage;
    }

    @Override
    public final FileSystem forQuery(StorageMetrics metrics) {
        return view(storage(), metrics);
    }

    private FileSystem once() {
        return forQuery(new StorageMetrics());
    }

    @Override
    public final Optional<Executor> ioExecutor() {
        return Optional.of(storage().requests().executor());
    }

    @Override
    public final FolderListing list(Location folder) {
        return once().list(folder);
    }

    @Override
    public final FolderListing list(Location folder, String namePrefix) {
        return once().list(folder, namePrefix);
    }

    @Override
    public final Optional<FileEntry> file(Location location) {
        return once().file(location);
    }

    @Override
    public final boolean isFolder(Location location) {
        return once().isFolder(location);
    }

    @Override
    public final InputFile open(FileEntry file) {
        return once().open(file);
    }

    @Override
    public final boolean isWritable() {
        return once().isWritable();
    }

    @Override
    public final boolean givesTokens() {
        return once().givesTokens();
    }

    @Override
    public final boolean isEmpty(Location folder) {
        return once().isEmpty(folder);
    }

    @Override
    public final OutputFile create(Location file, BufferAllocator allocator) {
        return once().create(file, allocator);
    }

    @Override
    public final List<FileEntry> commit(List<PendingFile> files) {
        return once().commit(files);
    }

    @Override
    public final void abort(Location root, List<PendingFile> files) {
        once().abort(root, files);
    }

    @Override
    public final List<PendingFile> pendingFiles(Location folder) {
        return once().pendingFiles(folder);
    }

    @Override
    public final void delete(Location root, List<Location> files) {
        once().delete(root, files);
    }

    @Override
    public final synchronized void close() {
        if (storage != null) {
            storage.close();
        }
    }
}
