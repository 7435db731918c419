package dev.tarn.shell.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditTest {
    @Test
    void goesOnUntilTheStatementIsWhole() {
        for (String whole :
                new String[] {"", "  ", "SELECT 1;", "SELECT ';' ;\n", "\\d", ".tables", "-- x", "SELECT 1\n\\g", ";"
                }) {
            assertTrue(StatementParser.isWhole(whole), whole);
        }
        for (String part :
                new String[] {"SELECT 1", "SELECT ';", "SELECT 1 -- ;", "/* ;", "SELECT 1; SELECT", "x \"; y"}) {
            assertFalse(StatementParser.isWhole(part), part);
        }
    }

    @Test
    void aCommentStandsForALongPaste() {
        Pastes pastes = new Pastes();
        String text = "SELECT $1\\;\n".repeat(10_000);
        String mark = pastes.shorten(text);
        assertEquals("/* pasted text 1: 120,000 characters */", mark);
        assertEquals("a " + text + " b", pastes.expand("a " + mark + " b"));
        assertEquals("short", pastes.shorten("short"));
        assertEquals("/* pasted text 9: 1 characters */", pastes.expand("/* pasted text 9: 1 characters */"));
    }

    @Test
    void keepsTheHistoryWhereXdgSays() {
        Path home = Path.of("/home/x");
        assertEquals(
                Path.of("/home/x/.local/state/tarn/history"), new Places(Map.of("XDG_STATE_HOME", ""), home).history());
        assertEquals(Path.of("/s/tarn/history"), new Places(Map.of("XDG_STATE_HOME", "/s"), home).history());
    }

    @Test
    void promptsTellWhatALineIsWithin() {
        assertEquals("-", openAtEnd("SELECT 1,\n"));
        assertEquals("'", openAtEnd("SELECT 'a\n"));
        assertEquals("'", openAtEnd("SELECT 'a''\n"));
        assertEquals("\"", openAtEnd("SELECT \"a\n"));
        assertEquals("*", openAtEnd("SELECT 1 /* '(\n"));
        assertEquals("(", openAtEnd("SELECT (1 + (2)\n"));
        assertEquals("-", openAtEnd("SELECT (1); SELECT\n"));
        assertEquals("-", openAtEnd("SELECT 1 -- '(\n"));
        assertEquals("'", openAtEnd("SELECT '\na\n"));
        OpenLines lines = OpenLines.of("SELECT f(\n'a\nb',\n1)\n;");
        assertEquals('(', lines.openAt(10));
        assertEquals('\'', lines.openAt(13));
        assertEquals('(', lines.openAt(17));
        assertEquals('-', lines.openAt(20));
    }

    private static String openAtEnd(String text) {
        return String.valueOf(OpenLines.of(text).openAt(text.length()));
    }

    @Test
    void findsTheBracketThatBelongsToAnother() {
        String text = "SELECT (a[1] + ')' || \")\" /* ) */) -- (";
        assertEquals(text.indexOf(") --"), Brackets.partner(text, 7));
        assertEquals(7, Brackets.partner(text, text.indexOf(") --")));
        assertEquals(text.indexOf(']'), Brackets.partner(text, text.indexOf('[')));
        assertEquals(-1, Brackets.partner("SELECT (]", 7));
        assertEquals(-1, Brackets.partner("SELECT (; )", 7));
    }

    @Test
    void keepsNoSecrets() {
        for (String line : new String[] {
            "\\c jdbc:tarn:s3.secret_access_key=abc;threads=2",
            "\\set password abc",
            "CREATE TABLE t WITH (\"s3.session_token\" = 'abc') AS SELECT 1;",
            "\\c postgresql://joe:abc@host/catalog",
            "\\c jdbc:tarn:catalog.passwd = x",
            "SELECT 'AWS_SECRET_ACCESS_KEY: abc'"
        }) {
            assertTrue(ShellHistory.hasSecret(line), line);
        }
        for (String line : new String[] {
            "SELECT secretary FROM staff;", "SELECT * FROM 's3://bucket/a@b/c';", "\\c jdbc:tarn:s3.region=eu-west-1"
        }) {
            assertFalse(ShellHistory.hasSecret(line), line);
        }
    }

    @Test
    void sharesTheHistoryAndLeavesSecretsOut(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("history");
        try (Terminal terminal = new DumbTerminal(InputStream.nullInputStream(), OutputStream.nullOutputStream())) {
            ShellHistory first = history(terminal, file);
            ShellHistory second = history(terminal, file);
            first.add(Instant.now(), "SELECT\n  'a\\b';");
            second.add(Instant.now(), "SELECT 2;");
            first.add(Instant.now(), "\\set password 'abc'");
            first.add(Instant.now(), " SELECT 'not kept';");
            first.add(Instant.now(), "/* pasted text 1: 30,000 characters */;");
            assertEquals("\\set password 'abc'", first.get(first.last() - 1));
            ShellHistory third = history(terminal, file);
            assertEquals(2, third.size());
            assertEquals("SELECT\n  'a\\b';", third.get(third.first()));
            assertEquals("SELECT 2;", third.get(third.last()));
        }
    }

    private static ShellHistory history(Terminal terminal, Path file) {
        LineReader reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .variable(LineReader.HISTORY_FILE, file)
                .build();
        ShellHistory history = new ShellHistory(file);
        history.attach(reader);
        return history;
    }
}
