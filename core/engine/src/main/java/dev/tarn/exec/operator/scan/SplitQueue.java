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
import java.util.function.Supplier;

/**
 * The splits of a scan, shared by its drivers: found on an I/O thread, then opened some ahead of the drivers that take
 * them, so that bytes come while others are decoded. Thread-safe.
 */
final class SplitQueue implements AutoCloseable {
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final ArrayDeque<Split> splits = new ArrayDeque<>();
    private final ArrayDeque<OpenSplit> opened = new ArrayDeque<>();
    private final Function<Split, OpenSplit> open;
    private boolean closed;

    /** Makes a queue of splits that {@code open} opens. */
    SplitQueue(Function<Split, OpenSplit> open) {
        this.open = open;
    }

    /**
     * Begins to look for the splits.
     *
     * @param ordered whether their order counts; else the largest come first
     */
    void find(Supplier<List<? extends Split>> finder, boolean ordered, Executor ioExecutor) {
        ioExecutor.execute(() -> {
            try {
                List<Split> found = new ArrayList<>(finder.get());
                if (!ordered) {
                    found.sort(Comparator.comparingLong(Split::rowCount).reversed());
                }
                synchronized (this) {
                    splits.addAll(found);
                }
                ready.complete(null);
            } catch (Throwable e) {
                ready.completeExceptionally(e);
            }
        });
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
            OpenSplit taken = opened.poll();
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
        while (opened.size() < count && !splits.isEmpty()) {
            opened.add(open.apply(splits.poll()));
        }
    }

    /** Closes the splits that nobody took. */
    @Override
    public synchronized void close() {
        closed = true;
        splits.clear();
        while (!opened.isEmpty()) {
            opened.poll().close();
        }
    }
}
