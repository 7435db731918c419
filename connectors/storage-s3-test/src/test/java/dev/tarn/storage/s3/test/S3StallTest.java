package dev.tarn.storage.s3.test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.FileSystem;
import dev.tarn.spi.storage.InputFile;
import dev.tarn.spi.storage.Location;
import dev.tarn.spi.storage.StorageMetrics;
import dev.tarn.storage.s3.S3FileSystem;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers that stop in the middle, or never begin. */
class S3StallTest {
    private static final Location FILE = new Location("s3://lake/large");
    private static final byte[] CONTENT = new byte[2 << 20];

    private TestServer server;
    private S3FileSystem storage;
    private final StorageMetrics metrics = new StorageMetrics();

    @BeforeEach
    void start() {
        server = new TestServer();
        server.put("large", CONTENT);
        storage = new S3FileSystem();
        Map<String, String> settings = server.settings();
        settings.put("s3.read_timeout", "300ms");
        settings.put("s3.max_attempts", "3");
        storage.configure(settings);
    }

    @AfterEach
    void stop() {
        storage.close();
        server.close();
    }

    private byte[] readAll() {
        FileSystem view = storage.forQuery(metrics);
        FileEntry entry = view.file(FILE).orElseThrow();
        try (InputFile file = view.open(entry)) {
            ByteBuffer target = ByteBuffer.allocate(CONTENT.length);
            file.read(0, target);
            return target.array();
        }
    }

    @Test
    void aBodyThatStallsIsAskedForAgainFromWhereItStopped() {
        AtomicInteger gets = new AtomicInteger();
        server.door()
                .reset(
                        0,
                        request -> !request.isListing() && gets.incrementAndGet() == 1
                                ? new FrontDoor.Treatment.Stall(5_000)
                                : FrontDoor.PASS);
        assertArrayEquals(CONTENT, readAll());
        assertEquals(1, metrics.retries());
        assertEquals(CONTENT.length, metrics.bytes());
    }

    @Test
    void aStoreThatStallsAgainAndAgainIsGivenUp() {
        server.door().reset(0, request -> request.isListing() ? FrontDoor.PASS : new FrontDoor.Treatment.Stall(5_000));
        assertGivenUp("large");
        server.door().reset(5_000, request -> FrontDoor.PASS);
        assertGivenUp("large");
    }

    private void assertGivenUp(String key) {
        long begin = System.nanoTime();
        TarnException failure = assertThrows(TarnException.class, this::readAll);
        assertEquals(ErrorCode.STORAGE_ERROR, failure.code());
        String text = failure.toString();
        assertTrue(text.contains("S3 has stopped answering (bucket lake, key " + key + ")"), text);
        assertTrue(text.contains("s3.read_timeout, 3 times in a row"), text);
        assertTrue(System.nanoTime() - begin < 4_000_000_000L);
    }
}
