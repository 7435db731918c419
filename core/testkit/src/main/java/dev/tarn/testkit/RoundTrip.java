package dev.tarn.testkit;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.catalog.ColumnStatistics;
import dev.tarn.spi.format.FileFormat;
import dev.tarn.spi.format.FileMetadata;
import dev.tarn.spi.format.FileStatistics;
import dev.tarn.spi.format.FileWriter;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.format.WriteOptions;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanContext;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.split.ScanRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.arrow.memory.BufferAllocator;

/** A file that a format wrote of random batches. */
public final class RoundTrip {
    private final FileFormat format;
    private final BufferAllocator allocator;
    private final List<List<String>> rows = new ArrayList<>();
    private final MemorySink sink = new MemorySink();
    private FileStatistics statistics;

    private RoundTrip(FileFormat format, BufferAllocator allocator) {
        this.format = format;
        this.allocator = allocator;
    }

    /**
     * Writes at least {@code leastRows} rows.
     *
     * @throws AssertionError if what the writer counts is not so
     */
    public static RoundTrip write(
            FileFormat format, Randomness random, List<ColumnSchema> columns, WriteOptions options, int leastRows) {
        RoundTrip trip = new RoundTrip(format, options.allocator());
        format.checkWritable(columns, options);
        try (RandomBatches batches = new RandomBatches(random, options.allocator(), columns);
                FileWriter writer = format.writer(trip.sink, columns, options)) {
            while (trip.rows.size() < leastRows) {
                Batch batch = batches.next(random.pick(1, 10, 500, 2_000));
                writer.append(batch);
                if (random.chance(0.1)) {
                    writer.endPart();
                }
                trip.rows.addAll(ColumnText.rows(batch));
                trip.require(writer.rowCount() == trip.rows.size(), "rows are counted");
                trip.require(writer.bytesWritten() == trip.sink.length(), "bytes are counted");
                trip.require(writer.memoryBytes() >= 0 && writer.bufferedBytes() >= 0, "memory is counted");
            }
            trip.statistics = writer.finish();
        }
        trip.checkStatistics();
        return trip;
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("not so: " + what);
        }
    }

    private void checkStatistics() {
        require(statistics.rowCount() == rows.size(), "rows of the file");
        require(statistics.byteCount() == sink.length(), "bytes of the file");
        for (int i = 0; i < statistics.columns().size(); i++) {
            int column = i;
            ColumnStatistics known = statistics.columns().get(i);
            long nulls =
                    rows.stream().filter(row -> row.get(column).equals("NULL")).count();
            require(known.nullCount() < 0 || known.nullCount() == nulls, "NULLs of column " + i);
        }
    }

    /** Returns the rows as they were written. */
    public List<List<String>> rows() {
        return rows;
    }

    public FileStatistics statistics() {
        return statistics;
    }

    public byte[] bytes() {
        return sink.toByteArray();
    }

    /** Reads the file by the format itself, all columns that it has, as the types that it has them in. */
    public List<List<String>> readBack(String name, int batchSize) {
        byte[] content = bytes();
        List<List<String>> read = new ArrayList<>();
        FileMetadata metadata =
                format.readMetadata(new MemoryFile(name, content), FormatOptions.NONE, new ScanMetrics());
        List<ScanColumn> wanted = metadata.columns().stream()
                .map(column -> ScanColumn.of(column.name().toLowerCase(Locale.ROOT), column.type()))
                .toList();
        ScanContext context = new ScanContext(allocator, Runnable::run, batchSize, new ScanMetrics());
        for (int i = 0; i < metadata.rowGroupCount(); i++) {
            try (BatchSource source = format.open(
                    new MemoryFile(name, content), metadata, i, new ScanRequest(wanted, List.of(), context))) {
                source.blocked().join();
                for (Batch batch = source.next(); batch != null; batch = source.next()) {
                    read.addAll(ColumnText.rows(batch));
                    source.blocked().join();
                }
            }
        }
        return read;
    }
}
