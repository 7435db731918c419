package dev.tarn.exec.pipeline;

/** Makes the operators of one step of a pipeline, one for each driver, and holds what they share. Thread-safe. */
public interface OperatorFactory {
    /** Returns the operator's name as EXPLAIN ANALYZE shows it. */
    String name();

    /** Makes the operator of one driver, on a worker; for several drivers at the same time. */
    Operator create(DriverContext context);

    /**
     * Called once, on a worker, when all drivers of all pipelines that the factory stands in have finished and closed
     * their operators without an error, before any dependent pipeline starts. Must be quick; long work belongs to a
     * pipeline of its own.
     */
    default void pipelineFinished() {}
}
