package dev.tarn.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.catalog.file.FileTables;
import dev.tarn.spi.format.FileFormat;
import dev.tarn.spi.format.FormatSupport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Holds the tables of the page on formats to what the formats say of themselves; what they say is tested where they are.
 * {@code -Ddocs.complete} rewrites the tables.
 */
@Tag("architecture")
class FormatsPageTest {
    private static final String PAGE = "docs/reference/formats.md";

    private final SourceTree sources = new SourceTree();

    @Test
    void theTablesSayWhatTheFormatsSay() throws IOException {
        String page = sources.text(PAGE);
        String read =
                withTable(withTable(page, "| Format | Names end in |", formats()), "| Format | In the file |", types());
        String expected = withTable(read, "| Format | Compression, the default first |", written());
        if (System.getProperty("docs.complete") != null) {
            Files.writeString(Path.of(System.getProperty("tarn.test.root")).resolve(PAGE), expected);
            return;
        }
        assertEquals(expected, page);
    }

    @Test
    void everyFormatSaysWhatItReads() {
        for (FileFormat format : all()) {
            FormatSupport support = format.support();
            assertFalse(support.types().isEmpty(), format.name());
            assertFalse(support.encodings().isEmpty(), format.name());
            assertFalse(support.codecs().isEmpty(), format.name());
            assertTrue(support.endings().stream().allMatch(ending -> format.claims("x" + ending)), format.name());
        }
    }

    private static List<FileFormat> all() {
        return FileTables.discover().formats().all();
    }

    private static List<String> formats() {
        List<String> rows = new ArrayList<>();
        for (FileFormat format : all()) {
            FormatSupport support = format.support();
            rows.add("| " + format.name() + " | " + code(support.endings()) + " | "
                    + String.join(", ", support.encodings()) + " | " + String.join(", ", support.codecs()) + " | "
                    + code(format.serdes()) + " |");
        }
        return rows;
    }

    private static List<String> written() {
        List<String> rows = new ArrayList<>();
        for (FileFormat format : all()) {
            FormatSupport.WriteSupport written = format.support().written();
            if (!written.codecs().isEmpty()) {
                rows.add("| " + format.name() + " | " + String.join(", ", written.codecs()) + " | "
                        + code(written.properties()) + " |");
            }
        }
        return rows;
    }

    private static List<String> types() {
        List<String> rows = new ArrayList<>();
        for (FileFormat format : all()) {
            for (FormatSupport.StoredType type : format.support().types()) {
                rows.add("| " + format.name() + " | " + type.stored() + " | " + type.sql() + " |");
            }
        }
        return rows;
    }

    private static String code(List<String> words) {
        return words.isEmpty() ? "-" : "`" + String.join("`, `", words) + "`";
    }

    /** Returns the page with other rows in the table that has this header. */
    private static String withTable(String page, String header, List<String> rows) {
        List<String> lines = new ArrayList<>();
        boolean inside = false;
        boolean found = false;
        for (String line : page.split("\n", -1)) {
            if (inside && line.startsWith("|")) {
                continue;
            }
            inside = false;
            lines.add(line);
            if (found || !line.startsWith(header)) {
                continue;
            }
            found = true;
            inside = true;
            lines.add(
                    "|" + "---|".repeat((int) line.chars().filter(c -> c == '|').count() - 1));
            lines.addAll(rows);
        }
        assertTrue(found, header);
        return String.join("\n", lines);
    }
}
