package dev.tarn.slt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tarn.QueryResult;
import dev.tarn.Session;
import dev.tarn.Tarn;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.sql.parser.StatementText;
import dev.tarn.sql.parser.TarnParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the statements of a guide, page by page in their order, over empty folders in the place of its buckets, and prints how
 * many run. What a page does not make (tables of others, other catalogs) is not there, and what is not supported says so.
 */
@Tag("slt")
class AthenaGuideTest {
    private static final Path STATEMENTS = Path.of(
                    System.getProperty("tarn.corpus", System.getProperty("tarn.test.root", ".") + "/../shared/corpus"))
            .resolve("athena-statements/statements.jsonl");

    private static final Pattern BUCKET = Pattern.compile("s3://[^'\"]*");

    /** What a statement may answer whose tables no other of its page makes. */
    private static final Set<ErrorCode> NOT_THERE = Set.of(
            ErrorCode.TABLE_NOT_FOUND,
            ErrorCode.SCHEMA_NOT_FOUND,
            ErrorCode.CATALOG_NOT_FOUND,
            ErrorCode.PARTITION_NOT_FOUND);

    private static final Set<ErrorCode> NOT_BUILT = Set.of(ErrorCode.NOT_SUPPORTED, ErrorCode.FUNCTION_NOT_FOUND);

    @TempDir
    Path lake;

    @Test
    void runsWhatItCan() throws IOException {
        assumeTrue(Files.exists(STATEMENTS), "the corpus is not here: " + STATEMENTS);
        Map<String, List<String>> pages = new LinkedHashMap<>();
        for (String line : Files.readAllLines(STATEMENTS)) {
            JsonNode entry = new ObjectMapper().readTree(line);
            pages.computeIfAbsent(entry.get("page").asText(), page -> new ArrayList<>())
                    .add(entry.get("sql").asText());
        }
        Map<ErrorCode, Integer> errors = new EnumMap<>(ErrorCode.class);
        List<String> others = new ArrayList<>();
        int ran = 0;
        int all = 0;
        try (Tarn tarn = Tarn.open()) {
            for (Map.Entry<String, List<String>> page : pages.entrySet()) {
                String schema = "p_" + page.getKey().toLowerCase(Locale.ROOT).replace('-', '_');
                try (Session session = tarn.session()) {
                    run(session, "CREATE SCHEMA " + schema);
                    session.setSchema(schema);
                    for (String sql : page.getValue()) {
                        all++;
                        try {
                            runAll(session, moved(sql, page.getKey()));
                            ran++;
                        } catch (TarnException e) {
                            errors.merge(e.code(), 1, Integer::sum);
                            if (!NOT_THERE.contains(e.code()) && !NOT_BUILT.contains(e.code())) {
                                others.add(page.getKey() + ": " + e.getMessage() + "\n" + sql);
                            }
                        }
                    }
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "Athena's guide: %d of %d statements run over empty folders; the others answer %s%n",
                ran,
                all,
                errors);
        Map<String, Integer> found = new TreeMap<>();
        others.forEach(other -> found.merge(other.substring(0, other.indexOf(':')), 1, Integer::sum));
        found.replaceAll((page, count) -> Math.max(0, count - CONTRADICTIONS.getOrDefault(page, 0)));
        found.values().removeIf(count -> count == 0);
        assertEquals(Map.of(), found, () -> String.join("\n\n", others));
        assertTrue(ran > 80, ran + " statements");
    }

    /** How many statements of a page at most fit neither their tables nor SQL, and why. */
    private static final Map<String, Integer> CONTRADICTIONS = Map.of(
            // A clause without its statement.
            "csv-serde", 1,
            // The page makes a table twice, IF NOT EXISTS, and asks for columns of the second.
            "getting-started", 1,
            // Tables without LOCATION.
            "glue-best-practices", 1,
            "openx-json-serde", 1,
            // Two statements without a semicolon.
            "querying-iceberg-data-optimization", 1,
            // A comma is missing.
            "running-federated-queries", 1,
            // A placeholder where a date has to stand, and one of an account in a template of locations.
            "vpc-flow-logs", 2,
            // Two tables of the same name, and a column that only one has.
            "waf-logs", 2);

    /** Puts folders of this machine in the place of buckets, one for each, and makes them. */
    private String moved(String sql, String page) throws IOException {
        StringBuilder moved = new StringBuilder();
        Matcher bucket = BUCKET.matcher(sql);
        while (bucket.find()) {
            String name = bucket.group().substring("s3://".length()).replaceAll("[^A-Za-z0-9/=_-]", "_");
            Path folder = lake.resolve(page).resolve(name);
            boolean pattern = bucket.group().contains("${");
            if (!pattern) {
                Files.createDirectories(folder);
            }
            bucket.appendReplacement(moved, Matcher.quoteReplacement(pattern ? bucket.group() : folder.toString()));
        }
        return bucket.appendTail(moved).toString();
    }

    private static void runAll(Session session, String script) {
        for (StatementText statement : TarnParser.split(script)) {
            run(session, statement.text());
        }
    }

    private static void run(Session session, String sql) {
        try (QueryResult result = session.query(sql)) {
            if (result.hasRows()) {
                result.toRows();
            }
        }
    }
}
