package dev.tarn.benchmarks.parquet;

import com.sun.management.OperatingSystemMXBean;
import dev.tarn.format.parquet.ParquetFormat;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.format.FileMetadata;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanContext;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.Location;
import dev.tarn.storage.local.LocalFileSystem;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/**
 * Reads a folder of Parquet files with Tarn and with DuckDB, all columns together and each by itself, with the same number
 * of threads, and prints the medians of
 * time and the means of CPU time, in milliseconds.
 *
 * <p>Arguments: the folder, the number of threads, the number of rounds, and "columns" to measure each column.
 */
public final class ScanComparison {
    private static final int BATCH_SIZE = 4096;
    private static final int IO_THREADS = 2;
    private static final int WARM_UPS = 3;

    private final List<Split> splits = new ArrayList<>();
    private final LocalFileSystem files = new LocalFileSystem();
    private final ParquetFormat format = new ParquetFormat();
    private final String folder;
    private final int threads;
    private final int rounds;
    private final PrintStream out;

    private record Split(FileEntry file, FileMetadata metadata, int rowGroup) {}

    private ScanComparison(String folder, int threads, int rounds, PrintStream out) {
        this.folder = folder;
        this.threads = threads;
        this.rounds = rounds;
        this.out = out;
        for (FileEntry file : files.list(new Location(folder)).files()) {
            if (format.claims(file.location().name())) {
                try (var input = files.open(file)) {
                    FileMetadata metadata = format.readMetadata(input, FormatOptions.NONE, new ScanMetrics());
                    for (int i = 0; i < metadata.rowGroupCount(); i++) {
                        splits.add(new Split(file, metadata, i));
                    }
                }
            }
        }
    }

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, "UTF-8");
        ScanComparison comparison =
                new ScanComparison(arguments[0], Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), out);
        comparison.run(arguments.length > 3 && arguments[3].equals("columns"));
    }

    private void run(boolean eachColumn) throws Exception {
        List<List<String>> selections = new ArrayList<>();
        List<String> all = splits.get(0).metadata().columns().stream()
                .map(ColumnSchema::name)
                .toList();
        selections.add(all);
        if (eachColumn) {
            all.forEach(name -> selections.add(List.of(name)));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET threads = " + threads);
            }
            for (List<String> names : selections) {
                compare(names, connection);
            }
        }
    }

    private void compare(List<String> names, Connection connection) throws Exception {
        double[] tarn = new double[rounds];
        double[] duck = new double[rounds];
        double[] tarnCpu = new double[rounds];
        double[] duckCpu = new double[rounds];
        for (int i = -WARM_UPS; i < rounds; i++) {
            double cpuBefore = cpuMillis();
            double tarnMillis = tarn(names);
            double cpuBetween = cpuMillis();
            double duckMillis = duck(names, connection);
            double cpuAfter = cpuMillis();
            if (i >= 0) {
                tarn[i] = tarnMillis;
                duck[i] = duckMillis;
                tarnCpu[i] = cpuBetween - cpuBefore;
                duckCpu[i] = cpuAfter - cpuBetween;
            }
        }
        out.println(String.format(
                Locale.ROOT,
                "%-16s tarn %7.1f  duckdb %7.1f  ratio %.2f   CPU: tarn %7.1f  duckdb %7.1f  ratio %.2f",
                names.size() == 1 ? names.get(0) : "(all " + names.size() + ")",
                median(tarn),
                median(duck),
                median(tarn) / median(duck),
                mean(tarnCpu),
                mean(duckCpu),
                mean(tarnCpu) / mean(duckCpu)));
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    /** CPU time comes in steps of 10 ms: only its sum means something. */
    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    /** Returns the process's CPU time, which other processes on the machine disturb less than they do the clock. */
    private static double cpuMillis() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e6;
    }

    private double duck(List<String> names, Connection connection) throws SQLException {
        String columns = String.join(
                ", ", names.stream().map(name -> "last(" + name + ")").toList());
        long start = System.nanoTime();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT " + columns + " FROM read_parquet('" + folder + "/*.parquet')");
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private double tarn(List<String> names) throws Exception {
        List<ScanColumn> columns = new ArrayList<>();
        for (ColumnSchema column : splits.get(0).metadata().columns()) {
            if (names.contains(column.name())) {
                columns.add(ScanColumn.of(column.name(), column.type()));
            }
        }
        AtomicInteger next = new AtomicInteger();
        LongAdder rows = new LongAdder();
        ExecutorService io = Executors.newFixedThreadPool(IO_THREADS);
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try (BufferAllocator root = new RootAllocator()) {
            ScanContext context = new ScanContext(root, io, BATCH_SIZE, new ScanMetrics());
            ScanRequest request = new ScanRequest(columns, List.of(), context);
            long start = System.nanoTime();
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(workers.submit(() -> work(next, request, rows)));
            }
            for (Future<?> future : running) {
                future.get();
            }
            double millis = (System.nanoTime() - start) / 1e6;
            long expected = splits.stream()
                    .mapToLong(split -> split.metadata().rowCount(split.rowGroup()))
                    .sum();
            if (rows.sum() != expected) {
                throw new IllegalStateException(rows.sum() + " rows of " + expected);
            }
            return millis;
        } finally {
            workers.shutdown();
            io.shutdown();
        }
    }

    private void work(AtomicInteger next, ScanRequest request, LongAdder rows) {
        BatchSource ahead = open(next, request);
        while (ahead != null) {
            // As the engine does: the next split is read while this one is decoded.
            try (BatchSource source = ahead) {
                ahead = open(next, request);
                source.blocked().join();
                long count = 0;
                for (Batch batch = source.next(); batch != null; batch = source.next()) {
                    count += batch.rowCount();
                }
                rows.add(count);
            }
        }
    }

    private BatchSource open(AtomicInteger next, ScanRequest request) {
        int index = next.getAndIncrement();
        if (index >= splits.size()) {
            return null;
        }
        Split split = splits.get(index);
        return format.open(files.open(split.file()), split.metadata(), split.rowGroup(), request);
    }
}
