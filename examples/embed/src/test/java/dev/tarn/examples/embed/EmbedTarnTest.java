package dev.tarn.examples.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmbedTarnTest {
    @Test
    void exampleRunsAndPrintsWhatItFound() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        EmbedTarn.run(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(4, lines.size());
        assertTrue(lines.get(0).contains(" customers, "), lines.get(0));
        assertTrue(lines.get(3).startsWith("sum of keys: "), lines.get(3));
    }
}
