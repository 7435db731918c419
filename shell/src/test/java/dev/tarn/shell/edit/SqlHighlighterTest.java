package dev.tarn.shell.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.shell.AllCommands;
import dev.tarn.shell.command.Interpreter;
import dev.tarn.shell.progress.ProgressView;
import dev.tarn.shell.render.Theme;
import dev.tarn.shell.render.Theme.Role;
import dev.tarn.shell.session.Database;
import dev.tarn.shell.session.Output;
import dev.tarn.shell.session.Screen;
import dev.tarn.shell.session.Settings;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SqlHighlighterTest {
    private static final Map<Role, Character> LETTERS = new EnumMap<>(Map.of(
            Role.KEYWORD, 'k',
            Role.FUNCTION, 'f',
            Role.STRING, 's',
            Role.NUMBER, 'n',
            Role.NAME, 'q',
            Role.COMMENT, 'c',
            Role.ERROR, 'e'));

    private ShellSession session;
    private SqlHighlighter highlighter;

    @BeforeEach
    void open() throws SQLException {
        Database database = new Database(new Database.Target("jdbc:tarn:", new Properties()));
        Output output = new Output(new StringWriter(), new PrintWriter(new StringWriter()), Screen.NONE);
        session = new ShellSession(database, new Settings(), output, ProgressView.NONE, false);
        highlighter = new SqlHighlighter(
                new Interpreter(session, Interpreter.Console.NONE, false, AllCommands::of).commands(),
                () -> Theme.DARK);
    }

    @AfterEach
    void close() throws SQLException, IOException {
        session.close();
    }

    /** Returns a letter for the role of each character. */
    private String roles(String text) {
        AttributedString coloured = highlighter.highlight(null, text);
        assertEquals(text, coloured.toString());
        StringBuilder roles = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            roles.append(letter(coloured.styleAt(i)));
        }
        return roles.toString();
    }

    private static char letter(AttributedStyle style) {
        for (Map.Entry<Role, Character> entry : LETTERS.entrySet()) {
            if (Theme.DARK.style(entry.getKey()).equals(style)) {
                return entry.getValue();
            }
        }
        return '.';
    }

    @Test
    void coloursAllFormsOfTokens() {
        assertEquals("kkkkkk.fffff.qqqqqq..sssssss.", roles("SELECT lower(\"a\"\"b\", 'it''s')"));
        assertEquals("kkkkkk.sssssssss", roles("SELECT 'it''s; '"));
        assertEquals("kkkkkk.qqqqqqqqqq", roles("SELECT \"a\"\"b c\"\"\""));
        assertEquals("kkkkkk.ccccccccccc.nnn", roles("SELECT /* '; -- */ 1.5".replace("'", "x")));
        assertEquals("kkkkkk.n.cccccc", roles("SELECT 1 -- 'x;"));
        assertEquals("kkkkkk.ssssssssss", roles("SELECT U&'\\00e4b'"));
        assertEquals("kkkkkk.ssssss", roles("SELECT X'00ff".substring(0, 13)));
        assertEquals("kkkkkk.nnnnnn", roles("SELECT 1.5e10"));
        assertEquals("kkkkkk.q..qqqqqq..qqqqqqqq", roles("SELECT ?, :month, :'month'"));
        assertEquals("kkkkkk........", roles("SELECT t.date9"));
        assertEquals("kkkkkk.......", roles("SELECT t.date"));
        assertEquals("kkkkkk.ssss", roles("SELECT 'Łó".concat("d")));
        assertEquals("kkkkkk.....", roles("SELECT äöü€"));
    }

    @Test
    void coloursCommandsWhereverTheyAre() {
        String known = roles("\\timing on");
        assertEquals("ffffffffff".substring(0, 7) + "...", known);
        assertEquals("eeeeeee", roles("\\nosuch"));
        assertEquals("kkkkkk.n.ffffff", roles("SELECT 1 \\watch"));
        assertEquals("fffffff....kkkkkk.n", roles("\\timing on\nSELECT 1"));
        assertEquals("kkkkkk.n..ffffff.kkkkkk", roles("select 1;\n\\watch\nselect"));
        assertEquals(
                "ffffff.it's.kkkkkk".replace("it's", "...."),
                roles(".timer it's\nselect".replace(".timer", "\\timer")));
    }

    @Test
    void coloursLongStatementsQuickly() {
        StringBuilder text = new StringBuilder("SELECT\n");
        for (int line = 0; line < 10_000; line++) {
            text.append("  lower('it''s') AS column_").append(line).append(", -- a comment\n");
        }
        text.append("1;");
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 10; i++) {
            long start = System.nanoTime();
            highlighter.highlight(null, text + " ".repeat(i));
            best = Math.min(best, System.nanoTime() - start);
        }
        assertTrue(best < 500_000_000, "10,000 lines took " + best / 1_000_000 + " ms");
    }
}
