package dev.tarn.exec.pipeline;

import dev.tarn.spi.batch.Batch;
import java.util.concurrent.CompletableFuture;

/**
 * One step of a pipeline, run by one driver at a time, on any worker. It never blocks: what it waits for is a future.
 *
 * <p>Life: {@link #addInput} whenever {@link #needsInput}, {@link #output} until it is null, {@link #finish} when no more
 * input comes, more {@link #output} until {@link #isFinished}, {@link #close}. A pipeline's first operator never needs
 * input, its last never has output. An operator that is finished early (a limit) makes the driver finish those before it.
 *
 * <p>A batch given to {@link #addInput} stays valid until {@link #needsInput} is true again or the operator is finished;
 * a batch from {@link #output} until the next call of {@link #output}, {@link #addInput} or {@link #close}. The driver
 * asks an operator for output only when all operators after it want input, so an operator that hands out columns of its
 * input may want the next batch as soon as it has handed out the last of this one.
 */
public interface Operator extends AutoCloseable {
    CompletableFuture<?> NOT_BLOCKED = CompletableFuture.completedFuture(null);

    /** Returns whether the operator wants a batch; not while it has output of an earlier one. */
    boolean needsInput();

    /** Gives the operator a batch that has at least one selected row. Only if {@link #needsInput}. */
    void addInput(Batch batch);

    /** Returns the next batch of output, never one without a selected row, or null if there is none for now. */
    Batch output();

    /**
     * Says that no more input comes. A sink is called again until it is finished or blocked, so that it may do long work
     * in pieces; an operator that is no sink does its pieces in {@link #output}, which may be null in between.
     */
    void finish();

    /** Returns whether there will be no more output and no more input is wanted. */
    boolean isFinished();

    /** Returns what the operator waits for, done if it can go on. */
    default CompletableFuture<?> blocked() {
        return NOT_BLOCKED;
    }

    /** Frees what belongs to this operator alone. Called once, also after an error or a cancel. */
    @Override
    void close();
}
