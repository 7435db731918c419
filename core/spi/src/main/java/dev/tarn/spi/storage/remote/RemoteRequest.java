package dev.tarn.spi.storage.remote;

import dev.tarn.spi.error.TarnException;

/** A request to a storage behind a network, as {@link RemoteRequests} sends it. */
public interface RemoteRequest<T> {
    /** Sends it once and returns what came. */
    T send() throws Exception;

    /** Returns whether the same request may well succeed a moment later: the storage is busy, a connection broke. */
    boolean isTransient(Exception failure);

    /**
     * Returns the error to report.
     *
     * @param attempts how often the request was sent
     */
    TarnException error(Exception failure, int attempts);
}
