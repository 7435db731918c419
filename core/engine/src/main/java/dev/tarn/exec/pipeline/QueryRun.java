package dev.tarn.exec.pipeline;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** One run of a query's pipelines: starts what can start, ends everything when one driver fails. Thread-safe. */
final class QueryRun {
    private static final long QUANTUM_NANOS = 20_000_000;

    private final FairThreadPool.Lane lane;
    private final QueryContext query;
    private final CompletableFuture<Void> completion = new CompletableFuture<>();
    private final Map<Integer, PipelineState> waiting = new LinkedHashMap<>();
    private final Map<OperatorFactory, Integer> openPipelinesByFactory = new IdentityHashMap<>();
    private final Set<Integer> finished = new HashSet<>();
    private final List<DriverTask> openDrivers = new ArrayList<>();
    private TarnException failure;
    private boolean ending;

    QueryRun(FairThreadPool workers, QueryContext query, List<Pipeline> pipelines) {
        this.lane = workers.newLane();
        this.query = query;
        for (Pipeline pipeline : pipelines) {
            waiting.put(pipeline.id(), new PipelineState(pipeline));
            for (OperatorFactory factory : distinctFactories(pipeline)) {
                openPipelinesByFactory.merge(factory, 1, Integer::sum);
            }
        }
    }

    private static Set<OperatorFactory> distinctFactories(Pipeline pipeline) {
        Set<OperatorFactory> factories = java.util.Collections.newSetFromMap(new IdentityHashMap<>());
        factories.addAll(pipeline.operators());
        return factories;
    }

    CompletableFuture<Void> start() {
        startReadyPipelines();
        query.onCancel(this::wakeAll);
        return completion;
    }

    /** The drivers of one pipeline that have not ended yet. */
    private static final class PipelineState {
        final Pipeline pipeline;
        int openDrivers;

        PipelineState(Pipeline pipeline) {
            this.pipeline = pipeline;
        }
    }

    private void startReadyPipelines() {
        List<DriverTask> tasks = new ArrayList<>();
        boolean stuckOrDone;
        synchronized (this) {
            if (!query.isCancelled()) {
                for (PipelineState state : List.copyOf(waiting.values())) {
                    if (finished.containsAll(state.pipeline.dependencies())) {
                        waiting.remove(state.pipeline.id());
                        state.openDrivers = Math.max(1, state.pipeline.driverCount());
                        for (int i = 0; i < state.openDrivers; i++) {
                            tasks.add(new DriverTask(state, new DriverContext(query, i)));
                        }
                    }
                }
            }
            openDrivers.addAll(tasks);
            stuckOrDone = openDrivers.isEmpty();
            if (stuckOrDone && !waiting.isEmpty() && failure == null && !query.isCancelled()) {
                failure = internal(new IllegalStateException("the pipelines depend on each other in a circle"));
            }
        }
        if (stuckOrDone) {
            end();
        } else {
            tasks.forEach(DriverTask::submit);
        }
    }

    private void wakeAll() {
        lane.makeUrgent();
        List<DriverTask> tasks;
        synchronized (this) {
            tasks = List.copyOf(openDrivers);
        }
        tasks.forEach(DriverTask::wake);
    }

    private void fail(Throwable error) {
        TarnException translated = translate(error);
        synchronized (this) {
            if (failure == null) {
                failure = translated;
            }
        }
        query.cancel(translated);
    }

    private TarnException translate(Throwable error) {
        if (error instanceof TarnException known) {
            return known;
        }
        String exhausted = ExhaustedMemory.describe(error, query.memory());
        return exhausted == null
                ? internal(error)
                : new TarnException(ErrorCode.EXCEEDED_MEMORY_LIMIT, exhausted, error);
    }

    private TarnException internal(Throwable error) {
        return new TarnException(
                ErrorCode.INTERNAL_ERROR,
                "query " + query.queryId() + " failed by a bug in Tarn, please report it: " + error,
                error);
    }

    private void driverEnded(DriverTask task) {
        boolean pipelineEnded;
        synchronized (this) {
            pipelineEnded = --task.state.openDrivers == 0;
        }
        if (pipelineEnded && !query.isCancelled()) {
            try {
                pipelineEnded(task.state.pipeline);
            } catch (Throwable e) {
                fail(e);
            }
        }
        synchronized (this) {
            // Only now, so that nobody takes the run for stuck while a pipeline is ending.
            openDrivers.remove(task);
        }
        startReadyPipelines();
    }

    private void pipelineEnded(Pipeline pipeline) {
        List<OperatorFactory> ended = new ArrayList<>();
        synchronized (this) {
            for (OperatorFactory factory : distinctFactories(pipeline)) {
                if (openPipelinesByFactory.merge(factory, -1, Integer::sum) == 0) {
                    ended.add(factory);
                }
            }
        }
        ended.forEach(OperatorFactory::pipelineFinished);
        synchronized (this) {
            finished.add(pipeline.id());
        }
    }

    private void end() {
        synchronized (this) {
            if (ending) {
                return;
            }
            ending = true;
        }
        try {
            query.close();
        } catch (Throwable e) {
            fail(e);
        }
        TarnException reason;
        synchronized (this) {
            reason = failure;
        }
        if (reason == null && query.isCancelled()) {
            reason = query.cancelReason();
        }
        if (reason == null) {
            completion.complete(null);
        } else {
            completion.completeExceptionally(reason);
        }
    }

    /** A driver between the workers: queued, running, waiting for a future, or ended. */
    private final class DriverTask implements Runnable {
        private static final int QUEUED = 0;
        private static final int RUNNING = 1;
        private static final int BLOCKED = 2;
        private static final int ENDED = 3;

        private final PipelineState state;
        private final DriverContext context;
        private final AtomicInteger status = new AtomicInteger(QUEUED);
        private Driver driver;

        DriverTask(PipelineState state, DriverContext context) {
            this.state = state;
            this.context = context;
        }

        void submit() {
            try {
                lane.execute(this);
            } catch (RejectedExecutionException e) {
                fail(new TarnException(ErrorCode.CLOSED, "the engine was closed while the query ran", e));
                finish();
            }
        }

        void wake() {
            if (status.compareAndSet(BLOCKED, QUEUED)) {
                submit();
            }
        }

        @Override
        public void run() {
            status.set(RUNNING);
            boolean ended = true;
            try {
                ended = work();
            } catch (Throwable e) {
                fail(e);
            }
            if (ended) {
                finish();
            }
        }

        /** Returns whether the driver has ended; else it is queued again or waits. */
        private boolean work() {
            if (query.isCancelled()) {
                return true;
            }
            if (driver == null) {
                driver = new Driver(state.pipeline, context);
            }
            switch (driver.run(System.nanoTime() + QUANTUM_NANOS)) {
                case FINISHED -> {
                    return true;
                }
                case YIELDED -> {
                    status.set(QUEUED);
                    submit();
                }
                case BLOCKED -> {
                    CompletableFuture<?> future = driver.blockedOn();
                    status.set(BLOCKED);
                    future.whenComplete((value, error) -> wake());
                    if (query.isCancelled()) {
                        wake();
                    }
                }
            }
            return false;
        }

        private void finish() {
            status.set(ENDED);
            if (driver != null) {
                try {
                    driver.close();
                } catch (Throwable e) {
                    fail(e);
                }
                driver = null;
            }
            driverEnded(this);
        }
    }
}
