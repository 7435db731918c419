package dev.tarn.testkit.slt;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.testkit.DuckDbOracle;
import dev.tarn.testkit.SqlResult;
import dev.tarn.testkit.SqlSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SltRunnerTest {
    @TempDir
    private Path folder;

    /** DuckDB in Tarn's place, but for one statement that fails. */
    private static SqlSession session() {
        DuckDbOracle duckDb = DuckDbOracle.open();
        return new SqlSession() {
            @Override
            public SqlResult execute(String sql) {
                if (sql.equals("SELECT 1 / 0")) {
                    throw new TarnException(ErrorCode.DIVISION_BY_ZERO, "1 / 0");
                }
                return duckDb.execute(sql);
            }

            @Override
            public void close() {
                duckDb.close();
            }
        };
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("test.slt"), text);
    }

    private void run(String text, boolean complete) throws IOException {
        new SltRunner(SltRunnerTest::session, Map.of("two", "2"), complete).run(file(text));
    }

    private String failure(String text) {
        return assertThrows(AssertionError.class, () -> run(text, false)).getMessage();
    }

    @Test
    void comparesRowsByType() {
        assertDoesNotThrow(() -> run(
                """
                # a comment
                query IRTD rowsort
                SELECT * FROM (VALUES (2, 0.1e0 + 0.2e0, '', 1.50), (1, NULL, 'a\tb', -2.25))
                ----
                1\tNULL\ta\\tb\t-2.25
                2\t0.3\t(empty)\t1.5

                query integer,decimal(2,1)
                SELECT ${two}, 1.5
                ----
                2\t1.5

                query I valuesort
                VALUES (3), (1), (10)
                ----
                1
                3
                10

                statement ok
                CREATE TABLE t (a INTEGER)

                statement error DIVISION_BY_ZERO 1.*0
                SELECT 1 / 0

                skipif tarn
                statement ok
                CREATE TABLE only_in_the_oracle (a INTEGER)

                onlyif tarn
                query PXVV
                SELECT TIMESTAMP '2024-01-31 10:20:30.500', 'ab'::BLOB, INTERVAL '14' MONTH, INTERVAL '90061' SECOND
                ----
                2024-01-31 10:20:30.5\tX'6162'\t1-2\t1 01:01:01
                """,
                false));
    }

    @Test
    void namesTheFileAndLineOfEachFailure() {
        String order = failure(
                """
                query I
                VALUES (1), (2)
                ----
                2
                1

                statement error TABLE_NOT_FOUND
                SELECT 1

                statement error TABLE_NOT_FOUND
                SELECT 1 / 0

                statement error DIVISION_BY_ZERO by hand
                SELECT 1 / 0

                query T
                SELECT 1
                ----
                1

                query D
                SELECT 1.01
                ----
                1.0

                statement ok
                SELECT 1 / 0
                """);
        assertTrue(order.startsWith("7 of 7 records failed"), order);
        for (int line : new int[] {1, 7, 10, 13, 16, 21, 26}) {
            assertTrue(order.contains("test.slt:" + line + ": "), order);
        }
        assertTrue(order.contains("expected TABLE_NOT_FOUND, got DIVISION_BY_ZERO: 1 / 0"), order);
        assertTrue(order.contains("expected types T, got integer"), order);
    }

    @Test
    void completesFromTheOracleAlone() throws IOException {
        String text =
                """
                query I rowsort
                VALUES (1), (2)
                ----

                # oracle: SELECT 5 + 1
                query I
                SELECT 6
                ----
                0

                # trino: as its page on division says
                query I
                SELECT 7
                ----
                7

                query decimal(3,2)
                SELECT CAST(avg(a) AS DECIMAL(3, 2)) FROM (VALUES (1.00), (2.01)) AS t (a)
                ----
                """;
        run(text, true);
        assertEquals(
                """
                query I rowsort
                VALUES (1), (2)
                ----
                1
                2

                # oracle: SELECT 5 + 1
                query I
                SELECT 6
                ----
                6

                # trino: as its page on division says
                query I
                SELECT 7
                ----
                7

                query decimal(3,2)
                SELECT CAST(avg(a) AS DECIMAL(3, 2)) FROM (VALUES (1.00), (2.01)) AS t (a)
                ----
                1.51
                """,
                Files.readString(folder.resolve("test.slt")));
    }

    @Test
    void refusesWhatItCannotRead() {
        for (String broken :
                new String[] {"select 1\n", "query I\nSELECT 1\n", "statement maybe\nSELECT 1\n", "query I\n"}) {
            assertThrows(IllegalArgumentException.class, () -> run(broken, false), broken);
        }
    }
}
