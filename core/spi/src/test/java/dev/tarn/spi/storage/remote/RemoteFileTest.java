package dev.tarn.spi.storage.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.InputFile;
import dev.tarn.spi.storage.Location;
import dev.tarn.spi.storage.StorageMetrics;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RemoteFileTest {
    private static final int SIZE = 4 << 20;
    private static final FileEntry FILE = new FileEntry(new Location("s3://bucket/key"), SIZE, 0, "1");

    private final RemoteRequests requests = new RemoteRequests("test", 4, 1);
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private final CountDownLatch asked = new CountDownLatch(1);
    private final RemoteReads reads = new RemoteReads(new LateFetcher(), requests, 0, null);

    /** Answers the first request for the file's last byte when it may. */
    private final class LateFetcher implements RangeFetcher {
        @Override
        public void fetch(FileEntry file, long position, ByteBuffer target, StorageMetrics metrics, OpenReads openReads)
                throws InterruptedException {
            if (position + target.remaining() == SIZE) {
                asked.countDown();
                mayAnswer.await();
            }
            target.put(content(position, target.remaining()));
        }

        @Override
        public boolean isTransient(Exception failure) {
            return false;
        }

        @Override
        public TarnException error(FileEntry file, Exception failure, int attempts) {
            return new TarnException(ErrorCode.STORAGE_ERROR, "no answer", failure);
        }
    }

    @AfterEach
    void close() {
        requests.close();
    }

    private static byte[] content(long position, int length) {
        byte[] content = new byte[length];
        for (int i = 0; i < length; i++) {
            content[i] = (byte) ((position + i) * 31 >> 3);
        }
        return content;
    }

    private static void assertReads(InputFile file, long position, int length) {
        ByteBuffer target = ByteBuffer.allocate(length + 10).position(5).limit(length + 5);
        file.read(position, target);
        assertEquals(target.limit(), target.position());
        byte[] read = new byte[length];
        target.get(5, read);
        assertArrayEquals(content(position, length), read);
    }

    /** @param before how many bytes before what is read of the end the range begins; inside of it if negative */
    @ParameterizedTest
    @ValueSource(ints = {-30_000, 0, 5_000, 100_000})
    void aRangeIsReadWhileAnotherThreadReadsTheEnd(int before) throws Exception {
        try (InputFile file = reads.open(FILE, new StorageMetrics())) {
            CompletableFuture<Void> end = CompletableFuture.runAsync(() -> assertReads(file, SIZE - 8, 8));
            asked.await();
            CompletableFuture<Void> range = new CompletableFuture<>();
            Thread reader = new Thread(() -> {
                try {
                    assertReads(file, SIZE - (64 << 10) - before, 20_000);
                    range.complete(null);
                } catch (RuntimeException | Error e) {
                    range.completeExceptionally(e);
                }
            });
            synchronized (reads.kept) {
                reader.start();
                // It has seen that the end is not there, and asks for kept bytes.
                while (reader.getState() != Thread.State.BLOCKED) {
                    Thread.onSpinWait();
                }
                mayAnswer.countDown();
                end.join();
            }
            range.join();
        }
    }
}
