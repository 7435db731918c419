package dev.tarn.storage.s3.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.Location;
import dev.tarn.storage.s3.S3FileSystem;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store whose certificate no public authority has signed. */
class S3TlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    Path folder;

    private HttpsServer server;
    private KeyStore keys;

    @BeforeEach
    void start() throws Exception {
        keys = makeKeys(folder.resolve("keys.p12"), "ip:127.0.0.1");
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        byte[] listing = ("<ListBucketResult><Name>lake</Name><IsTruncated>false</IsTruncated><Contents><Key>file</Key>"
                        + "<LastModified>2026-01-01T00:00:00.000Z</LastModified><ETag>\"e\"</ETag><Size>7</Size>"
                        + "</Contents></ListBucketResult>")
                .getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, listing.length);
                exchange.getResponseBody().write(listing);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static KeyStore makeKeys(Path file, String names)
            throws IOException, InterruptedException, GeneralSecurityException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "store",
                        "-keyalg",
                        "EC",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString(),
                        "-dname",
                        "CN=store",
                        "-ext",
                        "san=" + names)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertTrue(keytool.waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, keytool.exitValue());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private static Path writePem(KeyStore keys, Path file) throws IOException, GeneralSecurityException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(keys.getCertificate("store").getEncoded());
        return Files.writeString(file, "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
    }

    private long sizeOf(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("s3.endpoint", "https://127.0.0.1:" + server.getAddress().getPort());
        settings.put("s3.access_key_id", "id");
        settings.put("s3.secret_access_key", "secret");
        try (S3FileSystem storage = new S3FileSystem()) {
            storage.configure(settings);
            return storage.file(new Location("s3://lake/file")).orElseThrow().sizeBytes();
        }
    }

    private void assertNotTrusted(Map<String, String> settings) {
        long begin = System.nanoTime();
        TarnException failure = assertThrows(TarnException.class, () -> sizeOf(settings));
        assertEquals(ErrorCode.STORAGE_ERROR, failure.code());
        String text = failure.toString();
        assertTrue(text.contains("certificate") && text.contains("s3.tls_ca_file"), text);
        assertTrue(text.contains("bucket lake, key file"), text);
        assertTrue(System.nanoTime() - begin < 5_000_000_000L, "it is not tried again");
    }

    @Test
    void certificatesOfAFileAreTrusted() throws Exception {
        Path file = writePem(keys, folder.resolve("ca.pem"));
        assertEquals(7, sizeOf(Map.of("s3.tls_ca_file", file.toString())));
    }

    @Test
    void othersAreNot() throws Exception {
        assertNotTrusted(Map.of());
        KeyStore other = makeKeys(folder.resolve("other.p12"), "ip:127.0.0.1");
        assertNotTrusted(Map.of(
                "s3.tls_ca_file", writePem(other, folder.resolve("other.pem")).toString()));
    }

    @Test
    void aFileWithoutCertificatesIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("ca.pem"), "nothing");
        for (Path wrong : new Path[] {file, folder.resolve("gone.pem")}) {
            TarnException failure =
                    assertThrows(TarnException.class, () -> sizeOf(Map.of("s3.tls_ca_file", wrong.toString())));
            assertEquals(ErrorCode.INVALID_PROPERTY, failure.code());
            assertTrue(failure.getMessage().contains("s3.tls_ca_file"), failure.getMessage());
        }
    }
}
