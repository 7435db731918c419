package dev.tarn.benchmarks.partitions;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The benchmark still runs, and its answers are still right; how fast does not matter here. */
class PartitionsTest {
    @Test
    void runsOnce() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PrintStream printer = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            Partitions.run(3_000, printer);
        }
        String report = out.toString(StandardCharsets.UTF_8);
        assertTrue(report.contains("SQLite, 3000 partitions"), report);
        assertTrue(report.contains("MSCK REPAIR TABLE"), report);
    }
}
