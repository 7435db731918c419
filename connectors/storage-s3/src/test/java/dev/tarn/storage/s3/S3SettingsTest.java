package dev.tarn.storage.s3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3SettingsTest {
    @Test
    void hasDefaults() {
        S3Settings settings = new S3Settings(Map.of());
        assertFalse(settings.pathStyle() || settings.isAnonymous() || settings.requesterPays());
        assertEquals(32, settings.maxRequests());
        assertEquals(Duration.ofSeconds(5), settings.connectTimeout());
        assertEquals(64L << 20, settings.memoryCacheBytes());
    }

    @Test
    void anEndpointIsAskedByPathUnlessSaidOtherwise() {
        assertTrue(new S3Settings(Map.of("s3.endpoint", "http://127.0.0.1:9000")).pathStyle());
        assertFalse(
                new S3Settings(Map.of("s3.endpoint", "http://127.0.0.1:9000", "s3.path_style", "False")).pathStyle());
    }

    @Test
    void readsACustomersKey() {
        byte[] key = new byte[32];
        key[3] = 9;
        S3Settings settings =
                new S3Settings(Map.of("s3.sse_customer_key", Base64.getEncoder().encodeToString(key)));
        assertArrayEquals(key, settings.sseCustomerKey().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "s3.endpoint, minio:9000",
        "s3.path_style, yes",
        "s3.max_requests, 0",
        "s3.max_requests, 257",
        "s3.read_timeout, 30",
        "s3.memory_cache, lots",
        "s3.sse_customer_key, c2hvcnQ=",
        "s3.proxy, proxy.example",
        "s3.access_key_id, only-one-of-two",
        "s3.web_identity_token_file, /without/a/role"
    })
    void refusesWhatIsNotOfItsForm(String name, String value) {
        TarnException failure = assertThrows(TarnException.class, () -> new S3Settings(Map.of(name, value)));
        assertEquals(ErrorCode.INVALID_PROPERTY, failure.code());
        assertTrue(failure.getMessage().contains(name), failure.getMessage());
    }

    @Test
    void everySettingIsDocumented() throws IOException {
        Path page = Path.of(System.getProperty("tarn.test.root"), "docs/reference/storage.md");
        List<String> documented = Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("| `s3."))
                .toList();
        List<String> expected = S3Setting.all().stream()
                .map(setting -> "| `" + setting.name() + "` | " + setting.description() + " |")
                .toList();
        assertEquals(expected, documented);
    }

    @Test
    void takesKeysAsTheyStand() {
        S3Path path = S3Path.of(new Location("s3a://bucket/a b/%3D+ü//x"));
        assertEquals(new S3Path("bucket", "a b/%3D+ü//x"), path);
        assertEquals("", S3Path.of(new Location("s3://bucket/")).key());
    }
}
