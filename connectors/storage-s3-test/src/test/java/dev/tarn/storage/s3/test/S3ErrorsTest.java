package dev.tarn.storage.s3.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.QueryResult;
import dev.tarn.Session;
import dev.tarn.Tarn;
import dev.tarn.TarnBuilder;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.FileSystem;
import dev.tarn.spi.storage.InputFile;
import dev.tarn.spi.storage.Location;
import dev.tarn.spi.storage.StorageMetrics;
import dev.tarn.spi.storage.StorageMetrics.RequestKind;
import dev.tarn.storage.s3.S3FileSystem;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is told when S3 refuses or objects are not what they were: code, bucket and key, request id, what to check. */
class S3ErrorsTest {
    private static final String SQL = "SELECT sum(id) FROM 's3://lake/errors/file.parquet'";

    @RegisterExtension
    private static final TestServer server = new TestServer();

    @BeforeAll
    static void writeObjects() {
        try (ParquetObjects objects = new ParquetObjects(server)) {
            objects.write("errors/file.parquet", 1, 0, 100, 1_000);
            objects.write("secret/file.parquet", 1, 0, 100, 1_000);
        }
        server.put("plain/large", new byte[3 << 20]);
    }

    @BeforeEach
    void forget() {
        server.door().reset();
    }

    private static TarnException failure(String sql, String... more) {
        TarnBuilder builder = Tarn.builder().threads(1);
        Map<String, String> settings = new HashMap<>(server.settings());
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        settings.forEach(builder::setting);
        return assertThrows(TarnException.class, () -> {
            try (Tarn tarn = builder.open();
                    Session session = tarn.session();
                    QueryResult result = session.query(sql)) {
                result.toRows();
            }
        });
    }

    private static void assertTells(TarnException failure, ErrorCode code, String... parts) {
        String text = failure.toString();
        assertEquals(code, failure.code(), text);
        for (String part : parts) {
            assertTrue(text.contains(part), () -> "«" + part + "» is missing: " + text);
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            assertFalse(String.valueOf(cause).contains(TestServer.SECRET), "the secret is told");
        }
    }

    private static S3FileSystem storage(String... more) {
        Map<String, String> settings = new HashMap<>(server.settings());
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        S3FileSystem storage = new S3FileSystem();
        storage.configure(settings);
        return storage;
    }

    @Test
    void wrongCredentials() {
        assertTells(
                failure(SQL, "s3.secret_access_key", "wrong-" + TestServer.SECRET),
                ErrorCode.PERMISSION_DENIED,
                "bucket lake",
                "key errors/file.parquet",
                "SignatureDoesNotMatch",
                "request id",
                "check the key's id and secret");
        assertTells(
                failure(SQL, "s3.access_key_id", "AKOTHER"),
                ErrorCode.PERMISSION_DENIED,
                "InvalidAccessKeyId",
                "bucket");
    }

    @Test
    void noSuchBucket() {
        assertTells(
                failure("SELECT * FROM 's3://not-there/x.parquet'"),
                ErrorCode.PATH_NOT_FOUND,
                "there is no bucket not-there",
                "bucket not-there, key x.parquet",
                "request id",
                "check its name");
    }

    @Test
    void noSuchObject() {
        assertEquals(
                ErrorCode.PATH_NOT_FOUND,
                failure("SELECT * FROM 's3://lake/no/x.parquet'").code());
        assertEquals(
                ErrorCode.PATH_NOT_FOUND,
                failure("SELECT * FROM 's3://lake/no/*.parquet'").code());
        assertEquals(
                ErrorCode.PATH_NOT_FOUND,
                failure("SELECT * FROM 's3:///x.parquet'").code());
    }

    private static Function<FrontDoor.Request, FrontDoor.Treatment> answering(
            String part, FrontDoor.Treatment treatment) {
        return request -> request.target().contains(part) ? treatment : FrontDoor.PASS;
    }

    private static FrontDoor.Treatment.Answer error(int status, String headers, String code, String more) {
        return new FrontDoor.Treatment.Answer(
                status,
                headers,
                "<Error><Code>" + code + "</Code><Message>no</Message>" + more + "<RequestId>REQ-" + status
                        + "</RequestId></Error>");
    }

