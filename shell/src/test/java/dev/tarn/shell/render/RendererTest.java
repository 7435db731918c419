package dev.tarn.shell.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RendererTest {
    private static final Column NAME = new Column("name", Types.VARCHAR, "varchar");
    private static final Column NUMBER = new Column("n", Types.BIGINT, "bigint");

    private static String render(Format format, RenderOptions options, List<Column> columns, List<List<Object>> rows) {
        StringWriter out = new StringWriter();
        try {
            assertEquals(rows.size(), format.renderer(options).write(new FixedRows(columns, rows), out));
        } catch (IOException | SQLException e) {
            throw new AssertionError(e);
        }
        return out.toString();
    }

    private static String render(Format format, RenderOptions options) {
        return render(
                format,
                options,
                List.of(NAME, NUMBER),
                List.of(List.of("日本", 1), List.of("e\u0301a|b", 1234567), Arrays.asList(null, null)));
    }

    private static RenderOptions options(int lineWidth, int valueWidth) {
        return new RenderOptions(
                null, true, lineWidth, valueWidth, false, true, "", false, true, true, "result", Theme.NONE);
    }

    @Test
    void drawsABoxWithWideCharacters() {
        assertEquals(
                """
                ┌──────┬───────────┐
                │ name │         n │
                ├──────┼───────────┤
                │ 日本 │         1 │
                │ e\u0301a|b │ 1,234,567 │
                │ NULL │      NULL │
                └──────┴───────────┘
                """,
                render(Format.BOX, options(0, 0)));
    }

    @Test
    void goesVerticalWhereABoxIsTooWide() {
        assertTrue(render(Format.AUTO, options(20, 0)).startsWith("┌──"));
        String narrow = render(Format.AUTO, options(19, 0));
        assertTrue(narrow.startsWith("─[ row 1 ]─"), narrow);
        assertTrue(narrow.contains("n    │ 1,234,567\n"), narrow);
    }

    @Test
    void cutsLongValuesOnTerminalsOnly() {
        List<List<Object>> rows = List.of(List.of("日本日本", 1), List.of("abcdefgh", 2));
        String cut = render(Format.TABLE, options(80, 6), List.of(NAME, NUMBER), rows);
        assertEquals("name   | n\n-------+--\n日本…  | 1\nabcde… | 2\n", cut);
        assertTrue(
                render(Format.TABLE, options(0, 0), List.of(NAME, NUMBER), rows).contains("abcdefgh"));
    }

    @Test
    void spellsControlCharactersOut() {
        String text = render(
                Format.TABLE,
                RenderOptions.PLAIN,
                List.of(NAME),
                List.of(List.of("\u001b[31mred\r"), List.of("a\nb\tc")));
        assertTrue(text.contains("\\x1B[31mred\\r\n"), text);
        assertTrue(text.contains("a\nb    c\n"), text);
    }

    @Test
    void writesMarkdownAndHtml() {
        assertEquals(
                "| name   |       n |\n|--------|--------:|\n| 日本   |       1 |\n| e\u0301a\\|b  | 1234567 |\n| NULL   |    NULL |\n"
                        .replace("name   ", "name  ")
                        .replace("--------|--", "-------|--")
                        .replace("日本   ", "日本  ")
                        .replace("b  |", "b |")
                        .replace("NULL   ", "NULL  "),
                render(Format.MARKDOWN, RenderOptions.PLAIN));
        String html = render(Format.HTML, RenderOptions.PLAIN, List.of(NAME), List.of(List.of("<b>&"), List.of("x")));
        assertTrue(html.contains("<td>&lt;b&gt;&amp;</td>"), html);
    }

    @Test
    void writesFieldsThatCanBeReadBack() {
        List<List<Object>> rows = Arrays.asList(List.of("a\tb\\\n", 1), Arrays.asList(null, 2), List.of("", 3));
        assertEquals(
                "name\tn\na\\tb\\\\\\n\t1\n\\N\t2\n\t3\n",
                render(Format.TSV, RenderOptions.PLAIN, List.of(NAME, NUMBER), rows));
        RenderOptions shown =
                new RenderOptions("null", false, 0, 0, false, true, "", false, false, false, "t", Theme.NONE);
        assertEquals(
                "name,n\n\"null\",1\nnull,2\n",
                render(
                        Format.CSV,
                        shown,
                        List.of(NAME, NUMBER),
                        Arrays.asList(List.of("null", 1), Arrays.asList(null, 2))));
    }

    @Test
    void writesInserts() {
        List<Column> columns = List.of(
                NAME,
                new Column("d", Types.DATE, "date"),
                new Column("x", Types.DOUBLE, "double"),
                new Column("r", Types.STRUCT, "row(a integer, m map(varchar, integer))"));
        Map<String, Object> row = new java.util.LinkedHashMap<>();
        row.put("a", 1);
        row.put("m", Map.of("k", 2));
        List<List<Object>> rows = List.of(List.of("it's", "2025-01-02", "NaN", row));
        assertEquals(
                """
                INSERT INTO result ("name", "d", "x", "r") VALUES
                  ('it''s', DATE '2025-01-02', CAST('NaN' AS double), CAST(ROW(1, MAP(ARRAY['k'], ARRAY[2])) AS row(a integer, m map(varchar, integer))));
                """,
                render(Format.INSERT, RenderOptions.PLAIN, columns, rows));
    }

    @Test
    void writesJson() {
        assertEquals("[]\n", render(Format.JSON, RenderOptions.PLAIN, List.of(NAME), List.of()));
        assertEquals(
                "[{\"name\":\"a\",\"n\":1},\n {\"name\":null,\"n\":2}]\n",
                render(
                        Format.JSON,
                        RenderOptions.PLAIN,
                        List.of(NAME, NUMBER),
                        List.of(List.of("a", 1), Arrays.asList(null, 2))));
    }

    @Test
    void countsWidthsAsTerminalsDo() {
        assertEquals(4, DisplayText.width("日本"));
        assertEquals(1, DisplayText.width("e\u0301"));
        assertEquals(2, DisplayText.width("👍"));
        assertEquals("日…", DisplayText.cut("日本", 3));
        assertEquals("日本", DisplayText.cut("日本", 4));
        assertEquals("1,234", DisplayText.grouped("1234"));
        assertEquals("-123", DisplayText.grouped("-123"));
        assertEquals("12,345,678.25", DisplayText.grouped("12345678.25"));
        assertEquals("1.5E300", DisplayText.grouped("1.5E300"));
    }
}
