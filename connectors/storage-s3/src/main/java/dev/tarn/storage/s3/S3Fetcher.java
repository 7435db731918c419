package dev.tarn.storage.s3;

import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.StorageMetrics;
import dev.tarn.spi.storage.StorageMetrics.RequestKind;
import dev.tarn.spi.storage.remote.OpenReads;
import dev.tarn.spi.storage.remote.RangeFetcher;
import dev.tarn.spi.storage.remote.ResponseBody;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.RequestPayer;

/** Reads ranges of objects, each by one GetObject that holds only for the version that was listed. */
final class S3Fetcher implements RangeFetcher {
    private final S3Settings settings;
    private final CustomerKey key;
    private final Supplier<S3Clients> clients;

    S3Fetcher(S3Settings settings, Supplier<S3Clients> clients) {
        this.settings = settings;
        this.key = CustomerKey.of(settings);
        this.clients = clients;
    }

    @Override
    public void fetch(FileEntry file, long position, ByteBuffer target, StorageMetrics metrics, OpenReads reads)
            throws IOException {
        S3Path path = S3Path.of(file.location());
        GetObjectRequest request = request(file, path, position, target.remaining());
        ResponseInputStream<GetObjectResponse> body =
                clients.get().call(path.bucket(), RequestKind.GET, metrics, client -> client.getObject(request));
        String version = body.response().eTag();
        if (S3View.isETag(file.version()) && version != null && !version.equals(file.version())) {
            body.abort();
            throw S3Errors.changed(ErrorPosition.InFile.of(file.location().text()));
        }
        if (request.range() != null && body.response().contentRange() == null) {
            body.abort();
            throw new IOException("the store answers a range with the whole object");
        }
        ResponseBody.read(body, body::abort, target, reads);
    }

    private GetObjectRequest request(FileEntry file, S3Path path, long position, int length) {
        GetObjectRequest.Builder request =
                GetObjectRequest.builder().bucket(path.bucket()).key(path.key());
        if (length < file.sizeBytes()) {
            request.range("bytes=" + position + "-" + (position + length - 1));
        }
        if (S3View.isETag(file.version())) {
            request.ifMatch(file.version());
        }
        if (settings.requesterPays()) {
            request.requestPayer(RequestPayer.REQUESTER);
        }
        request.sseCustomerAlgorithm(key.algorithm()).sseCustomerKey(key.text()).sseCustomerKeyMD5(key.md5());
        return request.build();
    }

    @Override
    public boolean isTransient(Exception failure) {
        return S3Errors.isTransient(failure);
    }

    @Override
    public TarnException error(FileEntry file, Exception failure, int attempts) {
        return S3Errors.of(file.location(), "s3:GetObject", failure, attempts);
    }
}
