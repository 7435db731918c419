package dev.tarn.shell.complete;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** The words of SQL that are coloured and completed. */
public final class Keywords {
    private static final Set<String> ALL = read();
    private static final Set<String> BEGINNINGS = Set.of(
            "ALTER",
            "ANALYZE",
            "CRAWL",
            "CREATE",
            "DESCRIBE",
            "DROP",
            "EXPLAIN",
            "INSERT INTO",
            "MSCK REPAIR TABLE",
            "REPAIR WRITES",
            "SELECT",
            "SHOW",
            "UNLOAD",
            "VALUES",
            "WITH");

    private Keywords() {}

    private static Set<String> read() {
        try (InputStream in = Keywords.class.getResourceAsStream("keywords.txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Set.of(text.strip().split("\\s+"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns all of them, in upper case. */
    static Set<String> all() {
        return ALL;
    }

    /** Returns what statements begin with. */
    static Set<String> beginnings() {
        return BEGINNINGS;
    }

    /** Returns whether a word is one, in any case. */
    public static boolean contains(String word) {
        return ALL.contains(word.toUpperCase(Locale.ROOT));
    }
}
