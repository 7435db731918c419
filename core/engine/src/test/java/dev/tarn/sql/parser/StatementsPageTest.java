package dev.tarn.sql.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the page of statements to the parser: its examples parse, and there is one of each statement. */
class StatementsPageTest {
    private static final Path PAGE = Path.of(System.getProperty("tarn.test.root"), "docs/reference/statements.md");

    @Test
    void thereIsAnExampleOfEachStatement() throws IOException {
        Matcher block = Pattern.compile("(?s)```athena\n(.*?)```").matcher(Files.readString(PAGE));
        assertTrue(block.find());
        Set<String> shown = new TreeSet<>();
        for (StatementText text : TarnParser.split(block.group(1))) {
            shown.add(
                    TarnParser.parse(text).definition().orElseThrow().getClass().getSimpleName());
        }
        Set<String> known = new TreeSet<>();
        addNames(Statement.class, known);
        known.remove(RefusedStatement.class.getSimpleName());
        assertEquals(known, shown);
    }

    private static void addNames(Class<?> type, Set<String> names) {
        if (!type.isSealed()) {
            names.add(type.getSimpleName());
            return;
        }
        for (Class<?> each : type.getPermittedSubclasses()) {
            addNames(each, names);
        }
    }
}
