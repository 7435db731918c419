package dev.tarn.testkit.slt;

import dev.tarn.spi.error.ErrorCode;
import java.util.List;
import java.util.regex.Pattern;

/** A statement of a file with what it must answer. */
sealed interface SltRecord {
    /** Who runs a record. */
    enum Engines {
        BOTH,
        ONLY_TARN,
        ONLY_DUCKDB;

        boolean runsInTarn() {
            return this != ONLY_DUCKDB;
        }

        boolean runsInOracle() {
            return this != ONLY_TARN;
        }
    }

    /** In which order rows are compared. */
    enum SortMode {
        /** As they come. */
        NOSORT,
        /** Sorted rows. */
        ROWSORT,
        /** All values, each a row of its own, sorted. */
        VALUESORT
    }

    /** Returns the number, from 1, of the line that the statement's head stands in. */
    int line();

    String sql();

    Engines engines();

    /** A statement that succeeds, whatever rows it has. */
    record Statement(int line, String sql, Engines engines) implements SltRecord {}

    /**
     * A statement that fails.
     *
     * @param code the code it fails with
     * @param message what the message contains, or null
     */
    record Failure(int line, String sql, Engines engines, ErrorCode code, Pattern message) implements SltRecord {}

    /**
     * A statement whose rows count.
     *
     * @param types what types its columns have
     * @param sortMode in which order they are compared
     * @param oracleSql what the oracle runs instead, or null
     * @param citation why the rows are not the oracle's, or null if they are
     * @param expected the rows as text, a line each
     * @param expectedFrom the index, from 0, of the first line of the rows
     * @param expectedTo the index behind the last one
     */
    record Query(
            int line,
            String sql,
            Engines engines,
            SltTypes types,
            SortMode sortMode,
            String oracleSql,
            String citation,
            List<String> expected,
            int expectedFrom,
            int expectedTo)
            implements SltRecord {
        /** Returns whether its rows are a plan, whose text is taken as it is and completed from Tarn. */
        boolean isPlan() {
            return sql.regionMatches(true, 0, "EXPLAIN", 0, "EXPLAIN".length());
        }
    }
}
