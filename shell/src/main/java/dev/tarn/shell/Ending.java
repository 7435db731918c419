package dev.tarn.shell;

import dev.tarn.shell.session.QueryRunner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a shell as it should be when a signal ends its process: what runs is cancelled, and what was begun is taken back.
 * Closing it says that this is done.
 */
final class Ending implements AutoCloseable {
    private static final long MOST_SECONDS = 10;

    private final CountDownLatch done = new CountDownLatch(1);

    /** Cancels what {@code runner} runs when the process is told to end, and gives it time to do so. */
    Ending(QueryRunner runner) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            if (done.getCount() > 0) {
                                runner.interrupt();
                                await();
                            }
                        },
                        "tarn-ending"));
    }

    private void await() {
        try {
            done.await(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        done.countDown();
    }
}
