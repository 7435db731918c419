package dev.tarn.shell.render;

import static dev.tarn.shell.render.FixedRows.render;
import static dev.tarn.shell.render.FixedRows.terminal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;

class FormatsTest {
    private static String written(Format format, Object... namesAndNumbers) {
        return render(format, RenderOptions.PLAIN, namesAndNumbers);
    }

    @Test
    void alignsColumnsWithoutLines() {
        assertEquals("name   n\n----  --\na     12\nNULL   3\n", written(Format.COLUMN, "a", 12, null, 3));
    }

    @Test
    void writesALineAValue() {
        assertEquals("name = a\n   n = 1\n\nname = NULL\n   n = 2\n", written(Format.LINE, "a", 1, null, 2));
    }

    @Test
    void writesLists() {
        assertEquals("name|n\na\\|b\\\\c\\nd|1\n|2\n", written(Format.LIST, "a|b\\c\nd", 1, null, 2));
    }

    @Test
    void escapesWhatLatexWouldTakeForItsOwn() {
        assertEquals(
                """
                \\begin{tabular}{lr}
                \\textbf{name} & \\textbf{n} \\\\
                \\hline
                50\\% \\& \\$1 \\#\\_\\{\\} & 1 \\\\
                \\textbackslash{}\\textasciitilde{}\\textasciicircum{}\\textless{}\\textgreater{}\\textbar{} & 2 \\\\
                {}[x] & 3 \\\\
                \\shortstack[l]{a\\\\b} & \\textit{NULL} \\\\
                \\end{tabular}
                """,
                written(Format.LATEX, "50% & $1 #_{}", 1, "\\~^<>|", 2, "[x]", 3, "a\nb", null));
    }

    @Test
    void escapesBarsForAsciiDoc() {
        assertEquals(
                """
                [cols="<l,>l",options="header"]
                |===
                |name |n

                |a\\|b *c* |1
                |NULL |2
                |===
                """,
                written(Format.ASCIIDOC, "a|b *c*", 1, null, 2));
    }

    @Test
    void wrapsLongValuesBesideTheirLabels() {
        assertEquals(
                """
                ─[ row 1 ]──────────────────────────────
                name │ one two three
                     │ four
                n    │ 1
                """,
                render(Format.VERTICAL, terminal(21, 0, false), "one two three four", 1)
                        .replace("three \n", "three\n"));
    }

    @Test
    void knowsHowTerminalsShowText() {
        assertEquals(2, DisplayText.width("👨‍👩‍👧"));
        assertEquals(2, DisplayText.width("🇩🇪"));
        assertEquals(2, DisplayText.width("👍🏽"));
        assertEquals(3, DisplayText.width("a\u200bb\ufeffc"));
        assertEquals(4, DisplayText.width("שלום"));
        assertEquals("a\\u202Eb", DisplayText.safe("a\u202eb"));
        assertEquals("a\\u2028b", DisplayText.safe("a\u2028b"));
        assertEquals("\ufffdx👍", DisplayText.safe("\ud83dx👍"));
        assertEquals("👨‍👩‍👧…", DisplayText.cut("👨‍👩‍👧👨‍👩‍👧", 3));
        assertEquals("…", DisplayText.cut("日本", 2));
        assertEquals("ab..", DisplayText.cut("abcdef", 4, ".."));
        assertEquals(List.of("日本", "語"), DisplayText.wrapped("日本語", 5));
        assertEquals(List.of("日", "本"), DisplayText.wrapped("日本", 1));
        assertEquals(List.of(""), DisplayText.wrapped("", 5));
        assertEquals("+1,234.5", DisplayText.grouped("+1234.5"));
        assertEquals("1234x", DisplayText.grouped("1234x"));
        assertEquals("1234.", DisplayText.grouped("1234."));
    }

    @Test
    void makesEmojiEndWhereTheTerminalIsTold() {
        String box = render(Format.BOX, terminal(80, 0, false), "👍🏽", 1);
        assertEquals("│ 👍🏽  \u001b[7G │ 1 │", box.lines().toList().get(3));
        assertFalse(written(Format.BOX, "👍🏽", 1).contains("\u001b"));
    }
}
