package dev.tarn.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Holds the sources to sizes that read well, and every package to saying what belongs into it. */
@Tag("architecture")
class SourceTreeTest {
    private static final int MOST_LINES = 600;
    private static final int MOST_FILES = 60;

    private final SourceTree sources = new SourceTree();

    @Test
    void noFileIsTooLong() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path file : sources.javaFiles()) {
            long lines;
            try (var text = Files.lines(file)) {
                lines = text.count();
            }
            if (lines > MOST_LINES) {
                tooLong.add(file + ": " + lines + " lines");
            }
        }
        assertEquals(List.of(), tooLong, "more than " + MOST_LINES + " lines");
    }

    @Test
    void noPackageHasTooManyFiles() {
        Map<Path, Long> files =
                sources.javaFiles().stream().collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
        files.values().removeIf(count -> count <= MOST_FILES);
        assertEquals(Map.of(), files, "more than " + MOST_FILES + " files");
    }

    @Test
    void everyPackageSaysWhatBelongsThere() {
        var missing = sources.javaFiles().stream()
                .filter(file -> file.toString().contains("src/main/java"))
                .map(Path::getParent)
                .distinct()
                .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                .toList();
        assertEquals(List.of(), missing, "packages without package-info.java");
    }

    @Test
    void theArchitecturePageNamesExactlyThePackagesThatExist() {
        var named = sources.text("ARCHITECTURE.md")
                .lines()
                .filter(line -> line.startsWith("| `dev.tarn"))
                .map(line -> line.substring(line.indexOf('`') + 1, line.indexOf('`', line.indexOf('`') + 1)))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(sources.packages(), named);
    }
}
