package dev.tarn.storage.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Drops the connection of a body that is closed before its end. Other clients read the rest first, so that the connection can
 * be used again; but whoever closes early, as the SDK does when its thread is interrupted, would wait for a slow server.
 * Thread-safe.
 */
final class AbortingHttpClient implements SdkHttpClient {
    private final SdkHttpClient client;

    AbortingHttpClient(SdkHttpClient client) {
        this.client = client;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = client.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                HttpExecuteResponse response = prepared.call();
                HttpExecuteResponse.Builder builder =
                        HttpExecuteResponse.builder().response(response.httpResponse());
                response.responseBody()
                        .ifPresent(body -> builder.responseBody(aborting(body, response.httpResponse())));
                return builder.build();
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    /** A body of unknown length, as that of a listing, is short. */
    private static AbortableInputStream aborting(AbortableInputStream body, SdkHttpResponse response) {
        return response.firstMatchingHeader("Content-Length")
                .map(length -> AbortableInputStream.create(new Body(body, Long.parseLong(length.strip())), body))
                .orElse(body);
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    @Override
    public void close() {
        client.close();
    }

    /** A body of a known length. One thread. */
    private static final class Body extends FilterInputStream {
        private final AbortableInputStream body;
        private long left;

        Body(AbortableInputStream body, long length) {
            super(body);
            this.body = body;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            left = next < 0 ? 0 : left - 1;
            return next;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            left = count < 0 ? 0 : left - count;
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = super.skip(count);
            left -= skipped;
            return skipped;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        @Override
        public void close() throws IOException {
            if (left > 0) {
                body.abort();
            } else {
                super.close();
            }
        }
    }
}
