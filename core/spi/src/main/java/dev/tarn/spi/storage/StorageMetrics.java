package dev.tarn.spi.storage;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/**
 * What was asked of a storage behind a network, repeated requests included. Local files are not counted here. Shared by all
 * threads.
 */
public final class StorageMetrics {
    /** What a request asks for. */
    public enum RequestKind {
        /** A page of a listing. */
        LIST,
        /** A range of a file, or all of it. */
        GET,
        /** What a file or a bucket is like, without its content. */
        HEAD,
        /** A part of a file that is written, its beginning or its end. */
        PUT,
        /** The end of files, or of what was written of them. */
        DELETE
    }

    private final LongAdder[] requests = new LongAdder[RequestKind.values().length];
    private final LongAdder retries = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder cachedBytes = new LongAdder();
    private final LongAdder sentBytes = new LongAdder();

    public StorageMetrics() {
        Arrays.setAll(requests, kind -> new LongAdder());
    }

    /** Counts a request that is sent. */
    public void request(RequestKind kind) {
        requests[kind.ordinal()].increment();
    }

    /** Counts that a request has failed and is sent again. */
    public void retry() {
        retries.increment();
    }

    /** Counts bytes of files that have come. */
    public void received(long byteCount) {
        bytes.add(byteCount);
    }

    /** Counts bytes of files that are sent, those that are sent again included. */
    public void sent(long byteCount) {
        sentBytes.add(byteCount);
    }

    /** Counts bytes of files that need not be asked for, since they were kept. */
    public void cached(long byteCount) {
        cachedBytes.add(byteCount);
    }

    /** Returns how many requests of a kind were sent. */
    public long requests(RequestKind kind) {
        return requests[kind.ordinal()].sum();
    }

    /** Returns how many of the requests were repetitions of failed ones. */
    public long retries() {
        return retries.sum();
    }

    /** Returns the bytes of files that came over the network. */
    public long bytes() {
        return bytes.sum();
    }

    /** Returns the bytes of files that went out over the network. */
    public long sentBytes() {
        return sentBytes.sum();
    }

    /** Returns the bytes of files that had been kept, in memory or on the local disk. */
    public long cachedBytes() {
        return cachedBytes.sum();
    }
}
