package dev.tarn.storage.s3;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.Location;
import dev.tarn.spi.storage.OutputFile;
import dev.tarn.spi.storage.PendingFile;
import dev.tarn.spi.storage.StorageMetrics.RequestKind;
import dev.tarn.spi.storage.remote.FanOut;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.RequestPayer;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * Writes objects by multipart uploads, which nobody sees before they are completed: what knows a pending object is its
 * upload's id. Thread-safe.
 */
final class S3Writer {
    private static final int KEYS_A_DELETE = 1_000;
    private static final String MEDIA_TYPE = "application/octet-stream";

    private final S3Requests requests;
    private final PreparedUploads prepared;
    private final CustomerKey key;
    private final RequestPayer payer;

    S3Writer(S3Requests requests, PreparedUploads prepared) {
        this.requests = requests;
        this.prepared = prepared;
        this.key = CustomerKey.of(requests.settings());
        this.payer = requests.settings().requesterPays() ? RequestPayer.REQUESTER : null;
    }

    Executor executor() {
        return requests.executor();
    }

    PartsUnderWay partsUnderWay() {
        return prepared.partsUnderWay();
    }

    /** Begins an upload. That nothing has the name was seen to. */
    OutputFile create(Location location, BufferAllocator allocator) {
        S3Path path = S3Path.of(location);
        CreateMultipartUploadRequest request = CreateMultipartUploadRequest.builder()
                .bucket(path.bucket())
                .key(path.key())
                .contentType(MEDIA_TYPE)
                .requestPayer(payer)
                .sseCustomerAlgorithm(key.algorithm())
                .sseCustomerKey(key.text())
                .sseCustomerKeyMD5(key.md5())
                .build();
        AtomicInteger attempts = new AtomicInteger();
        String id = requests.send(RequestKind.PUT, location, S3Requests.PUT_OBJECT, client -> {
                    attempts.incrementAndGet();
                    return client.createMultipartUpload(request);
                })
                .uploadId();
        PendingFile file = new PendingFile(location, id);
        if (attempts.get() > 1) {
            abortOthers(file);
        }
        return new S3Upload(this, file, allocator);
    }

    /** Aborts uploads that were begun by attempts whose answers were lost, if uploads may be listed. */
    private void abortOthers(PendingFile file) {
        try {
            of(file.location()).stream().filter(other -> !other.equals(file)).forEach(this::abort);
        } catch (TarnException e) {
            if (e.code() != ErrorCode.PERMISSION_DENIED) {
                abort(file);
                throw e;
            }
        }
    }

    /** Returns the uploads of one object that are neither completed nor aborted. */
    private List<PendingFile> of(Location location) {
        S3Path path = S3Path.of(location);
        List<PendingFile> found = new ArrayList<>();
        eachUpload(location, path.key(), upload -> {
            if (upload.key().equals(path.key())) {
                found.add(new PendingFile(location, upload.uploadId()));
            }
        });
        return found;
    }

    CompletedPart sendPart(S3Upload upload, int number, ByteBuffer bytes) {
        PendingFile file = upload.pending();
        S3Path path = S3Path.of(file.location());
        UploadPartRequest request = UploadPartRequest.builder()
                .bucket(path.bucket())
                .key(path.key())
                .uploadId(file.token())
                .partNumber(number)
                .contentLength((long) bytes.remaining())
                .requestPayer(payer)
                .sseCustomerAlgorithm(key.algorithm())
                .sseCustomerKey(key.text())
                .sseCustomerKeyMD5(key.md5())
                .build();
        int length = bytes.remaining();
        UploadPartResponse response =
                requests.send(RequestKind.PUT, file.location(), S3Requests.PUT_OBJECT, upload::isStopped, client -> {
                    RequestBody body = RequestBody.fromContentProvider(
                            () -> new ByteBufferStream(bytes.duplicate()), length, MEDIA_TYPE);
                    requests.metrics().sent(length);
                    return client.uploadPart(request, body);
                });
        return CompletedPart.builder().partNumber(number).eTag(response.eTag()).build();
    }

