package dev.tarn.benchmarks.compare;

import dev.tarn.source.tpch.TpchConnector;
import dev.tarn.testkit.tpch.TpchFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The program behind {@code benchmarks/compare}: its status is 0 if all results were equal. */
public final class Compare {
    private Compare() {}

    public static void main(String[] arguments) throws IOException {
        int status;
        try {
            Path home = Path.of(System.getProperty("tarn.benchmarks.home", "benchmarks"));
            status = run(List.of(arguments), home, System.out) ? 0 : 1;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            status = 2;
        }
        System.exit(status);
    }

    /**
     * Runs a comparison.
     *
     * @param arguments {@code tpch}, {@code csv}, {@code json}, or {@code data} to make the files only, and options
     * @param home the folder of the benchmarks
     * @param out where the report goes
     * @return whether all results were equal
     */
    static boolean run(List<String> arguments, Path home, PrintStream out) throws IOException {
        if (arguments.isEmpty() || !List.of("tpch", "csv", "json", "data").contains(arguments.get(0))) {
            throw new IllegalArgumentException(CompareOptions.USAGE);
        }
        CompareOptions options = CompareOptions.parse(arguments.subList(1, arguments.size()), home);
        TpchFiles.write(new TpchConnector(), options.scale(), options.data());
        if (arguments.get(0).equals("data")) {
            out.println(options.data());
            return true;
        }
        Workload workload;
        if (arguments.get(0).equals("csv")) {
            Path folder = TextFiles.csv(options.data());
            readThrough(folder);
            workload = Workload.csv(folder);
            options = options.limitedTo(workload.queryCount());
        } else if (arguments.get(0).equals("json")) {
            Path folder = TextFiles.json(options.data());
            readThrough(folder);
            workload = Workload.json(folder);
            options = options.limitedTo(workload.queryCount());
        } else {
            readThrough(options.data());
            workload = Workload.tpch(options.scale(), options.data());
        }
        try (DuckDbPeer duckDb = new DuckDbPeer(options.threads(), workload)) {
            String version = String.valueOf(
                    duckDb.collect("SELECT version()").rows().get(0).get(0));
            Report report = new Report(out, Environment.describe(arguments, home, version));
            boolean equal = run(options, workload, report, duckDb);
            if (options.json() != null && equal && options.engineOnly() == null && !options.speedUp()) {
                Files.writeString(options.json(), report.toJson());
            }
            return equal;
        }
    }

    private static boolean run(CompareOptions options, Workload workload, Report report, DuckDbPeer duckDb) {
        Comparison comparison = new Comparison(options, workload, report);
        if ("duckdb".equals(options.engineOnly())) {
            comparison.runAlone(duckDb);
            return true;
        }
        if (options.speedUp()) {
            try (TarnPeer tarnOne = new TarnPeer(1, options.memoryLimitBytes(), workload);
                    TarnPeer tarnTwo = new TarnPeer(2, options.memoryLimitBytes(), workload);
                    DuckDbPeer duckDbOne = new DuckDbPeer(1, workload);
                    DuckDbPeer duckDbTwo = new DuckDbPeer(2, workload)) {
                comparison.speedUp(List.of(tarnOne, tarnTwo), List.of(duckDbOne, duckDbTwo));
                return true;
            }
        }
        try (TarnPeer tarn = new TarnPeer(options.threads(), options.memoryLimitBytes(), workload)) {
            if ("tarn".equals(options.engineOnly())) {
                comparison.runAlone(tarn);
                return true;
            }
            return comparison.run(tarn, duckDb);
        }
    }

    /** Reads every file once, so that no engine is the one that pays for the disk. */
    private static void readThrough(Path folder) throws IOException {
        byte[] buffer = new byte[1 << 20];
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    int read = in.read(buffer);
                    while (read >= 0) {
                        read = in.read(buffer);
                    }
                }
            }
        }
    }
}
