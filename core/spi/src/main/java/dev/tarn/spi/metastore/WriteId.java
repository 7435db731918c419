package dev.tarn.spi.metastore;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a write: that of its catalog and a number that grows. The names of files begin with it, so that a reader can
 * tell which write made them.
 *
 * @param catalog {@link Metastore#id}
 * @param number 1 and up, in the order in which the catalog's writes begin
 */
public record WriteId(String catalog, long number) implements Comparable<WriteId> {
    private static final Pattern TEXT = Pattern.compile("([0-9a-f]{8})([0-9a-f]{10})");
    private static final Pattern FILE = Pattern.compile("tarn-([0-9a-f]{8})([0-9a-f]{10})-[0-9]+(\\..*)?");

    /** Returns the id as 18 hexadecimal digits, which sort as the ids of one catalog do. */
    public String text() {
        return catalog + String.format(Locale.ROOT, "%010x", number);
    }

    /** Returns the id of a text, or empty if it is none. */
    public static Optional<WriteId> parse(String text) {
        return of(TEXT.matcher(text));
    }

    /** Returns the name of a write's file, as {@code tarn-<id>-<n>.parquet}. */
    public String fileName(long n, String extension) {
        return "tarn-" + text() + "-" + n + "." + extension;
    }

    /** Returns which write made a file of this name, or empty for a file that Tarn has not written. */
    public static Optional<WriteId> ofFile(String fileName) {
        return fileName.startsWith("tarn-") ? of(FILE.matcher(fileName)) : Optional.empty();
    }

    private static Optional<WriteId> of(Matcher matcher) {
        return matcher.matches()
                ? Optional.of(new WriteId(matcher.group(1), Long.parseLong(matcher.group(2), 16)))
                : Optional.empty();
    }

    @Override
    public int compareTo(WriteId other) {
        int order = catalog.compareTo(other.catalog);
        return order == 0 ? Long.compare(number, other.number) : order;
    }

    @Override
    public String toString() {
        return text();
    }
}
