package dev.tarn.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tarn.config.Setting;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.sql.function.Functions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Holds the reference pages to what the code knows. */
@Tag("architecture")
class ReferenceTest {
    private final SourceTree sources = new SourceTree();

    @Test
    void everyErrorCodeIsDocumentedWithItsKindAndState() {
        List<String> expected = Stream.of(ErrorCode.values())
                .map(code -> "`" + code + "` | " + code.kind() + " | " + code.sqlState())
                .toList();
        List<String> documented = rows("docs/reference/error-codes.md")
                .map(row -> row.split(" \\| ", -1))
                .filter(cells -> cells.length == 4)
                .map(cells -> cells[0] + " | " + cells[1] + " | " + cells[2])
                .toList();
        assertEquals(expected, documented);
    }

    @Test
    void everySettingIsDocumented() {
        List<String> expected =
                Stream.of(Setting.values()).map(Setting::settingName).toList();
        List<String> documented = rows("docs/reference/configuration.md")
                .map(row -> row.substring(1, row.indexOf('`', 1)))
                .toList();
        assertEquals(expected, documented);
    }

    @Test
    void everyFunctionIsDocumented() {
        String page = sources.text("docs/reference/functions.md");
        List<String> missing = Functions.names().stream()
                .filter(name -> !page.contains("`" + name + "("))
                .toList();
        assertEquals(List.of(), missing);
    }

    /** The rows of a page's tables that begin with code, without their first bar. */
    private Stream<String> rows(String page) {
        return sources.text(page).lines().filter(line -> line.startsWith("| `")).map(line -> line.substring(2));
    }
}
