package dev.tarn.expr.compile;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;

/** Evaluates an expression that several others contain, once a batch and for all rows that the batch selects. */
final class SharedEvaluator implements ColumnEvaluator {
    /** What the evaluators of one set have in common: the batch they are at. */
    static final class Frame {
        private Batch batch;
        private long generation;
        private int openEvaluators;

        void begin(Batch next) {
            batch = next;
            generation++;
        }
    }

    private final ColumnEvaluator inner;
    private final Frame frame;
    private long generation;
    private Column result;

    SharedEvaluator(ColumnEvaluator inner, Frame frame) {
        this.inner = inner;
        this.frame = frame;
    }

    @Override
    public Column evaluate(Batch batch) {
        if (generation != frame.generation) {
            result = inner.evaluate(frame.batch);
            generation = frame.generation;
        }
        return result;
    }

    /** Does nothing: the set closes what its evaluators share, when the last of them is closed. */
    @Override
    public void close() {}

    private void closeInner() {
        inner.close();
    }

    /** One evaluator of a set, as its user sees it. */
    static final class Root implements ColumnEvaluator {
        private final ColumnEvaluator inner;
        private final Frame frame;
        private final java.util.Collection<SharedEvaluator> shared;
        private long generation;
        private boolean closed;

        Root(ColumnEvaluator inner, Frame frame, java.util.Collection<SharedEvaluator> shared) {
            this.inner = inner;
            this.frame = frame;
            this.shared = shared;
            frame.openEvaluators++;
        }

        @Override
        public Column evaluate(Batch batch) {
            if (frame.batch != batch || generation == frame.generation) {
                frame.begin(batch);
            }
            generation = frame.generation;
            return inner.evaluate(batch);
        }

        @Override
        public void close() {
            if (closed) {
                return;
            }
            closed = true;
            inner.close();
            frame.openEvaluators--;
            if (frame.openEvaluators == 0) {
                shared.forEach(SharedEvaluator::closeInner);
            }
        }
    }
}
