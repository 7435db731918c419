package dev.tarn.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.Tarn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the driver's reference page to the code. */
class JdbcPageTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`\\w+`(?:, `\\w+`)*) \\| (`[a-z0-9_.]+`|nothing)");

    @Test
    void propertiesMeanWhatThePageSays() throws IOException {
        String page = Files.readString(Path.of("..", "docs/reference/jdbc.md"));
        String table = page.substring(page.indexOf("## URL and properties"), page.indexOf("## Types"));
        Map<String, String> told = new TreeMap<>();
        Matcher row = ROW.matcher(table);
        while (row.find()) {
            for (String name : row.group(1).replace("`", "").split(", ", -1)) {
                told.put(name, row.group(2).replace("`", ""));
            }
        }
        Map<String, String> taken = new TreeMap<>();
        for (ConnectionProperty property : ConnectionProperty.values()) {
            property.names().forEach(name -> taken.put(name, property.setting().orElse("nothing")));
            property.setting().ifPresent(setting -> assertTrue(Tarn.settings().containsKey(setting), setting));
        }
        assertEquals(taken, told);
    }
}
