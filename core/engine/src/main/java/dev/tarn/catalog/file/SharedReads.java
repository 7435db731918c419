package dev.tarn.catalog.file;

import dev.tarn.spi.format.FileFormat;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.storage.ByteRange;
import dev.tarn.spi.storage.InputFile;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Bytes that row groups which lie side by side in a file are read from, in few requests of even length whose bounds are not
 * those of row groups. A part is there as long as a row group that needs it is open. Thread-safe.
 */
final class SharedReads {
    private static final int MAX_GAP_BYTES = 1 << 20;
    private static final int MAX_PART_BYTES = 16 << 20;
    /** Row groups of which more is read gain nothing. */
    private static final int MAX_ROW_GROUP_BYTES = 32 << 20;

    private final long start;
    private final long end;
    private final Part[] parts;
    private final long orderRows;

    private SharedReads(long start, long end, long orderRows) {
        this.start = start;
        this.end = end;
        this.orderRows = orderRows;
        this.parts = new Part[(int) ((end - start + MAX_PART_BYTES - 1) / MAX_PART_BYTES)];
        for (int i = 0; i < parts.length; i++) {
            long from = start + (end - start) * i / parts.length;
            long to = start + (end - start) * (i + 1) / parts.length;
            parts[i] = new Part(from, (int) (to - from));
        }
    }

    /** Bytes that one request brings. */
    private static final class Part {
        private final long offset;
        private final int length;
        private final Object fetching = new Object();
        private int users;
        private byte[] bytes;

        Part(long offset, int length) {
            this.offset = offset;
            this.length = length;
        }

        synchronized boolean acquire(BufferAllocator allocator) {
            if (users == 0 && !allocator.forceAllocate(length)) {
                allocator.releaseBytes(length);
                return false;
            }
            users++;
            return true;
        }

        synchronized void release(BufferAllocator allocator) {
            users--;
            if (users == 0) {
                bytes = null;
                allocator.releaseBytes(length);
            }
        }

        private synchronized byte[] known() {
            return bytes;
        }

        private synchronized void keep(byte[] read) {
            if (users > 0) {
                bytes = read;
            }
        }

        /** Returns the bytes; the first who asks has them read, others wait for that. */
        byte[] get(InputFile file) {
            synchronized (fetching) {
                byte[] read = known();
                if (read == null) {
                    read = new byte[length];
                    file.read(offset, ByteBuffer.wrap(read));
                    keep(read);
                }
                return read;
            }
        }
    }

    /**
     * Joins what is read of row groups that follow each other in a file, where the format tells that.
     *
     * @param splits splits whose rows are not filtered, in the order of the files
     * @param columns the files' columns that are read
     */
    static List<RowGroupSplit> join(List<RowGroupSplit> splits, FileFormat format, List<ScanColumn> columns) {
        List<RowGroupSplit> joined = new ArrayList<>(splits.size());
        List<RowGroupSplit> run = new ArrayList<>();
        ByteRange extent = null;
        for (RowGroupSplit split : splits) {
            ByteRange next = extent(format.ranges(split.metadata(), split.rowGroup(), columns));
            boolean follows = extent != null
                    && next != null
                    && run.get(0).file() == split.file()
                    && next.offset() >= extent.end()
                    && next.offset() - extent.end() <= MAX_GAP_BYTES;
            if (follows) {
                extent = new ByteRange(extent.offset(), next.end() - extent.offset());
            } else {
                finish(run, extent, joined);
                extent = next;
            }
            run.add(split);
        }
        finish(run, extent, joined);
        return joined;
    }

    private static void finish(List<RowGroupSplit> run, ByteRange extent, List<RowGroupSplit> joined) {
        if (run.size() < 2 || extent == null) {
            joined.addAll(run);
        } else {
            long orderRows =
                    run.stream().mapToLong(RowGroupSplit::rowCount).max().orElse(0);
            SharedReads reads = new SharedReads(extent.offset(), extent.end(), orderRows);
            run.forEach(split -> joined.add(split.sharing(reads)));
        }
        run.clear();
    }

    /** Returns the bytes from the first range to the last one; null if they lie far apart, are many or not known. */
    private static ByteRange extent(List<ByteRange> ranges) {
        List<ByteRange> ordered = new ArrayList<>(ranges);
        ordered.sort(Comparator.comparingLong(ByteRange::offset));
        if (ordered.isEmpty()) {
            return null;
        }
        long end = ordered.get(0).offset();
        for (ByteRange range : ordered) {
            if (range.offset() - end > MAX_GAP_BYTES) {
                return null;
            }
            end = Math.max(end, range.end());
        }
        long start = ordered.get(0).offset();
        return end == start || end - start > MAX_ROW_GROUP_BYTES ? null : new ByteRange(start, end - start);
    }

    /** Returns what the row groups are ordered by among all splits, so that they are opened one after the other. */
    long orderRows() {
        return orderRows;
    }

    /**
     * Opens the shared bytes for a row group.
     *
     * @param file the file, opened for this row group, which the returned one closes
     * @param ranges what the row group needs
     * @param allocator where the memory of the parts is accounted for
     * @return {@code file} itself if there is no memory to share in
     */
    InputFile open(InputFile file, List<ByteRange> ranges, BufferAllocator allocator) {
        ByteRange needed = extent(ranges);
        List<Part> acquired = new ArrayList<>();
        for (Part part : parts) {
            if (part.offset < needed.end() && part.offset + part.length > needed.offset()) {
                if (!part.acquire(allocator)) {
                    acquired.forEach(each -> each.release(allocator));
                    return file;
                }
                acquired.add(part);
            }
        }
        return new SharedFile(file, acquired, allocator);
    }

    /** A file whose shared bytes come from the parts. */
    private final class SharedFile extends ForwardingFile {
        private final List<Part> acquired;
        private final BufferAllocator allocator;
        private boolean closed;

        SharedFile(InputFile file, List<Part> acquired, BufferAllocator allocator) {
            super(file);
            this.acquired = acquired;
            this.allocator = allocator;
        }

        @Override
        public void read(long position, ByteBuffer target) {
            long last = position + target.remaining();
            Part first = acquired.get(0);
            Part finalPart = acquired.get(acquired.size() - 1);
            if (position < first.offset
                    || last > finalPart.offset + finalPart.length
                    || position < start
                    || last > end) {
                super.read(position, target);
                return;
            }
            long at = position;
            for (Part part : acquired) {
                if (at < part.offset + part.length && target.hasRemaining()) {
                    byte[] bytes = part.get(file());
                    int from = (int) (at - part.offset);
                    int count = Math.min(target.remaining(), part.length - from);
                    target.put(bytes, from, count);
                    at += count;
                }
            }
        }

        @Override
        public void close() {
            synchronized (this) {
                if (closed) {
                    return;
                }
                closed = true;
            }
            acquired.forEach(part -> part.release(allocator));
            super.close();
        }
    }
}
