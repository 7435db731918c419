package dev.tarn.spi.storage.remote;

/** What all views of a storage behind a network share. Thread-safe. */
public interface RemoteStorage extends AutoCloseable {
    /** Returns what sends its requests. */
    RemoteRequests requests();

    @Override
    void close();
}
