package dev.tarn.storage.s3.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.InputFile;
import dev.tarn.spi.storage.Location;
import dev.tarn.storage.s3.S3FileSystem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Whose requests they are, and what else each of them has to say. */
class S3CredentialsTest {
    private static final Location FILE = new Location("s3://lake/file");

    @RegisterExtension
    private static final TestServer server = new TestServer();

    private HttpServer tokens;
    private final List<String> tokenRequests = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void startServer() {
        server.put("file", new byte[100]);
    }

    @BeforeEach
    void startTokens() throws IOException {
        server.door().reset();
        tokens = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        tokens.createContext("/", exchange -> {
            try (exchange) {
                String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                tokenRequests.add(form);
                String action = form.contains("WithWebIdentity") ? "AssumeRoleWithWebIdentity" : "AssumeRole";
                byte[] answer = ("<" + action + "Response><" + action + "Result><Credentials><AccessKeyId>ROLEKEY"
                                + "</AccessKeyId><SecretAccessKey>rolesecret</SecretAccessKey><SessionToken>roletoken"
                                + "</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></"
                                + action
                                + "Result></" + action + "Response>")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        tokens.start();
    }

    @AfterEach
    void stopTokens() {
        tokens.stop(0);
    }

    private String tokensAddress() {
        return "http://127.0.0.1:" + tokens.getAddress().getPort();
    }

    /** Sends a listing that is answered by the front door itself, and returns it. */
    private static FrontDoor.Request listing(Map<String, String> settings) {
        String empty = "<ListBucketResult><Name>lake</Name><IsTruncated>false</IsTruncated></ListBucketResult>";
        server.door().reset(0, request -> new FrontDoor.Treatment.Answer(200, "", empty));
        Map<String, String> all = new HashMap<>(settings);
        all.put("s3.endpoint", server.settings().get("s3.endpoint"));
        try (S3FileSystem storage = new S3FileSystem()) {
            storage.configure(all);
            assertTrue(storage.file(FILE).isEmpty());
        }
        return server.door().requests().get(0);
    }

    @Test
    void anonymousRequestsAreNotSigned() {
        assertNull(listing(Map.of("s3.anonymous", "true")).header("authorization"));
    }

    @Test
    void staticKeysWithATokenSignAndSendIt() {
        FrontDoor.Request request = listing(Map.of(
                "s3.access_key_id",
                "KEYID",
                "s3.secret_access_key",
                "k",
                "s3.session_token",
                "tok",
                "s3.region",
                "eu-west-1"));
        assertTrue(request.header("authorization").contains("Credential=KEYID/"), request.head());
        assertTrue(request.header("authorization").contains("/eu-west-1/s3/"), request.head());
        assertEquals("tok", request.header("x-amz-security-token"));
    }

    @Test
    void aRoleIsAssumed() {
        FrontDoor.Request request = listing(Map.of(
                "s3.access_key_id", "KEYID",
                "s3.secret_access_key", "k",
                "s3.role_arn", "arn:aws:iam::123456789012:role/reader",
                "s3.external_id", "outside",
                "s3.sts_endpoint", tokensAddress()));
        assertTrue(request.header("authorization").contains("Credential=ROLEKEY/"), request.head());
        assertEquals("roletoken", request.header("x-amz-security-token"));
        assertTrue(tokenRequests.get(0).contains("ExternalId=outside"), tokenRequests.get(0));
        assertTrue(tokenRequests.get(0).contains("RoleSessionName=tarn"), tokenRequests.get(0));
    }

    @Test
    void aRoleIsAssumedWithAWebIdentity(@TempDir Path folder) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "web-token\n");
        FrontDoor.Request request = listing(Map.of(
                "s3.web_identity_token_file",
                token.toString(),
                "s3.role_arn",
                "arn:aws:iam::123456789012:role/reader",
                "s3.role_session_name",
                "mine",
                "s3.sts_endpoint",
                tokensAddress()));
        assertTrue(request.header("authorization").contains("Credential=ROLEKEY/"), request.head());
        assertTrue(tokenRequests.get(0).contains("WebIdentityToken=web-token"), tokenRequests.get(0));
        assertTrue(tokenRequests.get(0).contains("RoleSessionName=mine"), tokenRequests.get(0));
    }

    @Test
    void requesterPaysAndCustomersKeysAreSaidWithEachRequest() {
        Map<String, String> settings = new HashMap<>(server.settings());
        settings.put("s3.requester_pays", "true");
        byte[] key = new byte[32];
        settings.put("s3.sse_customer_key", Base64.getEncoder().encodeToString(key));
        server.door()
                .reset(
                        0,
                        request -> request.isListing()
                                ? FrontDoor.PASS
                                : new FrontDoor.Treatment.Answer(200, "", "x".repeat(100)));
        try (S3FileSystem storage = new S3FileSystem()) {
            storage.configure(settings);
            FileEntry entry = storage.file(FILE).orElseThrow();
            try (InputFile file = storage.open(entry)) {
                file.read(0, ByteBuffer.allocate(100));
            }
        }
        List<FrontDoor.Request> requests = server.door().requests();
        assertEquals(2, requests.size());
        requests.forEach(request -> assertEquals("requester", request.header("x-amz-request-payer")));
        FrontDoor.Request read = requests.get(1);
        assertEquals("AES256", read.header("x-amz-server-side-encryption-customer-algorithm"));
        assertEquals(Base64.getEncoder().encodeToString(key), read.header("x-amz-server-side-encryption-customer-key"));
        assertTrue(read.header("if-match").startsWith("\""), read.head());
    }

    @Test
    void aProxyIsAsked() {
        assertTrue(askedOfProxy(Map.of()).startsWith("http://store.invalid:9000/lake?"));
    }

    @Test
    void theBucketStandsInTheHostsNameIfAskedSo() {
        assertTrue(askedOfProxy(Map.of("s3.path_style", "false")).startsWith("http://lake.store.invalid:9000/?"));
    }

    private static String askedOfProxy(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(server.settings());
        settings.put("s3.proxy", settings.get("s3.endpoint"));
        settings.put("s3.endpoint", "http://store.invalid:9000");
        settings.putAll(more);
        String empty = "<ListBucketResult><Name>lake</Name><IsTruncated>false</IsTruncated></ListBucketResult>";
        server.door().reset(0, request -> new FrontDoor.Treatment.Answer(200, "", empty));
        try (S3FileSystem storage = new S3FileSystem()) {
            storage.configure(settings);
            assertTrue(storage.file(FILE).isEmpty());
        }
        return server.door().requests().get(0).target();
    }
}
