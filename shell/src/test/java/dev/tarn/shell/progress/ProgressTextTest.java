package dev.tarn.shell.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTextTest {
    private static Progress at(long millis, double share, long rows) {
        return new Progress(Duration.ofMillis(millis), true, share, rows, rows * 100, 3, 5 << 20, 0);
    }

    @Test
    void tellsHowFarAndHowLong() {
        ProgressText text = new ProgressText();
        assertEquals("planning, 0 s", text.line(Progress.planning(Duration.ofMillis(300)), 100));
        text.line(at(1_000, 0.1, 1_000_000), 200);
        String line = text.line(at(2_000, 0.2, 2_000_000), 200);
        assertTrue(line.contains(" 20 % · 2 s, about 8 s left · 2.0M rows, 1.0M/s"), line);
        assertTrue(line.contains("191 MiB read · 3 requests · 5.0 MiB memory"), line);
        assertTrue(text.line(at(2_100, 0.2, 2_000_000), 40).length() <= 40);
    }

    @Test
    void writesQuantitiesInThreeDigits() {
        assertEquals("999", Quantities.count(999));
        assertEquals("1.0K", Quantities.count(999.6));
        assertEquals("12.3M", Quantities.count(12_345_678));
        assertEquals("1.0 KiB", Quantities.bytes(1024));
        assertEquals("100 MiB", Quantities.bytes(100 << 20));
        assertEquals("0.012 s", Quantities.time(Duration.ofMillis(12)));
        assertEquals("1:02:03", Quantities.time(Duration.ofSeconds(3723)));
    }
}
