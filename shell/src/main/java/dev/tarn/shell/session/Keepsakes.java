package dev.tarn.shell.session;

import java.nio.file.Path;

/**
 * What a person keeps from one shell to the next.
 *
 * @param queries statements by name
 * @param connections what to connect to, by name
 */
public record Keepsakes(KeptTexts queries, KeptTexts connections) {
    /** Keeps all in a folder, which need not be there. */
    public static Keepsakes in(Path folder) {
        return new Keepsakes(
                new KeptTexts(folder.resolve("queries.sql")), new KeptTexts(folder.resolve("connections")));
    }

    /** Keeps all in memory. */
    public static Keepsakes inMemory() {
        return new Keepsakes(new KeptTexts(null), new KeptTexts(null));
    }
}