    void remember(PendingFile file, List<CompletedPart> parts) {
        prepared.put(file.token(), parts);
    }

    /** Completes uploads side by side; one that was completed before is left as it is. */
    void complete(List<PendingFile> files) {
        all(files, this::complete);
    }

    private void complete(PendingFile file) {
        List<CompletedPart> known = prepared.get(file.token());
        try {
            List<CompletedPart> parts = known == null ? parts(file) : known;
            boolean takesConditions = prepared.takesConditions();
            try {
                complete(file, parts, takesConditions);
            } catch (TarnException e) {
                if (!S3Errors.isNotImplemented(e) || !takesConditions) {
                    throw e;
                }
                prepared.refusesConditions();
                complete(file, parts, false);
            }
        } catch (TarnException e) {
            if (S3Errors.isPreconditionFailed(e) && isUnfinished(file)) {
                throw taken(file.location(), e);
            }
            // Without the upload the object is there if this or another process has completed it: the caller looks.
            if (!S3Errors.isPreconditionFailed(e) && !S3Errors.isUploadGone(e)) {
                throw e;
            }
        }
        prepared.remove(file.token());
    }

    /** Sends one request to complete an upload, if asked so only where no object has the name. */
    private void complete(PendingFile file, List<CompletedPart> parts, boolean onlyIfAbsent) {
        S3Path path = S3Path.of(file.location());
        CompleteMultipartUploadRequest request = CompleteMultipartUploadRequest.builder()
                .bucket(path.bucket())
                .key(path.key())
                .uploadId(file.token())
                .multipartUpload(upload -> upload.parts(parts))
                .ifNoneMatch(onlyIfAbsent ? "*" : null)
                .requestPayer(payer)
                .sseCustomerAlgorithm(key.algorithm())
                .sseCustomerKey(key.text())
                .sseCustomerKeyMD5(key.md5())
                .build();
        requests.send(
                RequestKind.PUT,
                file.location(),
                S3Requests.PUT_OBJECT,
                client -> client.completeMultipartUpload(request));
    }

    /** Returns the error for a name that something has already. */
    static TarnException taken(Location location, Throwable cause) {
        return new TarnException(
                ErrorCode.HIVE_PATH_ALREADY_EXISTS,
                ErrorPosition.InFile.of(location.text()),
                "there is an object or a folder of this name (" + S3Path.of(location) + ")",
                cause);
    }

    private boolean isUnfinished(PendingFile file) {
        try {
            parts(file);
            return true;
        } catch (TarnException e) {
            if (S3Errors.isUploadGone(e)) {
                return false;
            }
            throw e;
        }
    }

    /** Asks for the parts of an upload that another process has sent. */
    private List<CompletedPart> parts(PendingFile file) {
        S3Path path = S3Path.of(file.location());
        List<CompletedPart> parts = new ArrayList<>();
        for (Integer after = 0; after != null; ) {
            Integer marker = after;
            ListPartsResponse page = requests.send(
                    RequestKind.LIST,
                    file.location(),
                    S3Requests.LIST_PARTS,
                    client -> client.listParts(request -> request.bucket(path.bucket())
                            .key(path.key())
                            .uploadId(file.token())
                            .partNumberMarker(marker == 0 ? null : marker)
                            .requestPayer(payer)
                            .sseCustomerAlgorithm(key.algorithm())
                            .sseCustomerKey(key.text())
                            .sseCustomerKeyMD5(key.md5())));
            page.parts()
                    .forEach(part -> parts.add(CompletedPart.builder()
                            .partNumber(part.partNumber())
                            .eTag(part.eTag())
                            .build()));
            after = Boolean.TRUE.equals(page.isTruncated()) ? page.nextPartNumberMarker() : null;
        }
        return parts;
    }

