package dev.tarn.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The repository's Java sources, as files. */
final class SourceTree {
    private static final String MAIN = "src/main/java";

    private final Path root;

    SourceTree() {
        root = Path.of(System.getProperty("tarn.test.root"));
    }

    /** The text of a file, named from the root of the repository. */
    String text(String file) {
        try {
            return Files.readString(root.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every Java file of every module, production code and tests. */
    List<Path> javaFiles() {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !inside(file, "target"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The packages of all production code that holds a class. */
    SortedSet<String> packages() {
        return javaFiles().stream()
                .filter(file -> file.toString().replace('\\', '/').contains(MAIN))
                .filter(file -> !file.endsWith("package-info.java"))
                .map(SourceTree::packageOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean inside(Path file, String folder) {
        for (Path part : root.relativize(file)) {
            if (part.toString().equals(folder)) {
                return true;
            }
        }
        return false;
    }

    private static String packageOf(Path file) {
        String folder = file.getParent().toString().replace('\\', '/');
        return folder.substring(folder.indexOf(MAIN) + MAIN.length() + 1).replace('/', '.');
    }
}