    @Test
    void deniedPrefixAndDeniedObject() {
        server.door().reset(0, answering("secret", error(403, "", "AccessDenied", "")));
        assertTells(
                failure("SELECT * FROM 's3://lake/secret/file.parquet'"),
                ErrorCode.PERMISSION_DENIED,
                "s3:ListBucket",
                "bucket lake, key secret/file.parquet",
                "403 AccessDenied",
                "request id REQ-403",
                "check the policies");
        server.door().reset(0, request -> request.isListing() ? FrontDoor.PASS : error(403, "", "AccessDenied", ""));
        assertTells(failure(SQL), ErrorCode.PERMISSION_DENIED, "s3:GetObject", "key errors/file.parquet", "REQ-403");
    }

    @Test
    void aBucketInAnotherRegionIsFoundByItself() {
        Function<FrontDoor.Request, FrontDoor.Treatment> elsewhere =
                request -> error(301, "x-amz-bucket-region: eu-central-1\r\n", "PermanentRedirect", "");
        server.door()
                .reset(0, request -> server.door().requests().size() == 1 ? elsewhere.apply(request) : FrontDoor.PASS);
        StorageMetrics metrics = new StorageMetrics();
        try (S3FileSystem storage = storage()) {
            Location location = new Location("s3://lake/errors/file.parquet");
            assertTrue(storage.forQuery(metrics).file(location).isPresent());
            assertEquals(2, metrics.requests(RequestKind.LIST));
            assertTrue(storage.forQuery(metrics).file(location).isPresent());
            assertEquals(3, metrics.requests(RequestKind.LIST));
        }
        server.door().reset(0, elsewhere);
        assertTells(
                failure(SQL),
                ErrorCode.STORAGE_ERROR,
                "another region, eu-central-1",
                "bucket lake, key errors/file.parquet",
                "request id REQ-301",
                "set s3.region");
    }

    @Test
    void theRegionOfARedirectWithoutNameIsAskedFor() {
        server.door().reset(0, request -> {
            if (request.method().equals("HEAD")) {
                return new FrontDoor.Treatment.Answer(400, "x-amz-bucket-region: ap-south-1\r\n", "");
            }
            return server.door().requests().size() == 1 ? error(301, "", "PermanentRedirect", "") : FrontDoor.PASS;
        });
        StorageMetrics metrics = new StorageMetrics();
        try (S3FileSystem storage = storage()) {
            assertTrue(storage.forQuery(metrics)
                    .file(new Location("s3://lake/errors/file.parquet"))
                    .isPresent());
        }
        assertEquals(1, metrics.requests(RequestKind.HEAD));
        assertEquals(2, metrics.requests(RequestKind.LIST));
    }

    @Test
    void anObjectThatChangesUnderAQueryIsNamed() {
        Location location = new Location("s3://lake/plain/changing");
        server.put("plain/changing", new byte[2 << 20]);
        try (S3FileSystem storage = storage()) {
            FileEntry entry = storage.file(location).orElseThrow();
            try (InputFile file = storage.open(entry)) {
                file.read(0, ByteBuffer.allocate(1_000));
                byte[] other = new byte[2 << 20];
                other[5] = 1;
                server.put("plain/changing", other);
                TarnException failure =
                        assertThrows(TarnException.class, () -> file.read(5_000, ByteBuffer.allocate(1_000)));
                assertTells(failure, ErrorCode.FILE_CHANGED, "s3://lake/plain/changing");
            }
        }
    }

