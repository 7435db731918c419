package dev.tarn.shell.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTextTest {
    private static Progress at(long millis, double share, long rows) {
        return new Progress(Duration.ofMillis(millis), true, share, rows, rows * 100, 3, 5 << 20, 0, 0, 0, -1);
    }

    @Test
    void tellsHowFarAndHowLong() {
        ProgressText text = new ProgressText(false);
        assertEquals("planning, 0 s", text.line(Progress.planning(Duration.ofMillis(300)), 100));
        text.line(at(1_000, 0.1, 1_000_000), 200);
        String line = text.line(at(2_000, 0.2, 2_000_000), 200);
        assertTrue(line.contains(" 20 % · 2 s, about 8 s left · 2.0M rows, 1.0M/s"), line);
        assertTrue(line.contains("191 MiB read · 3 requests · 5.0 MiB memory"), line);
        assertTrue(text.line(at(2_100, 0.2, 2_000_000), 40).length() <= 40);
    }

    @Test
    void guessesNothingBeforeItKnows() {
        ProgressText text = new ProgressText(false);
        assertEquals(
                "running, 0 s · 0 rows, 0/s · 0 B read · 3 requests · 5.0 MiB memory", text.line(at(300, 0, 0), 200));
        assertFalse(text.line(at(500, 0.5, 10), 200).contains("left"));
        assertFalse(text.line(at(5_000, 0.005, 20), 200).contains("left"));
        assertTrue(text.line(at(6_000, 0.6, 20), 200).contains("about"));
        assertTrue(text.line(at(7_000, 1, 20), 200).contains("7 s, all is read"));
    }

    @Test
    void tellsWhatIsWrittenAndWhatItCosts() {
        ProgressText text = new ProgressText(true);
        Progress now = new Progress(
                Duration.ofSeconds(3), true, 0.5, 2_000_000, 5 << 20, 12, 1 << 20, 0, 1_500_000, 3 << 20, 0.0125);
        String line = text.line(now, 200);
        assertTrue(line.startsWith("[##########..........] 50 % | 3 s"), line);
        assertTrue(line.contains("| 1.5M rows, 3.0 MiB written |"), line);
        assertTrue(line.contains("| S3 $0.0125 |"), line);
        assertEquals(10, text.line(now, 10).length());
    }

    @Test
    void showsPlainLinesWhereThereIsNoTerminal() {
        StringWriter out = new StringWriter();
        StreamLine plain = new StreamLine(new PrintWriter(out), 0);
        plain.show("one");
        plain.show("two");
        plain.clear();
        assertEquals("one" + System.lineSeparator(), out.toString());
        StringWriter screen = new StringWriter();
        StreamLine line = new StreamLine(new PrintWriter(screen), 80);
        line.show("one");
        line.clear();
        line.clear();
        assertEquals("\u001b[?7l\r\u001b[Kone\u001b[?7h\r\u001b[K", screen.toString());
        assertEquals(79, line.width());
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
