package dev.tarn.exec.operator.scan;

import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.split.Split;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The splits of a scan, shared by its drivers: found on an I/O thread, then opened some ahead of the drivers that take
 * them, so that bytes come while others are decoded. Thread-safe.
 */
final class SplitQueue implements AutoCloseable {
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final ArrayDeque<Split> splits = new ArrayDeque<>();
    /** The most bytes that splits hold which are open ahead, but for a few. */
    private static final long AHEAD_BYTES = 128L << 20;

    private record Ahead(OpenSplit split, long bytes) {}

    private final ArrayDeque<Ahead> opened = new ArrayDeque<>();
    private final Function<Split, OpenSplit> open;
    private final LongSupplier usedBytes;
    private final int fewSplits;
    private long aheadBytes;
    /** The thread that looks for splits, while it does. */
    private Thread finding;

    private boolean closed;

    /**
     * Makes a queue.
     *
     * @param open opens a split
     * @param usedBytes the memory in use, to see what a split takes by being opened
     * @param fewSplits how many may be open ahead whatever they take
     */
    SplitQueue(Function<Split, OpenSplit> open, LongSupplier usedBytes, int fewSplits) {
        this.open = open;
        this.usedBytes = usedBytes;
        this.fewSplits = fewSplits;
    }

    /**
     * Begins to look for the splits.
     *
     * @param ordered whether their order counts; else the largest come first
     */
    void find(Supplier<List<? extends Split>> finder, boolean ordered, Executor ioExecutor) {
        ioExecutor.execute(() -> {
            synchronized (this) {
                if (closed) {
                    ready.complete(null);
                    return;
                }
                finding = Thread.currentThread();
            }
            try {
                List<Split> found = new ArrayList<>(finder.get());
                if (!ordered) {
                    found.sort(Comparator.comparingLong(Split::orderRows).reversed());
                }
                synchronized (this) {
                    splits.addAll(found);
                }
                ready.complete(null);
            } catch (Throwable e) {
                ready.completeExceptionally(e);
            } finally {
                stopFinding();
            }
        });
    }

    /** Sees to it that the thread, which others use too, is not interrupted any more. */
    private synchronized void stopFinding() {
        finding = null;
        Thread.interrupted();
    }

    /** Returns a future that is done when {@link #take} may be called. */
    CompletableFuture<?> ready() {
        return ready;
    }

    /**
     * Returns an open split, which the caller closes, or null if there are no more.
     *
     * @param aheadCount how many to have open besides
     * @throws TarnException why the splits could not be found
     */
    OpenSplit take(int aheadCount) {
        try {
            ready.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof TarnException known) {
                throw known;
            }
            throw e;
        }
        synchronized (this) {
            if (closed) {
                return null;
            }
            openAhead(1);
            OpenSplit taken = poll();
            try {
                openAhead(aheadCount);
            } catch (Throwable e) {
                taken.close();
                throw e;
            }
            return taken;
        }
    }

    private void openAhead(int count) {
        while (opened.size() < count && !splits.isEmpty() && (opened.size() < fewSplits || aheadBytes < AHEAD_BYTES)) {
            long before = usedBytes.getAsLong();
            OpenSplit split = open.apply(splits.poll());
            long bytes = Math.max(0, usedBytes.getAsLong() - before);
            aheadBytes += bytes;
            opened.add(new Ahead(split, bytes));
        }
    }

    private OpenSplit poll() {
        Ahead first = opened.poll();
        if (first == null) {
            return null;
        }
        aheadBytes -= first.bytes;
        return first.split;
    }

    /** Closes the splits that nobody took, and ends the search for them. */
    @Override
    public synchronized void close() {
        closed = true;
        if (finding != null) {
            finding.interrupt();
        }
        splits.clear();
        while (!opened.isEmpty()) {
            poll().close();
        }
    }
}
