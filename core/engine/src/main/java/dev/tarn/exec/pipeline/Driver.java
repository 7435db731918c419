package dev.tarn.exec.pipeline;

import dev.tarn.spi.batch.Batch;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One chain of operators of a pipeline: moves batches along, the last operators first, so that an operator is asked for
 * more only when everything after it has taken what there was. One thread at a time.
 */
final class Driver implements AutoCloseable {
    /** How often nothing may happen without anything to wait for before that is an error. */
    private static final int MAX_IDLE_ROUNDS = 1_000_000;

    /** Why {@link #run} returned. */
    enum Outcome {
        FINISHED,
        YIELDED,
        BLOCKED
    }

    private final Pipeline pipeline;
    private final QueryContext query;
    private final Operator[] operators;
    private final OperatorStatistics[] statistics;
    private final int last;
    /** The first operator that is still in use; those before it are closed. */
    private int first;

    private CompletableFuture<?> blockedOn;

    /** Makes the operators; closes those it made if one of them cannot be made. */
    Driver(Pipeline pipeline, DriverContext context) {
        this.pipeline = pipeline;
        this.query = context.query();
        List<OperatorFactory> factories = pipeline.operators();
        this.operators = new Operator[factories.size()];
        this.statistics = new OperatorStatistics[operators.length];
        this.last = operators.length - 1;
        try {
            for (int i = 0; i < operators.length; i++) {
                statistics[i] = pipeline.planNodes().isEmpty()
                        ? new OperatorStatistics()
                        : query.statistics(pipeline.planNodes().get(i));
                operators[i] = factories.get(i).create(context);
            }
        } catch (Throwable e) {
            closeAfter(e);
            throw e;
        }
    }

    private void closeAfter(Throwable failure) {
        try {
            close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** Returns what to wait for after {@link Outcome#BLOCKED}. */
    CompletableFuture<?> blockedOn() {
        return blockedOn;
    }

    /** Works until all is done, nothing can be done for now, or {@code deadlineNanos} has come. */
    Outcome run(long deadlineNanos) {
        int idleRounds = 0;
        while (true) {
            query.throwIfCancelled();
            if (operators[last].isFinished()) {
                return Outcome.FINISHED;
            }
            if (step()) {
                idleRounds = 0;
            } else {
                blockedOn = firstBlocked();
                if (blockedOn != null) {
                    return Outcome.BLOCKED;
                }
                if (++idleRounds > MAX_IDLE_ROUNDS) {
                    throw new IllegalStateException("no operator makes progress in " + describe());
                }
            }
            if (System.nanoTime() - deadlineNanos >= 0) {
                return Outcome.YIELDED;
            }
        }
    }

    /** Moves one batch, or the news that no more come, by one operator. Returns whether anything moved. */
    private boolean step() {
        if (first == last) {
            return finishSink();
        }
        for (int i = last - 1; i >= first; i--) {
            Operator producer = operators[i];
            Operator consumer = operators[i + 1];
            if (consumer.isFinished()) {
                closeThrough(i);
                return true;
            }
            if (!consumer.blocked().isDone() || !consumer.needsInput()) {
                return false;
            }
            if (!producer.blocked().isDone()) {
                continue;
            }
            Batch batch = output(i);
            if (batch != null) {
                addInput(i + 1, batch);
                return true;
            }
            if (producer.isFinished()) {
                finish(i + 1);
                closeThrough(i);
                return true;
            }
        }
        return false;
    }

    private boolean finishSink() {
        if (!operators[last].blocked().isDone()) {
            return false;
        }
        finish(last);
        return true;
    }

    private Batch output(int index) {
        long start = System.nanoTime();
        Batch batch = operators[index].output();
        long nanos = System.nanoTime() - start;
        if (batch == null) {
            statistics[index].addTime(nanos);
        } else {
            statistics[index].addOutput(batch.selectedCount(), nanos);
            statistics[index].sawMemory(query.memory().usedBytes());
        }
        return batch;
    }

    private void addInput(int index, Batch batch) {
        long start = System.nanoTime();
        operators[index].addInput(batch);
        statistics[index].addInput(batch.selectedCount(), System.nanoTime() - start);
        statistics[index].sawMemory(query.memory().usedBytes());
    }

    private void finish(int index) {
        long start = System.nanoTime();
        operators[index].finish();
        statistics[index].addTime(System.nanoTime() - start);
    }

    private CompletableFuture<?> firstBlocked() {
        for (int i = last; i >= first; i--) {
            CompletableFuture<?> blocked = operators[i].blocked();
            if (!blocked.isDone()) {
                return blocked;
            }
        }
        return null;
    }

    private void closeThrough(int index) {
        while (first <= index) {
            Operator done = operators[first];
            operators[first] = null;
            first++;
            done.close();
        }
    }

    private String describe() {
        StringBuilder names = new StringBuilder("pipeline ").append(pipeline.id());
        for (OperatorFactory factory : pipeline.operators()) {
            names.append(' ').append(factory.name());
        }
        return names.toString();
    }

    /** Closes the operators that are still open, all of them even if one fails. */
    @Override
    public void close() {
        RuntimeException failure = null;
        for (int i = 0; i < operators.length; i++) {
            Operator open = operators[i];
            operators[i] = null;
            if (open != null) {
                try {
                    open.close();
                } catch (RuntimeException e) {
                    if (failure == null) {
                        failure = e;
                    } else {
                        failure.addSuppressed(e);
                    }
                }
            }
        }
        first = last + 1;
        if (failure != null) {
            throw failure;
        }
    }
}
