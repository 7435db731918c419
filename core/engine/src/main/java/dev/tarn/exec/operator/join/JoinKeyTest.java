package dev.tarn.exec.operator.join;

import dev.tarn.spi.batch.Column;

/** Tests whether values are among a build side's keys, perhaps with false positives. One thread. */
interface JoinKeyTest {
    /**
     * Keeps the rows whose value may be a build key; a NULL is none.
     *
     * @param positions ascending rows, or null for rows 0 to {@code count - 1}
     * @param out gets the rows that stay; may be {@code positions}
     * @return how many stay
     */
    int select(Column column, int[] positions, int count, int[] out);
}
