package dev.tarn.exec.operator.write;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.store.ColumnShape;
import dev.tarn.exec.store.RowGatherer;
import dev.tarn.exec.store.RowStore;
import dev.tarn.kernel.ColumnGatherer;
import dev.tarn.memory.QueryMemoryPool;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.memory.DirectBuffer;
import dev.tarn.spi.memory.DirectBufferPool;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Rows in a temporary file, of which memory has only where each group's begin. They are read by the threads that want
 * them, since the operating system has mostly kept what was written a moment ago.
 */
final class SpilledRows implements GroupedRows {
    private static final int BUFFER_BYTES = 1 << 20;
    private static final int BYTES_PER_GROUP = 12;

    private final QueryMemoryPool memory;
    private final SpillFile file;
    private final List<ColumnShape> shapes;
    private final int[] groups;
    private final long[] starts;

    private SpilledRows(QueryMemoryPool memory, SpillFile file, List<ColumnShape> shapes, int[] groups, long[] starts) {
        this.memory = memory;
        this.file = file;
        this.shapes = shapes;
        this.groups = groups;
        this.starts = starts;
    }

    /** Writes all rows of a store, group by group. Blocks. */
    static SpilledRows write(QueryMemoryPool memory, SpillFile file, RowStore store, GroupOrder order, int batchSize) {
        BufferAllocator allocator = memory.allocator();
        long[] starts = new long[order.groupCount() + 1];
        memory.reserveHeap((long) order.groupCount() * BYTES_PER_GROUP);
        boolean complete = false;
        try (RowGatherer gatherer = new RowGatherer(allocator, store);
                Flattener flattener = new Flattener(allocator, store.shapes());
                Staging staging = new Staging(allocator, file)) {
            int[] rows = new int[batchSize];
            for (int i = 0; i < order.groupCount(); i++) {
                starts[i] = staging.position();
                for (int from = order.start(i); from < order.start(i + 1); from += batchSize) {
                    int count = Math.min(batchSize, order.start(i + 1) - from);
                    order.rows(from, count, rows);
                    staging.add(flattener.flatten(gatherer.gather(rows, count)));
                }
            }
            starts[order.groupCount()] = staging.position();
            staging.flush();
            memory.countSpilled(starts[order.groupCount()] - starts[0]);
            complete = true;
        } finally {
            if (!complete) {
                memory.releaseHeap((long) order.groupCount() * BYTES_PER_GROUP);
            }
        }
        return new SpilledRows(memory, file, store.shapes(), order.groups(), starts);
    }

    /** Makes all columns of batches FLAT. */
    private static final class Flattener implements AutoCloseable {
        private final List<ColumnGatherer> gatherers = new ArrayList<>();

        Flattener(BufferAllocator allocator, List<ColumnShape> shapes) {
            shapes.forEach(shape -> gatherers.add(new ColumnGatherer(allocator, shape.type(), shape.layout())));
        }

        Batch flatten(Batch batch) {
            List<Column> columns = new ArrayList<>(gatherers.size());
            for (int i = 0; i < gatherers.size(); i++) {
                columns.add(gatherers.get(i).flatten(batch.column(i)));
            }
            return Batch.of(batch.rowCount(), columns);
        }

        @Override
        public void close() {
            gatherers.forEach(ColumnGatherer::close);
        }
    }

    /** Collects batches so that the file is written to in few requests. */
    private static final class Staging implements AutoCloseable {
        private final BufferAllocator allocator;
        private final SpillFile file;
        private DirectBuffer buffer;
        private int used;

        Staging(BufferAllocator allocator, SpillFile file) {
            this.allocator = allocator;
            this.file = file;
            this.buffer = DirectBufferPool.acquire(allocator, BUFFER_BYTES);
        }

        long position() {
            return file.end() + used;
        }

        void add(Batch batch) {
            long size = SpillForm.sizeOf(batch);
            if (size > Integer.MAX_VALUE >> 1) {
                throw new TarnException(
                        ErrorCode.EXCEEDED_LIMIT, "the rows of one batch take " + size + " bytes; use smaller batches");
            }
            if (size > buffer.capacity() - used) {
                flush();
            }
            if (size > buffer.capacity()) {
                buffer.close();
                buffer = null;
                buffer = DirectBufferPool.acquire(allocator, size);
            }
            SpillForm.write(batch, size, buffer.address() + used);
            used += (int) size;
        }

        void flush() {
            if (used > 0) {
                file.append(buffer.buffer().duplicate().position(0).limit(used));
                used = 0;
            }
        }

        @Override
        public void close() {
            if (buffer != null) {
                buffer.close();
                buffer = null;
            }
        }
    }

    @Override
    public Reader reader(DriverContext context) {
        return new SpilledReader(context.allocator());
    }

    @Override
    public void close() {
        memory.releaseHeap((long) groups.length * BYTES_PER_GROUP);
    }

    private final class SpilledReader implements Reader {
        private final BufferAllocator allocator;
        private final ByteBuffer header =
                ByteBuffer.allocateDirect(SpillForm.HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        private DirectBuffer buffer;
        private long next;
        private long end;

        SpilledReader(BufferAllocator allocator) {
            this.allocator = allocator;
        }

        @Override
        public void select(int group) {
            int index = Arrays.binarySearch(groups, group);
            next = index < 0 ? 0 : starts[index];
            end = index < 0 ? 0 : starts[index + 1];
        }

        @Override
        public Batch next() {
            if (next == end) {
                // There may be many readers, of which one is in use.
                close();
                return null;
            }
            header.clear();
            file.read(next, header);
            int size = header.getInt(0);
            if (buffer == null || buffer.capacity() < size) {
                close();
                buffer = DirectBufferPool.acquire(allocator, size);
            }
            file.read(next, buffer.buffer().duplicate().position(0).limit(size));
            next += size;
            return SpillForm.read(buffer.address(), shapes);
        }

        @Override
        public void close() {
            if (buffer != null) {
                buffer.close();
                buffer = null;
            }
        }
    }
}
