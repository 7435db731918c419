package dev.tarn.sql.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tarn.spi.error.TarnException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Parses the statements of other people that make tables over files. */
class CorpusStatementsTest {
    private static final Path STATEMENTS = Path.of(
                    System.getProperty("tarn.corpus", System.getProperty("tarn.test.root", ".") + "/../shared/corpus"))
            .resolve("athena-statements/statements.jsonl");
    private static final Pattern EXTERNAL_TABLE = Pattern.compile("(?is)\\s*CREATE\\s+EXTERNAL\\s+TABLE.*");
    /** A comma too many. */
    private static final Pattern FRAGMENT = Pattern.compile("(?s).*,\\s*\\).*");

    @Test
    void parsesWhatMakesTables() throws IOException {
        assumeTrue(Files.exists(STATEMENTS), "the corpus is not here: " + STATEMENTS);
        List<String> failures = new ArrayList<>();
        int parsed = 0;
        for (String line : Files.readAllLines(STATEMENTS)) {
            JsonNode statement = new ObjectMapper().readTree(line);
            String sql = statement.get("sql").asText();
            if (!EXTERNAL_TABLE.matcher(sql).matches() || FRAGMENT.matcher(sql).matches()) {
                continue;
            }
            try {
                TarnParser.parse(sql);
                parsed++;
            } catch (TarnException e) {
                if (e.detail().endsWith("needs a LOCATION")) {
                    continue;
                }
                failures.add(statement.get("page").asText() + ": " + e.getMessage() + "\n" + sql);
            }
        }
        assertEquals("", String.join("\n\n", failures));
        assertTrue(parsed > 35, parsed + " statements");
    }
}
