package dev.tarn.examples.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmbedTest {
    @Test
    void answersOverTheExampleLake() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            Embed.run(Path.of(System.getProperty("tarn.test.root"), "examples", "lake"), out);
        }
        assertEquals(
                List.of(
                        "classic: 23787 trips, 27159.31",
                        "electric: 12139 trips, 23676.12",
                        "read 35926 rows",
                        "sum of ids: 645356701",
                        "COLUMN_NOT_FOUND (USER)"),
                bytes.toString(StandardCharsets.UTF_8).lines().toList());
    }
}
