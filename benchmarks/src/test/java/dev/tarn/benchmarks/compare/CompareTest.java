package dev.tarn.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The side-by-side runner still runs, at a scale at which figures mean nothing. */
class CompareTest {
    private static final String DATA = Path.of("target", "data", "tpch-sf0.01").toString();

    @TempDir
    private Path folder;

    private static String run(boolean equal, String... arguments) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PrintStream printer = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            assertEquals(equal, Compare.run(List.of(arguments), Path.of("."), printer), out::toString);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void comparesAllQueries() throws IOException {
        Path json = folder.resolve("figures.json");
        String report = run(
                true,
                "tpch",
                "--scale",
                "0.01",
                "--data",
                DATA,
                "--runs",
                "1",
                "--warm-ups",
                "0",
                "--json",
                json.toString());
        assertTrue(report.contains("22 of 22 results are equal"), report);
        assertTrue(report.contains("geometric mean of tarn/duckdb: "), report);
        assertTrue(report.contains("commit: ") && report.contains("jdk: "), report);
        String figures = Files.readString(json);
        assertTrue(figures.contains("\"geometric_mean\": ") && figures.contains("{\"query\": 22, "), figures);
    }

    @Test
    void comparesWrittenTables() throws IOException {
        String report = run(true, "ctas", "--scale", "0.01", "--data", DATA, "--runs", "1", "--warm-ups", "0");
        assertTrue(report.contains("1 of 1 results are equal"), report);
    }

    @Test
    void comparesRowsThroughDrivers() throws IOException {
        String report = run(true, "jdbc", "--scale", "0.01", "--data", DATA, "--runs", "1", "--warm-ups", "0");
        assertTrue(report.contains("all read the same"), report);
    }

    @Test
    void comparesLineJson() throws IOException {
        String report = run(
                true, "json", "--scale", "0.01", "--data", DATA, "--runs", "1", "--warm-ups", "0", "--queries", "1-3");
        assertTrue(report.contains("3 of 3 results are equal"), report);
    }

    @Test
    void comparesOrc() throws IOException {
        String report = run(true, "orc", "--scale", "0.01", "--data", DATA, "--runs", "1", "--warm-ups", "0");
        assertTrue(report.contains("8 of 8 results are equal"), report);
        assertTrue(report.contains("geometric mean of orc/parquet: "), report);
    }

    @Test
    void measuresSpeedUps() throws IOException {
        String report = run(
                true, "tpch", "--scale", "0.01", "--data", DATA, "--runs", "1", "--warm-ups", "0", "--speedup", "6");
        assertTrue(report.contains("speed-up") && report.contains("Q6 "), report);
    }

    @Test
    void comparesCsv() throws IOException {
        String report = run(true, "csv", "--scale", "0.01", "--data", DATA, "--runs", "1", "--warm-ups", "0");
        assertTrue(report.contains("4 of 4 results are equal"), report);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThrows(IllegalArgumentException.class, () -> run(false, "tpcds"));
        assertThrows(IllegalArgumentException.class, () -> run(false, "tpch", "--fast", "1"));
        assertThrows(IllegalArgumentException.class, () -> run(false, "tpch", "--scale"));
        assertEquals(1L << 30, CompareOptions.bytes("1g"));
        assertEquals(512L << 20, CompareOptions.bytes("512MiB"));
        CompareOptions options = CompareOptions.parse(List.of("--queries", "1,20-22"), Path.of("."));
        assertEquals(List.of(1, 20, 21, 22), options.queries());
    }
}
