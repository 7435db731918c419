package dev.tarn.sql.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tarn.spi.error.TarnException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Parses statements in the forms that Athena's users write, whether they run or are refused by name. */
class AthenaSyntaxTest {
    private static final Set<String> REFUSED = Set.of(
            "ALTER TABLE DROP COLUMN",
            "ALTER TABLE RENAME TO",
            "ALTER TABLE UNSET TBLPROPERTIES",
            "ALTER VIEW DIALECT",
            "CREATE PROTECTED",
            "CREATE TABLE with 'table_type' = 'DELTA'",
            "CREATE TABLE with 'table_type' = 'ICEBERG'",
            "DELETE",
            "GROUPS",
            "MATCH_RECOGNIZE",
            "MERGE",
            "OPTIMIZE",
            "SYSTEM_VERSION AS OF",
            "TIMESTAMP AS OF",
            "UPDATE",
            "USING EXTERNAL FUNCTION",
            "VACUUM",
            "VERSION AS OF");

    @Test
    void parsesEveryForm() throws IOException {
        String script;
        try (InputStream file = AthenaSyntaxTest.class.getResourceAsStream("/statements/athena-syntax.sql")) {
            script = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
        List<String> failures = new ArrayList<>();
        Set<String> refused = new TreeSet<>();
        List<StatementText> statements = TarnParser.split(script);
        for (StatementText statement : statements) {
            try {
                if (TarnParser.parse(statement).definition().orElse(null) instanceof RefusedStatement name) {
                    refused.add(name.name());
                }
            } catch (TarnException e) {
                failures.add(e.getMessage() + "\n" + statement.text());
            }
        }
        System.out.printf(
                Locale.ROOT,
                "Athena's syntax: %d of %d statements parse; refused by name: %s%n",
                statements.size() - failures.size(),
                statements.size(),
                refused);
        assertEquals("", String.join("\n\n", failures));
        assertEquals(new TreeSet<>(REFUSED), refused);
    }
}
