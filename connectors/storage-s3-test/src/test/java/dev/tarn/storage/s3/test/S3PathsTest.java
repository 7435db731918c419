package dev.tarn.storage.s3.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.Session;
import dev.tarn.Tarn;
import dev.tarn.TarnBuilder;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Paths on S3 that somebody types, as shells complete them. */
class S3PathsTest {
    private static final int FILES = 2_500;

    @RegisterExtension
    private static final TestServer server = new TestServer();

    @BeforeAll
    static void startServer() {
        for (int i = 0; i < FILES; i++) {
            server.put(String.format(Locale.ROOT, "many/part-%04d.parquet", i), new byte[0]);
        }
        for (int month = 1; month <= 12; month++) {
            server.put(String.format(Locale.ROOT, "sales/month=%02d/a b.parquet", month), new byte[1]);
        }
        server.put("sales/_hidden", new byte[1]);
    }

    @BeforeEach
    void forget() {
        server.door().reset();
    }

    private static List<String> paths(Map<String, String> settings, String prefix) {
        TarnBuilder builder = Tarn.builder().threads(1);
        settings.forEach(builder::setting);
        try (Tarn tarn = builder.open();
                Session session = tarn.session()) {
            return session.paths(prefix);
        }
    }

    private static List<String> paths(String prefix) {
        return paths(server.settings(), prefix);
    }

    @Test
    void bucketsAreListed() {
        assertEquals(List.of("s3://lake/"), paths("s3://"));
        assertEquals(List.of("s3://lake/"), paths("s3://la"));
        assertEquals(List.of(), paths("s3://other"));
    }

    @Test
    void oneRequestListsAFolder() {
        assertEquals(List.of("s3://lake/many/", "s3://lake/sales/"), paths("s3://lake/"));
        assertEquals(1, server.door().requests().size());
        assertEquals(12, paths("s3://lake/sales/").size());
        assertEquals(
                List.of("s3://lake/sales/month=10/", "s3://lake/sales/month=11/", "s3://lake/sales/month=12/"),
                paths("s3://lake/sales/month=1"));
        assertEquals(List.of("s3://lake/sales/_hidden"), paths("s3://lake/sales/_"));
        assertEquals(List.of("s3://lake/sales/month=01/a b.parquet"), paths("s3://lake/sales/month=01/"));
        assertEquals(List.of(), paths("s3://lake/nothing/"));
    }

    @Test
    void ofThousandsOfFilesSomeAreListedByOneRequest() {
        List<String> paths = paths("s3://lake/many/");
        assertEquals(1, server.door().requests().size());
        assertEquals(1_000, paths.size());
        assertTrue(server.door().requests().get(0).target().contains("delimiter=%2F"));
        assertEquals(10, paths("s3://lake/many/part-249").size());
    }

    @Test
    void whoMayNotListIsTold() {
        Map<String, String> settings = server.settings();
        settings.put("s3.secret_access_key", "wrong");
        for (String prefix : List.of("s3://", "s3://lake/", "s3://lake/sa")) {
            TarnException error = assertThrows(TarnException.class, () -> paths(settings, prefix));
            assertEquals(ErrorCode.PERMISSION_DENIED, error.code(), error.getMessage());
        }
    }
}
