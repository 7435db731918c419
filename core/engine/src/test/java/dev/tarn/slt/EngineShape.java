package dev.tarn.slt;

import java.util.List;

/**
 * How an engine is set up: what must never change an answer.
 *
 * @param batchSize the most rows of a batch
 * @param threads how many workers compute
 */
record EngineShape(int batchSize, int threads) {
    static final EngineShape USUAL = new EngineShape(4096, 2);
    /** The usual one, and those with small batches, on one thread and on two. */
    static final List<EngineShape> ALL = List.of(
            USUAL,
            new EngineShape(4096, 1),
            new EngineShape(7, 1),
            new EngineShape(7, 2),
            new EngineShape(1, 1),
            new EngineShape(1, 2));

    @Override
    public String toString() {
        return "batches of " + batchSize + ", " + threads + (threads == 1 ? " thread" : " threads");
    }
}
