package dev.tarn.exec.operator.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SplitQueueTest {
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    @AfterEach
    void stop() {
        thread.shutdownNow();
    }

    private static SplitQueue queue() {
        return new SplitQueue(split -> null, () -> 0, 1);
    }

    @Test
    void closingEndsTheSearchForSplits() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<String> end = new CompletableFuture<>();
        SplitQueue queue = queue();
        queue.find(
                () -> {
                    begun.countDown();
                    try {
                        Thread.sleep(60_000);
                        end.complete("slept");
                    } catch (InterruptedException e) {
                        end.complete("interrupted");
                        Thread.currentThread().interrupt();
                    }
                    return List.of();
                },
                true,
                thread);
        begun.await();
        queue.close();
        assertEquals("interrupted", end.get(5, TimeUnit.SECONDS));
        queue.ready().get(5, TimeUnit.SECONDS);
        assertNull(queue.take(1));
        assertFalse(thread.submit(() -> Thread.currentThread().isInterrupted()).get(5, TimeUnit.SECONDS));
    }

    @Test
    void aSearchThatIsNotWantedAnyMoreDoesNotBegin() throws Exception {
        SplitQueue queue = queue();
        queue.close();
        queue.find(
                () -> {
                    throw new IllegalStateException("nobody asked");
                },
                true,
                thread);
        queue.ready().get(5, TimeUnit.SECONDS);
        assertNull(queue.take(1));
    }
}
