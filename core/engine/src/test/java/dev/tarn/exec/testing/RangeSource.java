package dev.tarn.exec.testing;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.pipeline.OperatorFactory;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A source of the BIGINTs from 0 on, shared by its drivers, which counts its operators. */
public final class RangeSource implements OperatorFactory {
    public final AtomicInteger created = new AtomicInteger();
    public final AtomicInteger closed = new AtomicInteger();
    private final long count;
    private final AtomicLong next = new AtomicLong();
    private final CompletableFuture<?> gate;

    /** Makes a source of {@code count} numbers. */
    public RangeSource(long count) {
        this(count, Operator.NOT_BLOCKED);
    }

    /** Makes a source that is blocked until {@code gate} is done. */
    public RangeSource(long count, CompletableFuture<?> gate) {
        this.count = count;
        this.gate = gate;
    }

    /** Returns how many numbers were handed out. */
    public long produced() {
        return Math.min(count, next.get());
    }

    @Override
    public String name() {
        return "Range";
    }

    @Override
    public Operator create(DriverContext context) {
        created.incrementAndGet();
        return new Source(context);
    }

    private final class Source implements Operator {
        private final ColumnBuffer buffer;
        private final int batchSize;
        private boolean finished;

        Source(DriverContext context) {
            buffer = new ColumnBuffer(context.allocator(), Type.BIGINT, Layout.LONG);
            batchSize = context.batchSize();
            buffer.ensureRows(batchSize);
        }

        @Override
        public boolean needsInput() {
            return false;
        }

        @Override
        public void addInput(Batch batch) {
            throw new IllegalStateException("a source takes no input");
        }

        @Override
        public CompletableFuture<?> blocked() {
            return gate;
        }

        @Override
        public Batch output() {
            long first = next.getAndAdd(batchSize);
            int rows = (int) Math.max(0, Math.min(batchSize, count - first));
            if (rows == 0) {
                finished = true;
                return null;
            }
            for (int i = 0; i < rows; i++) {
                RawMemory.putLong(buffer.valuesAddress() + 8L * i, first + i);
            }
            return Batch.of(rows, List.of(buffer.column(rows, false)));
        }

        @Override
        public void finish() {
            finished = true;
        }

        @Override
        public boolean isFinished() {
            return finished;
        }

        @Override
        public void close() {
            closed.incrementAndGet();
            buffer.close();
        }
    }
}
