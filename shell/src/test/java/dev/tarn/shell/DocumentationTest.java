package dev.tarn.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs what the documentation shows; the tests' working folder is the root of the repository. */
class DocumentationTest {
    private static final Path ROOT = Path.of(System.getProperty("tarn.test.root"));
    private static final Pattern SQL = Pattern.compile("^```sql\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

    static List<Path> pages() throws IOException {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    static List<Path> pagesWithSql() throws IOException {
        return pages().stream().filter(page -> !sql(page).isEmpty()).toList();
    }

    @ParameterizedTest
    @MethodSource("pagesWithSql")
    void theSqlOfAPageRuns(Path page) {
        String output = run("--format", "table", "-c", sql(page));
        assertTrue(output.contains(" row"), output);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void theLinksOfAPageLeadSomewhere(Path page) {
        List<String> dead = LINK.matcher(text(page))
                .results()
                .map(link -> link.group(1))
                .filter(target -> !Files.exists(page.resolveSibling(target)))
                .toList();
        assertEquals(List.of(), dead, page + " links to what is not there");
    }

    @Test
    void theQuickstartRunsAndPrunes() {
        String output = run("-f", ROOT.resolve("examples/quickstart.sql").toString());
        assertTrue(output.contains("35926"), output);
        assertTrue(
                Pattern.compile("partitions?\\D+11 of 12|11 of 12 partitions")
                        .matcher(output)
                        .find(),
                output);
    }

    @Test
    void theReadmesJavaIsThatOfTheExample() {
        String example = text(ROOT.resolve("examples/embed/src/main/java/dev/tarn/examples/embed/Embed.java"));
        Matcher java = Pattern.compile("^```java\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(text(ROOT.resolve("README.md")));
        assertTrue(java.find(), "the README shows no Java");
        assertTrue(unindented(example).contains(unindented(java.group(1))), java.group(1));
    }

    private static String unindented(String code) {
        return code.lines().map(String::strip).collect(Collectors.joining("\n"));
    }

    private static String sql(Path page) {
        return SQL.matcher(text(page))
                .results()
                .map(MatchResult::group)
                .map(DocumentationTest::body)
                .collect(Collectors.joining("\n"));
    }

    private static String body(String block) {
        return block.substring(block.indexOf('\n') + 1, block.lastIndexOf("```"));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Main.run(
                args, new Streams(InputStream.nullInputStream(), out, new PrintWriter(err, true), Terminals.NONE));
        assertEquals("", err.toString());
        assertEquals(0, status);
        return out.toString();
    }
}
