package dev.tarn.exec.testing;

import dev.tarn.exec.pipeline.FairThreadPool;
import dev.tarn.exec.pipeline.OperatorFactory;
import dev.tarn.exec.pipeline.Pipeline;
import dev.tarn.exec.pipeline.PipelineExecutor;
import dev.tarn.exec.pipeline.QueryContext;
import dev.tarn.memory.QueryMemoryPool;
import dev.tarn.spi.error.TarnException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.arrow.memory.BufferAllocator;

/** Workers, a memory pool and a context, to run pipelines with. */
public final class TestQuery implements AutoCloseable {
    public static final int BATCH_SIZE = 1000;

    private final FairThreadPool workers;
    private final boolean ownsWorkers;
    private final FairThreadPool io = new FairThreadPool("test-io", 1);
    private final QueryMemoryPool memory;
    private final QueryContext context;

    public TestQuery(BufferAllocator allocator, int threads) {
        this(allocator, threads, BATCH_SIZE, 1L << 30);
    }

    public TestQuery(BufferAllocator allocator, int threads, int batchSize, long memoryLimit) {
        this(new FairThreadPool("test-worker", threads), true, allocator, threads, batchSize, memoryLimit);
    }

    /** Makes a query on workers shared with others. */
    public TestQuery(FairThreadPool workers, BufferAllocator allocator, long memoryLimit) {
        this(workers, false, allocator, 1, BATCH_SIZE, memoryLimit);
    }

    private TestQuery(
            FairThreadPool workers,
            boolean ownsWorkers,
            BufferAllocator allocator,
            int threads,
            int batchSize,
            long memoryLimit) {
        this.workers = workers;
        this.ownsWorkers = ownsWorkers;
        this.memory = new QueryMemoryPool(allocator, "test_query", memoryLimit);
        this.context = new QueryContext(memory, io.newLane(), batchSize, threads);
    }

    public QueryContext context() {
        return context;
    }

    public QueryMemoryPool memory() {
        return memory;
    }

    public CompletableFuture<Void> start(Pipeline... pipelines) {
        return PipelineExecutor.start(workers, context, List.of(pipelines));
    }

    /** Runs pipelines to their end. */
    public void run(Pipeline... pipelines) {
        await(start(pipelines));
    }

    /** Makes a pipeline without dependencies. */
    public static Pipeline pipeline(int id, int drivers, OperatorFactory... factories) {
        return new Pipeline(id, List.of(factories), drivers, Set.of());
    }

    /** Waits for a query and throws what ended it. */
    public static void await(CompletableFuture<Void> completion) {
        try {
            completion.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TarnException known) {
                throw known;
            }
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        if (ownsWorkers) {
            workers.close();
        }
        io.close();
        memory.close();
    }
}
