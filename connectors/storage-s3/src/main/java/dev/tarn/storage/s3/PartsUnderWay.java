package dev.tarn.storage.s3;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** The parts of all uploads that are on their way, for whoever waits for their memory. Thread-safe. */
final class PartsUnderWay {
    private final Set<PartUpload> underWay = new HashSet<>();
    /** Those that no thread has begun to send, and some that one has. */
    private final Deque<PartUpload> queued = new ArrayDeque<>();

    private long ended;

    synchronized void begin(PartUpload part) {
        underWay.add(part);
        queued.add(part);
    }

    /** Takes note that a part has been sent, has failed, or will not be sent; once is enough. */
    synchronized void end(PartUpload part) {
        if (underWay.remove(part)) {
            queued.remove(part);
            ended++;
            notifyAll();
        }
    }

    /** Returns how many have ended so far. */
    synchronized long ended() {
        return ended;
    }

    /**
     * Waits until more have ended than {@code before}. Sends what nobody has begun to send, since all of the storage's threads
     * may be waiting here.
     *
     * @return false if none is on its way, or if the thread was interrupted
     */
    boolean await(long before) {
        while (true) {
            PartUpload part;
            synchronized (this) {
                if (ended != before) {
                    return true;
                }
                part = queued.poll();
                if (part == null) {
                    return awaitOthers(before);
                }
            }
            part.send();
        }
    }

    private synchronized boolean awaitOthers(long before) {
        while (ended == before) {
            if (underWay.isEmpty()) {
                return false;
            }
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
