package dev.tarn.storage.s3.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.Location;
import dev.tarn.storage.s3.S3FileSystem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Credentials out of the configuration files, and what is told where there are none. */
class S3ProfilesTest {
    private static final String[] PROPERTIES = {
        "aws.configFile", "aws.sharedCredentialsFile", "aws.disableEc2Metadata", "user.home"
    };

    @RegisterExtension
    private static final TestServer server = new TestServer();

    @TempDir
    Path home;

    private final Map<String, String> before = new HashMap<>();

    @BeforeAll
    static void startServer() {
        server.put("file", new byte[100]);
    }

    @BeforeEach
    void setFiles() {
        server.door().reset();
        for (String property : PROPERTIES) {
            before.put(property, System.getProperty(property));
        }
        System.setProperty("aws.configFile", home.resolve("config").toString());
        System.setProperty(
                "aws.sharedCredentialsFile", home.resolve("credentials").toString());
        System.setProperty("aws.disableEc2Metadata", "true");
        System.setProperty("user.home", home.toString());
    }

    @AfterEach
    void resetFiles() {
        before.forEach((property, value) -> {
            if (value == null) {
                System.clearProperty(property);
            } else {
                System.setProperty(property, value);
            }
        });
    }

    private static S3FileSystem storage(String... settings) {
        Map<String, String> all = new HashMap<>();
        all.put("s3.endpoint", server.settings().get("s3.endpoint"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        S3FileSystem storage = new S3FileSystem();
        storage.configure(all);
        return storage;
    }

    private static void lookUp(String... settings) {
        try (S3FileSystem storage = storage(settings)) {
            assertTrue(storage.file(new Location("s3://lake/file")).isPresent());
        }
    }

    private static TarnException failure(String... settings) {
        return assertThrows(TarnException.class, () -> lookUp(settings));
    }

    private static void assertTells(TarnException failure, ErrorCode code, String... parts) {
        String text = failure.toString();
        assertEquals(code, failure.code(), text);
        for (String part : parts) {
            assertTrue(text.contains(part), () -> "«" + part + "» is missing: " + text);
        }
        assertFalse(text.contains(TestServer.SECRET), text);
    }

    private void config(String text) throws IOException {
        Files.writeString(home.resolve("config"), text);
    }

    private void credentials(String profile, String id, String secret) throws IOException {
        Files.writeString(
                home.resolve("credentials"),
                "[" + profile + "]\naws_access_key_id=" + id + "\naws_secret_access_key=" + secret + "\n");
    }

    @Test
    void aProfileGivesKeysAndRegion() throws IOException {
        config("[profile team]\nregion = eu-north-1\n");
        credentials("team", TestServer.KEY_ID, TestServer.SECRET);
        lookUp("s3.profile", "team");
        assertTrue(server.door().requests().get(0).header("authorization").contains("/eu-north-1/s3/"));
    }

    @Test
    void theDefaultProfileIsTakenWhereNothingIsSet() throws IOException {
        credentials("default", TestServer.KEY_ID, TestServer.SECRET);
        lookUp("s3.region", "us-east-1");
    }

    @Test
    void aProfileThatIsNotThereIsNamed() throws IOException {
        credentials("team", TestServer.KEY_ID, TestServer.SECRET);
        assertTells(failure("s3.profile", "other"), ErrorCode.PERMISSION_DENIED, "other", "bucket lake", "s3.profile");
    }

    @Test
    void noCredentialsAtAll() {
        assertTells(failure(), ErrorCode.PERMISSION_DENIED, "no credentials were found", "s3.anonymous=true");
    }

    private static final String SSO =
            """
            [profile corp]
            sso_session = main
            sso_account_id = 123456789012
            sso_role_name = reader
            region = eu-west-1
            [sso-session main]
            sso_region = eu-west-1
            sso_start_url = https://corp.example/start
            """;

    @Test
    void aSessionOfSsoThatNeverBeganOrIsOver() throws IOException {
        config(SSO);
        assertTells(
                failure("s3.profile", "corp"),
                ErrorCode.PERMISSION_DENIED,
                "aws sso login --profile corp",
                "bucket lake");
        System.setProperty("aws.profile", "corp");
        try {
            assertTells(failure(), ErrorCode.PERMISSION_DENIED, "aws sso login --profile corp", "bucket lake");
        } finally {
            System.clearProperty("aws.profile");
        }
        Path cache = Files.createDirectories(home.resolve(".aws/sso/cache"));
        for (String name : new String[] {"main", "https://corp.example/start"}) {
            Files.writeString(
                    cache.resolve(sha1(name) + ".json"),
                    "{\"accessToken\": \"tok\", \"expiresAt\": \"2020-01-01T00:00:00Z\", \"region\": \"eu-west-1\","
                            + " \"startUrl\": \"https://corp.example/start\"}");
        }
        assertTells(
                failure("s3.profile", "corp"),
                ErrorCode.PERMISSION_DENIED,
                "aws sso login --profile corp",
                "bucket lake");
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRoleThatIsNotGiven() throws IOException {
        HttpServer sts = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        sts.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                byte[] answer =
                        ("<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>no</Message>"
                                        + "</Error><RequestId>STS-1</RequestId></ErrorResponse>")
                                .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(403, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        sts.start();
        String address = "http://127.0.0.1:" + sts.getAddress().getPort();
        String role = "arn:aws:iam::123456789012:role/reader";
        try {
            assertTells(
                    failure(
                            "s3.access_key_id",
                            TestServer.KEY_ID,
                            "s3.secret_access_key",
                            TestServer.SECRET,
                            "s3.role_arn",
                            role,
                            "s3.sts_endpoint",
                            address),
                    ErrorCode.PERMISSION_DENIED,
                    "the role cannot be assumed",
                    "bucket lake",
                    "403 AccessDenied",
                    "request id STS-1",
                    "s3.role_arn",
                    "s3.external_id");
            Path token = Files.writeString(home.resolve("token"), TestServer.SECRET);
            assertTells(
                    failure(
                            "s3.web_identity_token_file",
                            token.toString(),
                            "s3.role_arn",
                            role,
                            "s3.sts_endpoint",
                            address),
                    ErrorCode.PERMISSION_DENIED,
                    "the role cannot be assumed",
                    "s3.web_identity_token_file");
            assertTells(
                    failure(
                            "s3.web_identity_token_file",
                            home.resolve("gone").toString(),
                            "s3.role_arn",
                            role,
                            "s3.sts_endpoint",
                            address),
                    ErrorCode.PERMISSION_DENIED,
                    "the token file",
                    "cannot be read");
        } finally {
            sts.stop(0);
        }
    }
}
