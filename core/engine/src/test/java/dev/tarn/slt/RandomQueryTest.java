package dev.tarn.slt;

import dev.tarn.testkit.DuckDbOracle;
import dev.tarn.testkit.Randomness;
import dev.tarn.testkit.ResultComparison;
import dev.tarn.testkit.SqlResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random queries answer as DuckDB does. {@code -Dtarn.test.seed=N} replays a seed, {@code -Dtarn.test.seeds=N} tries more. */
@Tag("slt")
class RandomQueryTest {
    private static final int QUERIES_OF_A_SEED = 40;
    private static final int SHOWN_FAILURES = 5;
    private static final int[] ROWS = {3000, 500, 40};

    @TempDir
    private static Path folder;

    private static DuckDbOracle duckDb;

    @BeforeAll
    static void writeTables() throws IOException {
        duckDb = DuckDbOracle.open();
        for (int i = 0; i < ROWS.length; i++) {
            Path table = Files.createDirectory(folder.resolve("t" + i));
            String rows = String.format(Locale.ROOT, RandomQueries.TABLE, i, ROWS[i]);
            duckDb.execute("COPY (" + rows + ") TO '" + table.resolve("data.parquet")
                    + "' (FORMAT parquet, ROW_GROUP_SIZE 2048)");
            duckDb.execute(view(i));
        }
    }

    private static String view(int table) {
        return "CREATE VIEW t" + table + " AS SELECT * FROM '" + folder.resolve("t" + table) + "/*.parquet'";
    }

    @AfterAll
    static void close() {
        duckDb.close();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void answersAsTheOracleDoes(long seed) {
        Randomness random = Randomness.ofSeed(seed);
        RandomQueries queries = new RandomQueries(random);
        EngineShape shape = random.pick(EngineShape.ALL);
        List<String> failures = new ArrayList<>();
        try (TarnTestSession tarn = TarnTestSession.open(shape)) {
            for (int i = 0; i < ROWS.length; i++) {
                tarn.execute(view(i));
            }
            for (int i = 0; i < QUERIES_OF_A_SEED; i++) {
                String sql = queries.next();
                Optional<SqlResult> expected = expected(sql);
                if (expected.isPresent()) {
                    difference(sql, expected.get(), tarn).ifPresent(what -> failures.add(what + "\n  " + sql));
                }
            }
        }
        if (!failures.isEmpty()) {
            int shown = Math.min(SHOWN_FAILURES, failures.size());
            throw new AssertionError("seed " + seed + " (" + shape + "): " + failures.size() + " queries differ\n"
                    + String.join("\n", failures.subList(0, shown)));
        }
    }

    /** Returns the oracle's answer, or empty if it refuses the query. */
    private static Optional<SqlResult> expected(String sql) {
        try {
            return Optional.of(duckDb.execute(sql));
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> difference(String sql, SqlResult expected, TarnTestSession tarn) {
        try {
            return ResultComparison.difference(expected, tarn.execute(sql), true);
        } catch (RuntimeException | AssertionError e) {
            StackTraceElement[] trace = e.getStackTrace();
            return Optional.of(e + (trace.length == 0 ? "" : " at " + trace[0]));
        }
    }
}
