package dev.tarn;

import dev.tarn.config.EngineSettings;
import dev.tarn.config.Setting;
import dev.tarn.config.StorageSettings;
import dev.tarn.query.QueryEngine;
import dev.tarn.sql.function.Functions;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

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

    /** Returns what {@link TarnBuilder#setting} takes: each setting's name, and what it sets, its form and its default. */
    public static SortedMap<String, String> settings() {
        SortedMap<String, String> settings = new TreeMap<>();
        for (Setting setting : Setting.values()) {
            settings.put(setting.settingName(), setting.description());
        }
        StorageSettings.all().forEach(setting -> settings.put(setting.name(), setting.description()));
        return settings;
    }

    /** Returns the functions that SQL may call, in the order of their names. */
    public static List<SqlFunction> functions() {
        return Functions.names().stream()
                .sorted()
                .map(name -> new SqlFunction(name, Functions.usage(name), Functions.isAggregate(name)))
                .toList();
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
