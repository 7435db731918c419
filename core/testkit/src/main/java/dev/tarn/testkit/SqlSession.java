package dev.tarn.testkit;

/** Something that runs SQL: Tarn in a test, or an oracle. One thread at a time. */
public interface SqlSession extends AutoCloseable {
    /**
     * Runs a statement and takes all its rows.
     *
     * @throws dev.tarn.spi.error.TarnException if it fails in Tarn
     * @throws IllegalStateException if it fails in an oracle
     */
    SqlResult execute(String sql);

    @Override
    void close();
}
