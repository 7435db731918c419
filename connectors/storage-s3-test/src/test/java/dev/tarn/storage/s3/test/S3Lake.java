package dev.tarn.storage.s3.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.QueryResult;
import dev.tarn.Row;
import dev.tarn.Session;
import dev.tarn.Tarn;
import dev.tarn.TarnBuilder;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** An engine over a test server, and SQL that it runs. */
final class S3Lake implements AutoCloseable {
    private final Tarn tarn;
    private final Session session;

    private S3Lake(Tarn tarn) {
        this.tarn = tarn;
        this.session = tarn.session();
    }

    static S3Lake open(TestServer server) {
        return open(server, builder -> {});
    }

    /** @param more what else the engine is told */
    static S3Lake open(TestServer server, Consumer<TarnBuilder> more) {
        return open(server.settings(), more);
    }

    static S3Lake open(Map<String, String> settings, Consumer<TarnBuilder> more) {
        TarnBuilder builder = Tarn.builder().threads(2);
        settings.forEach(builder::setting);
        more.accept(builder);
        return new S3Lake(builder.open());
    }

    Tarn tarn() {
        return tarn;
    }

    List<Row> run(String sql) {
        try (QueryResult result = session.query(sql)) {
            return result.hasRows() ? result.toRows() : List.of();
        }
    }

    /** Returns the rows, each as the texts of its values. */
    List<String> texts(String sql) {
        return run(sql).stream().map(row -> row.values().toString()).toList();
    }

    Object value(String sql) {
        List<Row> rows = run(sql);
        assertEquals(1, rows.size(), sql);
        return rows.get(0).value(0);
    }

    /** Returns the error that a statement ends with. */
    TarnException failure(ErrorCode code, String sql, String... parts) {
        TarnException failure = assertThrows(TarnException.class, () -> run(sql), sql);
        assertEquals(code, failure.code(), failure.toString());
        for (String part : parts) {
            assertTrue(failure.toString().contains(part), () -> "\u00ab" + part + "\u00bb is missing: " + failure);
        }
        return failure;
    }

    @Override
    public void close() {
        session.close();
        tarn.close();
    }
}
