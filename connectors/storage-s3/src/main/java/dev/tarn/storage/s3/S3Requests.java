package dev.tarn.storage.s3;

import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.Location;
import dev.tarn.spi.storage.StorageMetrics;
import dev.tarn.spi.storage.StorageMetrics.RequestKind;
import dev.tarn.spi.storage.remote.RemoteRequest;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import software.amazon.awssdk.services.s3.S3Client;

/** Sends the requests of one view: to the bucket's region, counted, and again while what fails may pass. Thread-safe. */
final class S3Requests {
    /** What S3 calls the permission that a request needs. */
    static final String LIST_BUCKET = "s3:ListBucket";

    static final String LIST_BUCKETS = "s3:ListAllMyBuckets";
    static final String PUT_OBJECT = "s3:PutObject";
    static final String DELETE_OBJECT = "s3:DeleteObject";
    static final String ABORT_UPLOAD = "s3:AbortMultipartUpload";
    static final String LIST_PARTS = "s3:ListMultipartUploadParts";
    static final String LIST_UPLOADS = "s3:ListBucketMultipartUploads";

    private final S3Storage storage;
    private final StorageMetrics metrics;

    S3Requests(S3Storage storage, StorageMetrics metrics) {
        this.storage = storage;
        this.metrics = metrics;
    }

    S3Settings settings() {
        return storage.settings();
    }

    StorageMetrics metrics() {
        return metrics;
    }

    /** Returns where requests run side by side. */
    Executor executor() {
        return storage.requests().executor();
    }

    /**
     * Sends a request.
     *
     * @param location what it is about, for the error
     * @param action the permission it needs
     * @throws TarnException what went wrong
     */
    <T> T send(RequestKind kind, Location location, String action, Function<S3Client, T> request) {
        return send(kind, location, action, () -> false, request);
    }

    <T> T send(
            RequestKind kind,
            Location location,
            String action,
            BooleanSupplier stopped,
            Function<S3Client, T> request) {
        String bucket = S3Path.orRoot(location).bucket();
        return storage.requests().send(kind, metrics, stopped, new RemoteRequest<>() {
            @Override
            public T send() {
                return storage.clients().call(bucket, kind, metrics, request);
            }

            @Override
            public boolean isTransient(Exception failure) {
                return S3Errors.isTransient(failure);
            }

            @Override
            public TarnException error(Exception failure, int attempts) {
                return S3Errors.of(location, action, failure, attempts);
            }
        });
    }
}
