package dev.tarn.shell.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
}
