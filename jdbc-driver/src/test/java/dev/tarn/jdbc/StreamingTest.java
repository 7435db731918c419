package dev.tarn.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A result streams through a small heap. */
class StreamingTest {
    @Test
    void millionsOfRowsStreamThroughASmallHeap() throws Exception {
        // Each of the region's rows stands for as many as the sequences have together.
        int times = 60;
        String sql = "SELECT a + b AS n, 'a text of some length ' || CAST(a AS varchar) AS t FROM "
                + "UNNEST(sequence(1, 10000)) AS x (a) CROSS JOIN UNNEST(sequence(1, " + times + ")) AS y (b) "
                + "CROSS JOIN tpch.tiny.region";
        long rows = 10_000L * times * 5;
        long sum = 5 * (times * (10_000L * 10_001 / 2) + 10_000L * times * (times + 1L) / 2);
        Path output = Files.createTempFile("tarn-stream", ".out");
        try {
            List<String> command = List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:MaxDirectMemorySize=256m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    StreamingProgram.class.getName(),
                    sql);
            Process process = new ProcessBuilder(command)
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            assertTrue(process.waitFor(10, TimeUnit.MINUTES), "the program hangs");
            assertEquals(0, process.exitValue());
            assertEquals(
                    rows + " " + sum,
                    Files.readString(output, StandardCharsets.UTF_8).strip());
        } finally {
            Files.delete(output);
        }
    }
}
