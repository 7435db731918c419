package dev.tarn.spi.split;

import java.util.concurrent.Executor;
import org.apache.arrow.memory.BufferAllocator;

/**
 * What a source works with.
 *
 * @param allocator where its memory comes from, limited by the query; the source frees all of it on close
 * @param ioExecutor where reads that block run; the threads that call a source never block
 * @param batchSize the most rows of a batch
 * @param metrics where it counts
 */
public record ScanContext(BufferAllocator allocator, Executor ioExecutor, int batchSize, ScanMetrics metrics) {
    /** Returns the same context with other threads for reads. */
    public ScanContext withIoExecutor(Executor other) {
        return new ScanContext(allocator, other, batchSize, metrics);
    }
}
