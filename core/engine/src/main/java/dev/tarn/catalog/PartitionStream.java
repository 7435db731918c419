package dev.tarn.catalog;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.metastore.Partition;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * Partitions that a thread of its own reads in one transaction, as fast as the catalog gives them: who takes them slowly, or
 * not to the end, keeps no transaction open. One thread takes them.
 */
final class PartitionStream implements Iterator<Partition> {
    /** Partitions, the end if there are none, or why there are no more. */
    private record Page(List<Partition> partitions, RuntimeException error) {}

    private final BlockingQueue<Page> pages = new LinkedBlockingQueue<>();
    private Page page = new Page(List.of(), null);
    private int next;
    private boolean ended;

    private PartitionStream() {}

    /**
     * Begins to read; returns when the first are there, and so when the state is settled that they are read of.
     *
     * @param reading gives what it reads to its argument, in pages that are not empty
     */
    static PartitionStream of(Consumer<Consumer<List<Partition>>> reading) {
        PartitionStream stream = new PartitionStream();
        Thread reader = new Thread(() -> stream.fill(reading), "tarn-partitions");
        reader.setDaemon(true);
        reader.start();
        stream.advance();
        return stream;
    }

    private void fill(Consumer<Consumer<List<Partition>>> reading) {
        try {
            reading.accept(read -> pages.add(new Page(read, null)));
            pages.add(new Page(List.of(), null));
        } catch (RuntimeException e) {
            pages.add(new Page(List.of(), e));
        }
    }

    @Override
    public boolean hasNext() {
        advance();
        return !ended;
    }

    /** Takes the next page if there is nothing left of the last. */
    private void advance() {
        if (next == page.partitions().size() && !ended) {
            page = take();
            next = 0;
            ended = page.partitions().isEmpty();
            if (page.error() != null) {
                throw page.error();
            }
        }
    }

    private Page take() {
        try {
            return pages.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TarnException(ErrorCode.QUERY_CANCELLED, "the thread that lists partitions was interrupted", e);
        }
    }

    @Override
    public Partition next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.partitions().get(next++);
    }
}
