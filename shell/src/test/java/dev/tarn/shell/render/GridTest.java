package dev.tarn.shell.render;

import static dev.tarn.shell.render.FixedRows.NAME;
import static dev.tarn.shell.render.FixedRows.NUMBER;
import static dev.tarn.shell.render.FixedRows.render;
import static dev.tarn.shell.render.FixedRows.terminal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GridTest {
    private static Rows numbers(int count) {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            rows.add(List.of("r" + i, i));
        }
        return new FixedRows(List.of(NAME, NUMBER), rows);
    }

    private static int occurrences(String text, String part) {
        return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }

    @Test
    void widensColumnsBelowANewHeader() {
        String box = render(Format.BOX, RenderOptions.PLAIN, numbers(10_001));
        List<String> lines = box.lines().toList();
        for (String line : lines) {
            assertTrue(line.length() >= 10 && "│└┌├".indexOf(line.charAt(0)) >= 0, line);
        }
        assertTrue(occurrences(box, "│ name") <= 3, () -> "headers: " + occurrences(box, "│ name"));
        assertEquals(
                10_001, lines.stream().filter(line -> line.startsWith("│ r")).count());
    }

    @Test
    void wrapsLongValuesWhereThatIsSet() {
        assertEquals(
                """
                ┌────────────┬───┐
                │ name       │ n │
                ├────────────┼───┤
                │ one two    │ 1 │
                │ three four │   │
                │ 日本日本日 │ 2 │
                │ 本         │   │
                └────────────┴───┘
                """,
                render(Format.BOX, terminal(80, 10, true), "one two three four", 1, "日本日本日本", 2));
    }

    @Test
    void letsTheWidestColumnsGiveWayToTheTerminal() {
        String text = "x".repeat(100);
        for (int width = 40; width < 130; width++) {
            String box = render(Format.AUTO, terminal(width, 0, false), text, 1_234_567);
            if (width >= 30 + 4 + 3 + 14) {
                assertTrue(box.startsWith("┌─"), width + box);
            }
            for (String line : box.lines().toList()) {
                assertTrue(line.length() <= width, () -> line);
            }
            assertEquals(width < 121, box.contains("…") || box.startsWith("─["), width + box);
        }
        assertTrue(render(Format.AUTO, terminal(40, 0, false), text, 1_234_567).startsWith("─[ row 1"));
    }

    @Test
    void showsTheFirstAndTheLastRows() throws SQLException {
        List<String> events = new ArrayList<>();
        EdgeRows edges = new EdgeRows(numbers(1_000), 4, () -> events.add("begins"), () -> events.add("ends"));
        assertEquals(
                """
                ┌───────┬──────┐
                │ name  │    n │
                ├───────┼──────┤
                │ r1    │    1 │
                │ r2    │    2 │
                │ … 996 rows   │
                │ r999  │  999 │
                │ r1000 │ 1000 │
                └───────┴──────┘
                """,
                render(Format.BOX, RenderOptions.PLAIN, edges));
        assertEquals(List.of("begins", "ends"), events);
        assertFalse(edges.next());
        String table = render(Format.TABLE, RenderOptions.PLAIN, new EdgeRows(numbers(7), 5, () -> {}, () -> {}));
        assertEquals("name | n\n-----+--\nr1   | 1\nr2   | 2\nr3   | 3\n… 2 rows\nr6   | 6\nr7   | 7\n", table);
        String vertical = render(Format.VERTICAL, RenderOptions.PLAIN, new EdgeRows(numbers(7), 2, () -> {}, () -> {}));
        assertTrue(vertical.contains("─[ … 5 rows ]─") && vertical.contains("─[ row 7 ]─"), vertical);
        String all = render(Format.TABLE, RenderOptions.PLAIN, new EdgeRows(numbers(5), 5, () -> {}, () -> {}));
        assertFalse(all.contains("…"), all);
    }

    @Test
    void namesLargeNumbersOfASingleRow() {
        assertEquals(
                """
                ┌──────┬────────────────┐
                │ name │              n │
                ├──────┼────────────────┤
                │ a    │        5986052 │
                │      │ (5.99 million) │
                └──────┴────────────────┘
                """,
                render(Format.BOX, terminal(80, 0, false), "a", 5_986_052));
        assertFalse(render(Format.BOX, terminal(80, 0, false), "a", 5_986_052, "b", 1)
                .contains("million"));
        assertFalse(render(Format.BOX, RenderOptions.PLAIN, "a", 5_986_052).contains("million"));
        assertEquals("1.00 million", LargeNumbers.named("999999.5"));
        assertEquals("", LargeNumbers.named("999499"));
        assertEquals("-12.3 billion", LargeNumbers.named("-12345678901.5"));
        assertEquals("600 trillion", LargeNumbers.named("600037902000000"));
        assertEquals("9.22 quintillion", LargeNumbers.named("9223372036854775807"));
        assertEquals("", LargeNumbers.named("1e300"));
        assertEquals("", LargeNumbers.named("NaN"));
        assertEquals("", LargeNumbers.named("0"));
    }

    @Test
    void drawsWithAsciiWhereThatIsSet() {
        RenderOptions ascii =
                new RenderOptions(null, false, 80, 6, false, true, "", true, false, true, "t", Theme.NONE);
        assertEquals(
                "+--------+---+\n| name   | n |\n+--------+---+\n| abc... | 1 |\n+--------+---+\n",
                render(Format.AUTO, ascii, "abcdefgh", 1));
    }

    @Test
    void leavesHeadersOutWhereThatIsSet() {
        RenderOptions bare =
                new RenderOptions(null, false, 0, 0, false, false, ";", false, false, false, "t", Theme.NONE);
        assertEquals("┌───┬───┐\n│ a │ 1 │\n└───┴───┘\n", render(Format.BOX, bare, "a", 1));
        assertEquals("a | 1\n", render(Format.TABLE, bare, "a", 1));
        assertEquals("\"a;b\";1\n", render(Format.CSV, bare, "a;b", 1));
        assertEquals("a\\;b;1\n", render(Format.LIST, bare, "a;b", 1));
    }

    @Test
    void coloursValuesByTheirTypes() {
        RenderOptions dark =
                new RenderOptions(null, false, 80, 0, false, true, "", false, false, true, "t", Theme.DARK);
        String box = render(Format.BOX, dark, "a", 1, null, 2);
        assertTrue(box.contains("\u001b[35m1\u001b[0m"), box);
        assertTrue(box.contains("\u001b[90mNULL\u001b[0m"), box);
    }

    /** Rows of which the third comes only when it is allowed. */
    private static final class SlowRows implements Rows {
        final CountDownLatch third = new CountDownLatch(1);
        private final boolean fails;
        private int count;

        SlowRows(boolean fails) {
            this.fails = fails;
        }

        @Override
        public List<Column> columns() {
            return List.of(NUMBER);
        }

        @Override
        public boolean next() throws SQLException {
            count++;
            if (count == 3) {
                try {
                    third.await();
                } catch (InterruptedException e) {
                    throw new SQLException(e);
                }
                if (fails) {
                    throw new SQLException("broken");
                }
            }
            return count <= 4;
        }

        @Override
        public String text(int column) {
            return count < 4 ? Integer.toString(count) : "44444";
        }

        @Override
        public Object nested(int column) {
            return null;
        }
    }

    /** Lets the third row come once the second was written. */
    private static final class Releasing extends StringWriter {
        private final SlowRows rows;

        Releasing(SlowRows rows) {
            this.rows = rows;
        }

        @Override
        public void write(char[] characters, int offset, int length) {
            super.write(characters, offset, length);
            if (new String(characters, offset, length).contains("2")) {
                rows.third.countDown();
            }
        }
    }

    @Test
    void showsTheFirstRowsOfASlowQuerySoon() throws SQLException, IOException {
        SlowRows rows = new SlowRows(false);
        Writer out = new Releasing(rows);
        assertEquals(4, Format.BOX.renderer(terminal(80, 0, false)).write(rows, out));
        assertEquals(
                """
                ┌───┐
                │ n │
                ├───┤
                │ 1 │
                │ 2 │
                │ 3 │
                └───┘
                ┌─────────┐
                │       n │
                ├─────────┤
                │   44444 │
                └─────────┘
                """,
                out.toString());
    }

    @Test
    void tellsOfErrorsBehindTheFirstRows() {
        SlowRows rows = new SlowRows(true);
        Writer out = new Releasing(rows);
        assertThrows(
                SQLException.class,
                () -> Format.AUTO.renderer(terminal(80, 0, false)).write(rows, out));
        assertTrue(out.toString().contains("│ 2 │"), out::toString);
    }

    @Test
    void keepsTheLastResult() throws SQLException {
        KeptRows kept = new KeptRows(numbers(12_000));
        render(Format.NONE, RenderOptions.PLAIN, kept);
        assertEquals(12_000, kept.count());
        assertEquals(10_000, kept.keptCount());
        assertFalse(kept.isWhole());
        assertEquals(
                10_001,
                render(Format.CSV, RenderOptions.PLAIN, kept.again()).lines().count());
        KeptRows few = new KeptRows(numbers(2));
        render(Format.CSV, RenderOptions.PLAIN, few);
        assertTrue(few.isWhole());
        assertEquals("name,n\nr1,1\nr2,2\n", render(Format.CSV, RenderOptions.PLAIN, few.again()));
    }
}
