package dev.tarn.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptTest {
    @Test
    void cutsAtSemicolonsAndCountsLines() {
        assertEquals(
                List.of(new Script.Statement("SELECT 1", 1), new Script.Statement("SELECT\n  2", 3)),
                Script.statements("SELECT 1;\n\nSELECT\n  2;\n"));
    }

    @Test
    void keepsSemicolonsInQuotesAndComments() {
        String sql = "SELECT ';', \"a;b\", `c;d` -- e;f\n FROM t /* g;h */ WHERE x = 'it''s; fine'";
        assertEquals(List.of(new Script.Statement(sql, 1)), Script.statements(sql + " ; "));
    }

    @Test
    void leavesOutWhatSaysNothing() {
        assertEquals(List.of(), Script.statements(" ; -- only a comment;\n ;; /* and\n another */"));
        assertEquals(List.of(), Script.statements(""));
    }

    @Test
    void startsBehindLeadingComments() {
        assertEquals(
                List.of(new Script.Statement("SELECT 1 -- one", 3)),
                Script.statements("-- a title\n/* more\n */ SELECT 1 -- one"));
    }

    @Test
    void handsAnUnfinishedStringOnToTheEngine() {
        assertEquals(List.of(new Script.Statement("SELECT 'a; SELECT 2", 1)), Script.statements("SELECT 'a; SELECT 2"));
    }

    @Test
    void knowsTheBackslashOfHiveAndThatOfTheStandard() {
        String ddl = "CREATE EXTERNAL TABLE t (a int COMMENT 'it\\'s; one') LOCATION '/x'";
        String query = "SELECT '\\'";
        assertEquals(
                List.of(new Script.Statement(ddl, 1), new Script.Statement(query, 2)),
                Script.statements(ddl + ";\n" + query + ";"));
    }

    @Test
    void aDivisionIsNoCommentAndNoMinusIs() {
        assertEquals(List.of(new Script.Statement("SELECT 4 / 2 - 1", 1)), Script.statements("SELECT 4 / 2 - 1"));
    }
}
