package dev.tarn.exec.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class FairThreadPoolTest {
    private final List<String> ran = Collections.synchronizedList(new ArrayList<>());

    /** Fills lanes while the only thread is kept busy, and returns the order in which their tasks ran. */
    private List<String> run(boolean secondIsUrgent) {
        FairThreadPool pool = new FairThreadPool("test", 1);
        CountDownLatch filled = new CountDownLatch(1);
        pool.newLane().execute(() -> {
            try {
                filled.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        FairThreadPool.Lane first = pool.newLane();
        FairThreadPool.Lane second = pool.newLane();
        for (int i = 0; i < 3; i++) {
            int number = i;
            first.execute(() -> ran.add("first " + number));
        }
        for (int i = 0; i < 2; i++) {
            int number = i;
            second.execute(() -> ran.add("second " + number));
        }
        if (secondIsUrgent) {
            second.makeUrgent();
        }
        filled.countDown();
        pool.close();
        return ran;
    }

    @Test
    void lanesTakeTurns() {
        assertEquals(List.of("first 0", "second 0", "first 1", "second 1", "first 2"), run(false));
    }

    @Test
    void anUrgentLaneGoesAheadOfOthers() {
        assertEquals(List.of("second 0", "second 1", "first 0", "first 1", "first 2"), run(true));
    }

    @Test
    void aClosedPoolTakesNoTasks() {
        FairThreadPool pool = new FairThreadPool("test", 2);
        FairThreadPool.Lane lane = pool.newLane();
        pool.close();
        assertThrows(RejectedExecutionException.class, () -> lane.execute(() -> {}));
    }
}
