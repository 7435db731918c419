package dev.tarn.format.parquet.read;

import dev.tarn.format.parquet.metadata.ChunkMetadata.Part;
import dev.tarn.spi.split.ScanContext;
import dev.tarn.spi.storage.InputFile;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads small parts of a file into the heap: indexes. Parts that lie close to each other are read together. What is read
 * when nobody waits for it any more is dropped.
 */
final class PartReader {
    private static final long MAX_GAP_BYTES = 64 << 10;

    private final InputFile file;
    private final ScanContext context;
    private final Map<Part, byte[]> parts = new ConcurrentHashMap<>();

    PartReader(InputFile file, ScanContext context) {
        this.file = file;
        this.context = context;
    }

    /** Reads parts ahead on a thread for input and output. */
    CompletableFuture<Void> readAhead(List<Part> wanted) {
        return CompletableFuture.runAsync(() -> readTogether(wanted), context.ioExecutor());
    }

    private void readTogether(List<Part> wanted) {
        List<Part> ordered = new ArrayList<>(wanted);
        ordered.sort(Comparator.comparingLong(Part::offset));
        int from = 0;
        while (from < ordered.size()) {
            long start = ordered.get(from).offset();
            long end = start + ordered.get(from).length();
            int to = from + 1;
            while (to < ordered.size() && ordered.get(to).offset() <= end + MAX_GAP_BYTES) {
                end = Math.max(end, ordered.get(to).offset() + ordered.get(to).length());
                to++;
            }
            byte[] bytes = read(start, (int) (end - start));
            for (Part part : ordered.subList(from, to)) {
                byte[] copy = new byte[part.length()];
                System.arraycopy(bytes, (int) (part.offset() - start), copy, 0, copy.length);
                parts.put(part, copy);
            }
            from = to;
        }
    }

    private byte[] read(long offset, int length) {
        context.metrics().readRequests.increment();
        context.metrics().bytesRead.add(length);
        ByteBuffer buffer = ByteBuffer.allocate(length);
        file.read(offset, buffer);
        return buffer.array();
    }

    /** Returns a part, read now if it was not read ahead. */
    byte[] bytes(Part part) {
        return parts.computeIfAbsent(part, missing -> read(missing.offset(), missing.length()));
    }
}