    @Test
    void archivedObjectsAreNamedOrLeftOut() {
        server.door()
                .reset(
                        0,
                        request -> request.isListing()
                                ? FrontDoor.PASS
                                : error(403, "", "InvalidObjectState", "<StorageClass>DEEP_ARCHIVE</StorageClass>"));
        assertTells(
                failure(SQL),
                ErrorCode.STORAGE_ERROR,
                "storage class DEEP_ARCHIVE",
                "key errors/file.parquet",
                "request id",
                "s3.skip_archived");
        String listing = "<ListBucketResult><Name>lake</Name><IsTruncated>false</IsTruncated>"
                + archived("old", "GLACIER", "") + archived("new", "STANDARD", "")
                + archived(
                        "restored",
                        "GLACIER",
                        "<RestoreStatus><RestoreExpiryDate>2030-01-01T00:00:00.000Z"
                                + "</RestoreExpiryDate></RestoreStatus>")
                + "</ListBucketResult>";
        server.door().reset(0, request -> new FrontDoor.Treatment.Answer(200, "", listing));
        for (boolean skips : new boolean[] {true, false}) {
            try (S3FileSystem storage = storage("s3.skip_archived", Boolean.toString(skips))) {
                List<String> names = storage.list(new Location("s3://lake/cold")).files().stream()
                        .map(file -> file.location().name())
                        .toList();
                assertEquals(skips ? List.of("new", "restored") : List.of("new", "old", "restored"), names);
            }
        }
    }

    private static String archived(String name, String storageClass, String more) {
        return "<Contents><Key>cold/" + name + "</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified>"
                + "<ETag>\"e\"</ETag><Size>1</Size><StorageClass>" + storageClass + "</StorageClass>" + more
                + "</Contents>";
    }

    @Test
    void aServerThatStaysBusyIsGivenUp() {
        server.door().reset(0, request -> error(503, "", "SlowDown", ""));
        assertTells(
                failure(SQL, "s3.max_attempts", "3"),
                ErrorCode.STORAGE_ERROR,
                "503 SlowDown",
                "3 times in a row",
                "request id REQ-503");
        assertEquals(3, server.door().requests().size());
    }

    @Test
    void aServerThatIsNotThere() {
        assertTells(
                failure(SQL, "s3.endpoint", "http://127.0.0.1:1", "s3.max_attempts", "2"),
                ErrorCode.STORAGE_ERROR,
                "cannot be reached",
                "bucket lake",
                "check s3.endpoint");
    }

    @Test
    void closingAFileEndsItsReads() throws Exception {
        server.door().reset(60_000, request -> FrontDoor.PASS);
        try (S3FileSystem storage = storage()) {
            FileEntry entry = new FileEntry(new Location("s3://lake/plain/large"), 3 << 20, 0, "\"x\"");
            FileSystem view = storage.forQuery(new StorageMetrics());
            InputFile file = view.open(entry);
            file.close();
            TarnException failure = assertThrows(TarnException.class, () -> file.read(0, ByteBuffer.allocate(1_000)));
            assertEquals(ErrorCode.QUERY_CANCELLED, failure.code());
        }
    }

    @Test
    void noSecretIsLoggedOrTold() {
        List<String> logged = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord message) {
                logged.add(message.getMessage() + message.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger.getLogger("").addHandler(handler);
        try {
            assertTells(failure("SELECT * FROM 's3://not-there/x'"), ErrorCode.PATH_NOT_FOUND);
            String key = Base64.getEncoder().encodeToString(new byte[32]);
            server.door().reset(0, request -> error(403, "", "AccessDenied", ""));
            TarnException refused = failure(SQL, "s3.session_token", "tok3n-of-mine", "s3.sse_customer_key", key);
            assertEquals(ErrorCode.PERMISSION_DENIED, refused.code());
            StringWriter all = new StringWriter();
            refused.printStackTrace(new PrintWriter(all, true));
            assertFalse(
                    all.toString().contains("tok3n-of-mine") || all.toString().contains(key), all::toString);
            for (String name : List.of("s3.sse_customer_key", "s3.proxy")) {
                TarnException failure = failure(SQL, name, TestServer.SECRET);
                assertEquals(ErrorCode.INVALID_PROPERTY, failure.code());
                assertFalse(failure.toString().contains(TestServer.SECRET), failure.toString());
            }
        } finally {
            Logger.getLogger("").removeHandler(handler);
        }
        assertFalse(logged.toString().contains(TestServer.SECRET)
                || logged.toString().contains("tok3n"));
    }
}