    /** Aborts an upload, or without an id all of the object; nothing if there is none. */
    void abort(PendingFile file) {
        if (file.token().isEmpty()) {
            of(file.location()).forEach(this::abort);
            return;
        }
        S3Path path = S3Path.of(file.location());
        prepared.remove(file.token());
        try {
            requests.send(
                    RequestKind.DELETE,
                    file.location(),
                    S3Requests.ABORT_UPLOAD,
                    client -> client.abortMultipartUpload(request -> request.bucket(path.bucket())
                            .key(path.key())
                            .uploadId(file.token())
                            .requestPayer(payer)));
        } catch (TarnException e) {
            if (!S3Errors.isUploadGone(e)) {
                throw e;
            }
        }
    }

    void abort(List<PendingFile> files) {
        all(files, this::abort);
    }

    private interface Step<T> {
        void take(T item);
    }

    /** Takes the step with each item, side by side, before the first failure is thrown. */
    private <T> void all(List<T> items, Step<T> step) {
        List<Callable<Void>> tasks = new ArrayList<>();
        for (T item : items) {
            tasks.add(() -> {
                step.take(item);
                return null;
            });
        }
        if (!tasks.isEmpty()) {
            FanOut.run(executor(), tasks);
        }
    }

    /** Returns the uploads below a folder that are neither completed nor aborted. */
    List<PendingFile> pending(Location folder) {
        S3Path path = S3Path.of(folder);
        List<PendingFile> found = new ArrayList<>();
        eachUpload(folder, path.prefix(), upload -> {
            if (upload.key().startsWith(path.prefix())) {
                String name = upload.key().substring(path.prefix().length());
                found.add(new PendingFile(folder.child(name), upload.uploadId()));
            }
        });
        return found;
    }

    private void eachUpload(Location location, String prefix, Consumer<MultipartUpload> consumer) {
        ListMultipartUploadsRequest request = ListMultipartUploadsRequest.builder()
                .bucket(S3Path.of(location).bucket())
                .prefix(prefix)
                .requestPayer(payer)
                .build();
        while (request != null) {
            ListMultipartUploadsRequest asked = request;
            ListMultipartUploadsResponse page = requests.send(
                    RequestKind.LIST, location, S3Requests.LIST_UPLOADS, client -> client.listMultipartUploads(asked));
            page.uploads().forEach(consumer);
            request = Boolean.TRUE.equals(page.isTruncated())
                    ? asked.toBuilder()
                            .keyMarker(page.nextKeyMarker())
                            .uploadIdMarker(page.nextUploadIdMarker())
                            .build()
                    : null;
        }
    }

    /** Deletes objects, a thousand in a request. */
    void delete(List<Location> files) {
        Map<String, List<Location>> buckets = new LinkedHashMap<>();
        files.forEach(file -> buckets.computeIfAbsent(S3Path.of(file).bucket(), bucket -> new ArrayList<>())
                .add(file));
        List<List<Location>> groups = new ArrayList<>();
        for (List<Location> inBucket : buckets.values()) {
            for (int i = 0; i < inBucket.size(); i += KEYS_A_DELETE) {
                groups.add(inBucket.subList(i, Math.min(inBucket.size(), i + KEYS_A_DELETE)));
            }
        }
        all(groups, this::deleteGroup);
    }

    private void deleteGroup(List<Location> files) {
        Location first = files.get(0);
        String bucket = S3Path.of(first).bucket();
        List<ObjectIdentifier> keys = files.stream()
                .map(file ->
                        ObjectIdentifier.builder().key(S3Path.of(file).key()).build())
                .toList();
        Delete what = Delete.builder().objects(keys).quiet(true).build();
        DeleteObjectsResponse response = requests.send(
                RequestKind.DELETE,
                first,
                S3Requests.DELETE_OBJECT,
                client -> client.deleteObjects(
                        request -> request.bucket(bucket).delete(what).requestPayer(payer)));
        for (S3Error error : response.errors()) {
            if (!"NoSuchKey".equals(error.code())) {
                throw S3Errors.notDeleted(
                        files.get(0), bucket, error, response.responseMetadata().requestId());
            }
        }
    }
}
