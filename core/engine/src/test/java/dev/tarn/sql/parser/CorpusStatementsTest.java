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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Parses the statements of a guide that other people wrote for their users, and prints how many of them parse. */
class CorpusStatementsTest {
    private static final Path STATEMENTS = Path.of(
                    System.getProperty("tarn.corpus", System.getProperty("tarn.test.root", ".") + "/../shared/corpus"))
            .resolve("athena-statements/statements.jsonl");

    /** What is no statement, by how it begins, and why. */
    private static final Map<String, String> FRAGMENTS = fragments();

    private static Map<String, String> fragments() {
        Map<String, String> reasons = new LinkedHashMap<>();
        reasons.put("WITH SERDEPROPERTIES (\"separatorChar\"", "a clause of a statement that is not there");
        reasons.put(
                "ALTER TABLE iceberg_table SET TBLPROPERTIES (\n  'vacuum_max", "two statements without a semicolon");
        reasons.put("SELECT \n    log_stream as ec2_instance", "a comma is missing between two arguments");
        return reasons;
    }

    @Test
    void parsesAllButFragments() throws IOException {
        assumeTrue(Files.exists(STATEMENTS), "the corpus is not here: " + STATEMENTS);
        List<String> failures = new ArrayList<>();
        TreeSet<String> refused = new TreeSet<>();
        int all = 0;
        int parsed = 0;
        int fragments = 0;
        for (String line : Files.readAllLines(STATEMENTS)) {
            JsonNode entry = new ObjectMapper().readTree(line);
            String sql = entry.get("sql").asText();
            all++;
            boolean fragment = FRAGMENTS.keySet().stream().anyMatch(sql::startsWith);
            try {
                for (StatementText statement : TarnParser.split(sql)) {
                    if (TarnParser.parse(statement).definition().orElse(null) instanceof RefusedStatement name) {
                        refused.add(name.name());
                    }
                }
                parsed++;
                assertTrue(!fragment, "this parses now: " + sql);
            } catch (TarnException e) {
                fragments += fragment ? 1 : 0;
                if (!fragment) {
                    failures.add(entry.get("page").asText() + ": " + e.getMessage() + "\n" + sql);
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "Athena's guide: %d of %d statements parse (%.1f %%), %d are fragments; refused by name: %s%n",
                parsed,
                all,
                100.0 * parsed / all,
                fragments,
                refused);
        assertEquals("", String.join("\n\n", failures));
        assertEquals(FRAGMENTS.size(), fragments);
    }
}
