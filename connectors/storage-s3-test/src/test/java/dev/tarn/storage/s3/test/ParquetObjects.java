package dev.tarn.storage.s3.test;

import dev.tarn.testkit.DuckDbOracle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes Parquet objects with columns c0, c1, ... of incompressible BIGINTs. */
final class ParquetObjects implements AutoCloseable {
    private final DuckDbOracle duckDb = DuckDbOracle.open();
    private final TestServer server;

    ParquetObjects(TestServer server) {
        this.server = server;
    }

    /**
     * Writes an object.
     *
     * @param first the first row's number, which is the value of column {@code id}
     */
    void write(String key, int columns, long first, long rows, long rowGroupRows) {
        StringBuilder select = new StringBuilder("SELECT range AS id");
        for (int i = 0; i < columns; i++) {
            select.append(", (hash(range * 31 + ")
                    .append(i)
                    .append(") // 2)::BIGINT AS c")
                    .append(i);
        }
        write(key, select + " FROM range(" + first + ", " + (first + rows) + ")", rowGroupRows);
    }

    void write(String key, String query, long rowGroupRows) {
        try {
            Path file = Files.createTempFile("tarn", ".parquet");
            try {
                duckDb.execute("COPY (" + query + ") TO '" + file
                        + "' (FORMAT parquet, COMPRESSION uncompressed, ROW_GROUP_SIZE " + rowGroupRows + ")");
                server.put(key, file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        duckDb.close();
    }
}
