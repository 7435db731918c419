package dev.tarn;

import dev.tarn.config.EngineSettings;
import dev.tarn.query.QueryEngine;

/**
 * An embedded engine: its workers, its memory and its catalog. Thread-safe.
 *
 * <pre>{@code
 * try (Tarn tarn = Tarn.open();
 *         Session session = tarn.session();
 *         QueryResult result = session.query("SELECT count(*) FROM 'lake/trips/**\/*.parquet'")) {
 *     result.rows().forEachRemaining(System.out::println);
 * }
 * }</pre>
 */
public final class Tarn implements AutoCloseable {
    private final QueryEngine engine;

    Tarn(EngineSettings settings) {
        engine = new QueryEngine(settings);
    }

    /** Opens an engine with default settings; the caller closes it. */
    public static Tarn open() {
        return builder().open();
    }

    /** Returns a builder, to set threads, memory limit and the like. */
    public static TarnBuilder builder() {
        return new TarnBuilder();
    }

    /** Opens a session, which looks names up in the engine's default schema; the caller closes it. */
    public Session session() {
        return new Session(engine);
    }

    /** Cancels what runs, waits until it has ended, and frees all. May be called twice. */
    @Override
    public void close() {
        engine.close();
    }
}
