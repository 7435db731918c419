package dev.tarn.storage.s3.test;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A server that speaks S3's protocol and checks signatures, over objects in memory. Tarn is to ask the door in front of it,
 * which counts, delays and breaks; tests write behind it. As an extension in a static field it lives as long as the tests of
 * the class.
 */
final class TestServer implements AfterAllCallback, AutoCloseable {
    static final String BUCKET = "lake";
    static final String KEY_ID = "AKTESTTESTTEST";
    static final String SECRET = "s3cr3t+value/of=the-key";

    private final S3Proxy server;
    private final FrontDoor door;
    private final S3Client writer;

    TestServer() {
        try {
            server = S3Proxy.builder()
                    .endpoint(URI.create("http://127.0.0.1:0"))
                    .awsAuthentication(AuthenticationType.AWS_V4, KEY_ID, SECRET)
                    .blobStore(new TransientNio2BlobStore())
                    .ignoreUnknownHeaders(true)
                    .build();
            server.start();
            door = new FrontDoor(server.getPort());
        } catch (Exception e) {
            throw new IllegalStateException("the server does not start", e);
        }
        writer = S3Client.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + server.getPort()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY_ID, SECRET)))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .build();
        writer.createBucket(request -> request.bucket(BUCKET));
    }

    FrontDoor door() {
        return door;
    }

    /** Returns the settings with which Tarn finds the server. */
    Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("s3.endpoint", "http://127.0.0.1:" + door.port());
        settings.put("s3.access_key_id", KEY_ID);
        settings.put("s3.secret_access_key", SECRET);
        settings.put("s3.region", "us-east-1");
        return settings;
    }

    void put(String key, byte[] content) {
        writer.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromBytes(content));
    }

    void put(String key, Path file) {
        writer.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromFile(file));
    }

    byte[] get(String key) {
        return writer.getObjectAsBytes(request -> request.bucket(BUCKET).key(key))
                .asByteArray();
    }

    /** Returns the keys of the objects that begin so, in order. */
    List<String> keys(String prefix) {
        return writer.listObjectsV2Paginator(request -> request.bucket(BUCKET).prefix(prefix)).contents().stream()
                .map(S3Object::key)
                .sorted()
                .toList();
    }

    /** Returns the keys of the uploads that are neither completed nor aborted. */
    List<String> uploads(String prefix) {
        return writer.listMultipartUploads(request -> request.bucket(BUCKET)).uploads().stream()
                .map(MultipartUpload::key)
                .filter(key -> key.startsWith(prefix))
                .toList();
    }

    void delete(String key) {
        writer.deleteObject(request -> request.bucket(BUCKET).key(key));
    }

    void deleteAll(String prefix) {
        writer.listObjectsV2Paginator(request -> request.bucket(BUCKET).prefix(prefix))
                .contents()
                .forEach(object -> delete(object.key()));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        // Frees the memory of the objects, which a test class may hold on to.
        deleteAll("");
        writer.close();
        door.close();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the server does not stop", e);
        }
    }
}
