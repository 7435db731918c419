package dev.tarn.shell.script;

import static dev.tarn.shell.script.ScriptItem.Kind.COMMAND;
import static dev.tarn.shell.script.ScriptItem.Kind.END;
import static dev.tarn.shell.script.ScriptItem.Kind.PART;
import static dev.tarn.shell.script.ScriptItem.Kind.STATEMENT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptCutterTest {
    @Test
    void cutsAtSemicolonsAndCountsLines() {
        assertEquals(
                List.of(new ScriptItem(STATEMENT, "SELECT 1", 1), new ScriptItem(STATEMENT, "SELECT\n  2", 3)),
                ScriptCutter.cut("SELECT 1;\n\nSELECT\n  2;\n"));
    }

    @Test
    void keepsSemicolonsInQuotesAndComments() {
        String sql = "SELECT ';', \"a;b\", `c;d` -- e;f\n FROM t /* g;h */ WHERE x = 'it''s; fine'";
        assertEquals(List.of(new ScriptItem(STATEMENT, sql, 1)), ScriptCutter.cut(sql + " ; "));
    }

    @Test
    void leavesOutWhatSaysNothing() {
        ScriptItem first = new ScriptItem(END, "", 1);
        ScriptItem second = new ScriptItem(END, "", 2);
        assertEquals(
                List.of(first, second, second), ScriptCutter.cut(" ; -- only a comment;\n ;; /* and\n another */"));
        assertEquals(List.of(), ScriptCutter.cut(""));
    }

    @Test
    void startsBehindLeadingComments() {
        assertEquals(
                List.of(new ScriptItem(PART, "SELECT 1 -- one", 3)),
                ScriptCutter.cut("\uFEFF-- a title\n/* more\n */ SELECT 1 -- one"));
    }

    @Test
    void knowsTheBackslashOfHiveAndThatOfTheStandard() {
        String ddl = "CREATE EXTERNAL TABLE t (a int COMMENT 'it\\'s; one') LOCATION '/x'";
        assertEquals(
                List.of(new ScriptItem(STATEMENT, ddl, 1), new ScriptItem(STATEMENT, "SELECT '\\'", 2)),
                ScriptCutter.cut(ddl + ";\nSELECT '\\';"));
    }

    @Test
    void findsCommands() {
        assertEquals(
                List.of(
                        new ScriptItem(COMMAND, "\\echo it's; fine", 1),
                        new ScriptItem(COMMAND, ".tables", 2),
                        new ScriptItem(PART, "SELECT .5, t.\n.a", 3),
                        new ScriptItem(COMMAND, "\\g out.csv", 4),
                        new ScriptItem(STATEMENT, "SELECT '\\g'", 5)),
                ScriptCutter.cut("\\echo it's; fine\n.tables\nSELECT .5, t.\n.a \\g out.csv\nSELECT '\\g';"));
    }

    @Test
    void cutsAMillionStatementsInTime() {
        String script = "SELECT 1;\n".repeat(100_000);
        ScriptCutter cutter = new ScriptCutter(script);
        int count = 0;
        while (cutter.next().isPresent()) {
            count++;
        }
        assertEquals(100_000, count);
    }

    @Test
    void putsVariablesIn() {
        Variables variables = new Variables();
        variables.set("a", "it's");
        variables.set("n", "5");
        assertEquals(
                "SELECT 'it''s', \"it's\", 5, :b, ':n', 5+5",
                variables.substitute("SELECT :'a', :\"a\", :n, :b, ':n', :n+:n"));
        assertEquals("x::n -- :n", variables.substitute("x::n -- :n"));
    }

    @Test
    void cutsArguments() {
        Arguments arguments = Arguments.of("  'a b'  c\"d e\" 'it''s' x ");
        assertEquals(List.of("a b", "c\"d e\"", "it's", "x"), arguments.words());
        assertEquals("'it''s' x", arguments.from(2));
        assertEquals("", arguments.from(4));
    }

    @Test
    void countsOnlyTheBranchThatIsTaken() {
        Conditions conditions = new Conditions();
        conditions.begin(false);
        conditions.begin(true);
        assertEquals(false, conditions.isActive());
        conditions.end();
        conditions.otherwise(true, false);
        assertEquals(true, conditions.isActive());
        conditions.otherwise(true, true);
        assertEquals(false, conditions.isActive());
        assertEquals(false, conditions.otherwise(true, true));
        assertEquals(true, conditions.end());
        assertEquals(false, conditions.end());
    }
}
