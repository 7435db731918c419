package dev.tarn.spi.storage.remote;

import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.InputFile;
import dev.tarn.spi.storage.StorageMetrics;

/**
 * Opens the files of one storage behind a network, and says how they are read: which requests may be under way, and what is
 * kept. Thread-safe.
 */
public final class RemoteReads {
    final RangeFetcher fetcher;
    final RemoteRequests requests;
    final KeptBytes kept;
    final DiskCache disk;

    /**
     * Sets up a storage's reads.
     *
     * @param keptBytes how many bytes of small files may be kept in memory
     * @param disk where ranges are kept, or null
     */
    public RemoteReads(RangeFetcher fetcher, RemoteRequests requests, long keptBytes, DiskCache disk) {
        this.fetcher = fetcher;
        this.requests = requests;
        this.kept = new KeptBytes(keptBytes);
        this.disk = disk;
    }

    /** Opens a file; asks for nothing before the first read. */
    public InputFile open(FileEntry file, StorageMetrics metrics) {
        return new RemoteFile(file, this, metrics);
    }
}
