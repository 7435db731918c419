package dev.tarn.slt;

import dev.tarn.testkit.slt.SltRunner;
import dev.tarn.testkit.tpch.TpchQueries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every {@code .slt} file in every shape of engine. {@code -Dslt.only=text} runs the files whose path has the text,
 * {@code -Dslt.once} in the usual shape alone; {@code -Dslt.complete} completes them.
 */
@Tag("slt")
class SltTest {
    private static final Path FILES = Path.of("src", "test", "slt");

    private static final double SMALL_SCALE = 0.1;

    @TempDir
    private static Path folder;

    @TestFactory
    Stream<DynamicNode> files() throws IOException {
        String only = System.getProperty("slt.only", "");
        boolean once =
                System.getProperty("slt.once") != null || System.getProperty(SltRunner.COMPLETE_PROPERTY) != null;
        List<EngineShape> shapes = once ? List.of(EngineShape.USUAL) : EngineShape.ALL;
        try (Stream<Path> files = Files.walk(FILES)) {
            List<DynamicNode> tests = files.filter(file -> file.toString().endsWith(".slt"))
                    .filter(file -> file.toString().contains(only))
                    .sorted()
                    .flatMap(file -> shapes.stream().map(shape -> test(file, shape)))
                    .toList();
            return tests.stream();
        }
    }

    private static DynamicNode test(Path file, EngineShape shape) {
        String name = FILES.relativize(file) + " (" + shape + ")";
        return DynamicTest.dynamicTest(name, () -> run(file, shape));
    }

    private static void run(Path file, EngineShape shape) throws IOException {
        Path own = Files.createTempDirectory(folder, "slt");
        Map<String, String> variables = new HashMap<>();
        variables.put("folder", own.toString());
        variables.put("root", Path.of("..", "..").toRealPath().toString());
        variables.put("tpch", TestData.tpchTiny().toAbsolutePath().toString());
        variables.put("tpch_small", TestData.tpchSmall().toAbsolutePath().toString());
        for (int query = 1; query <= TpchQueries.COUNT; query++) {
            variables.put((query < 10 ? "q0" : "q") + query, TpchQueries.text(query, SMALL_SCALE));
        }
        new SltRunner(() -> TarnTestSession.open(shape), variables).run(file);
    }
}
