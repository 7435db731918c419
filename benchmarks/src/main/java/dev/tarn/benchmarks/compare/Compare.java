package dev.tarn.benchmarks.compare;

import dev.tarn.source.tpch.TpchConnector;
import dev.tarn.testkit.DuckDbOracle;
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
     * @param arguments {@code tpch}, {@code csv}, {@code json}, {@code orc}, {@code ctas}, {@code jdbc}, or {@code data} to make the files only, and options
     * @param home the folder of the benchmarks
     * @param out where the report goes
     * @return whether all results were equal
     */
    static boolean run(List<String> arguments, Path home, PrintStream out) throws IOException {
        if (arguments.isEmpty()
                || !List.of("tpch", "csv", "json", "orc", "ctas", "jdbc", "data")
                        .contains(arguments.get(0))) {
            throw new IllegalArgumentException(CompareOptions.USAGE);
        }
        CompareOptions options = CompareOptions.parse(arguments.subList(1, arguments.size()), home);
        TpchFiles.write(new TpchConnector(), options.scale(), options.data());
        if (arguments.get(0).equals("data")) {
            out.println(options.data());
            return true;
        }
        if (arguments.get(0).equals("jdbc")) {
            readThrough(options.data().resolve("lineitem"));
            return JdbcRows.run(options, Environment.describe(arguments, home, duckDbVersion()), out);
        }
        if (arguments.get(0).equals("ctas")) {
            readThrough(options.data().resolve("lineitem"));
            Report report = new Report(out, Environment.describe(arguments, home, duckDbVersion()), "tarn", "duckdb");
            return WrittenTables.run(options, report);
        }
        Workload workload = workload(arguments.get(0), options);
        options = options.limitedTo(workload.queryCount());
        Report report = new Report(
                out,
                Environment.describe(arguments, home, duckDbVersion()),
                workload.subject().name(),
                workload.baseline().name());
        boolean equal = run(options, workload, report);
        if (options.json() != null && equal && options.engineOnly() == null && !options.speedUp()) {
            Files.writeString(options.json(), report.toJson());
        }
        return equal;
    }

    /** Makes what files of a workload are missing, and reads all through. */
    private static Workload workload(String name, CompareOptions options) throws IOException {
        Path data = options.data();
        Path folder =
                switch (name) {
                    case "csv" -> TextFiles.csv(data);
                    case "json" -> TextFiles.json(data);
                    case "orc" -> OrcFiles.lineitem(data);
                    default -> data;
                };
        readThrough(folder);
        return switch (name) {
            case "csv" -> Workload.csv(folder);
            case "json" -> Workload.json(folder);
            case "orc" -> {
                readThrough(data.resolve("lineitem"));
                yield Workload.orc(data, folder);
            }
            default -> Workload.tpch(options.scale(), data);
        };
    }

    private static String duckDbVersion() {
        try (DuckDbOracle duckDb = DuckDbOracle.open()) {
            return String.valueOf(
                    duckDb.execute("SELECT version()").rows().get(0).get(0));
        }
    }

    private static boolean run(CompareOptions options, Workload workload, Report report) {
        Comparison comparison = new Comparison(options, workload, report);
        long memory = options.memoryLimitBytes();
        Contender subject = workload.subject();
        Contender baseline = workload.baseline();
        if (options.engineOnly() != null) {
            try (Peer alone = workload.side(options.engineOnly()).open(options.threads(), memory)) {
                comparison.runAlone(alone);
                return true;
            }
        }
        if (options.speedUp()) {
            try (Peer subjectOne = subject.open(1, memory);
                    Peer subjectTwo = subject.open(2, memory);
                    Peer baselineOne = baseline.open(1, memory);
                    Peer baselineTwo = baseline.open(2, memory)) {
                comparison.speedUp(List.of(subjectOne, subjectTwo), List.of(baselineOne, baselineTwo));
                return true;
            }
        }
        try (Peer left = subject.open(options.threads(), memory);
                Peer right = baseline.open(options.threads(), memory)) {
            return comparison.run(left, right);
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
