package dev.tarn.benchmarks.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What to compare and how.
 *
 * @param scale the scale of TPC-H
 * @param threads threads of each side
 * @param runs timed runs of each query, of which the median counts
 * @param warmUps untimed passes over all queries before them
 * @param queries the queries' numbers
 * @param data the folder of the tables' files, made if missing
 * @param memoryLimitBytes Tarn's memory limit of a query
 * @param engineOnly the one side to run, unchecked, or null for both
 * @param speedUp whether to measure the speed-up from one thread to two, instead
 * @param json where to write the figures as JSON, or null
 */
record CompareOptions(
        double scale,
        int threads,
        int runs,
        int warmUps,
        List<Integer> queries,
        Path data,
        long memoryLimitBytes,
        String engineOnly,
        boolean speedUp,
        Path json) {
    private static final int SPEED_UP_WARM_UPS = 25;
    private static final int SPEED_UP_RUNS = 9;

    static final String USAGE =
            """
            usage: benchmarks/compare tpch|csv|json|orc|ctas|jdbc [options]
              tpch                    TPC-H's queries over Parquet files
              csv                     aggregates over lineitem as CSV (1, 2) and as gzip CSV (3, 4)
              json                    a count, and aggregates over lineitem as line JSON
              orc                     lineitem as ORC beside the same rows as Parquet, both in Tarn: all columns
                                      counted (1) and aggregated (2), integers (3), decimals (4), texts of few
                                      values (5) and of many (6), dates (7), filters (8)
              ctas                    lineitem written anew as Parquet files compressed by Snappy: CREATE TABLE AS
                                      beside DuckDB's COPY
              jdbc                    rows a second through java.sql.ResultSet: columns of lineitem of all kinds,
                                      texts, decimals and times, by getters, getObject and getString, from
                                      Tarn's driver, and from DuckDB's with and without streamed results
              --scale S               scale of the data (1)
              --threads N             threads of each side (2)
              --runs N                timed runs of each query; the median counts (5)
              --warm-ups N            untimed passes over all queries before them (2)
              --queries 1,6,18-22     which queries (all)
              --data FOLDER           where the data is, made if missing (benchmarks/target/data/tpch-sf<S>)
              --memory-limit 1g       Tarn's memory limit of a query (1g)
              --engine-only NAME      times one side, as tarn, duckdb, orc or parquet, and checks nothing
              --speedup [1,6,9,18]    measures each side's speed-up from 1 thread to 2, by default after
                                      25 untimed passes and over 9 runs: until then the JIT compiler
                                      itself takes a good part of the second core
              --json FILE             also writes the figures as JSON
              --heap 1g, --jdk newest|17|HOME, --jvm-options '...'   the JVM that runs it
            """;

    /** Reads the options behind {@code tpch}; {@code home} is the folder of the benchmarks. */
    static CompareOptions parse(List<String> arguments, Path home) {
        double scale = 1;
        int threads = 2;
        int runs = 5;
        int warmUps = 2;
        List<Integer> queries = IntStream.rangeClosed(1, 22).boxed().toList();
        Path data = null;
        long memoryLimit = bytes("1g");
        String engineOnly = null;
        boolean speedUp = false;
        Path json = null;
        for (int i = 0; i < arguments.size(); i++) {
            String option = arguments.get(i);
            if (option.equals("--speedup")) {
                speedUp = true;
                warmUps = SPEED_UP_WARM_UPS;
                runs = SPEED_UP_RUNS;
                boolean named =
                        i + 1 < arguments.size() && !arguments.get(i + 1).startsWith("--");
                queries = numbers(named ? arguments.get(++i) : "1,6,9,18");
                continue;
            }
            if (++i >= arguments.size()) {
                throw new IllegalArgumentException(option + " needs a value\n" + USAGE);
            }
            String value = arguments.get(i);
            switch (option) {
                case "--scale" -> scale = Double.parseDouble(value);
                case "--threads" -> threads = Integer.parseInt(value);
                case "--runs" -> runs = Integer.parseInt(value);
                case "--warm-ups" -> warmUps = Integer.parseInt(value);
                case "--queries" -> queries = numbers(value);
                case "--data" -> data = Path.of(value);
                case "--memory-limit" -> memoryLimit = bytes(value);
                case "--engine-only" -> engineOnly = value;
                case "--json" -> json = Path.of(value);
                default -> throw new IllegalArgumentException("there is no option " + option + "\n" + USAGE);
            }
        }
        String name = "tpch-sf" + Double.toString(scale).replaceAll("\\.0$", "");
        Path folder =
                data != null ? data : home.resolve("target").resolve("data").resolve(name);
        return new CompareOptions(
                scale, threads, runs, warmUps, queries, folder, memoryLimit, engineOnly, speedUp, json);
    }

    /** Returns the same options without queries that a workload has not. */
    CompareOptions limitedTo(int queryCount) {
        return new CompareOptions(
                scale,
                threads,
                runs,
                warmUps,
                queries.stream().filter(query -> query <= queryCount).toList(),
                data,
                memoryLimitBytes,
                engineOnly,
                speedUp,
                json);
    }

    private static List<Integer> numbers(String text) {
        List<Integer> numbers = new ArrayList<>();
        for (String part : text.split(",")) {
            int[] ends =
                    Arrays.stream(part.split("-")).mapToInt(Integer::parseInt).toArray();
            IntStream.rangeClosed(ends[0], ends[ends.length - 1]).forEach(numbers::add);
        }
        return numbers;
    }

    /** Reads a number of bytes as in {@code 512m} or {@code 1g}. */
    static long bytes(String text) {
        String lower = text.toLowerCase(Locale.ROOT).replaceAll("i?b$", "");
        int shift = lower.endsWith("g") ? 30 : lower.endsWith("m") ? 20 : lower.endsWith("k") ? 10 : 0;
        return Long.parseLong(shift == 0 ? lower : lower.substring(0, lower.length() - 1)) << shift;
    }
}
