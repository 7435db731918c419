package dev.tarn.format.text.ion;

import dev.tarn.format.text.record.BadRecords;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FormatOptions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a table's properties say about its Ion. Immutable.
 *
 * @param caseSensitive whether names of fields are compared with regard to case
 * @param overflows whether a number that its column's type cannot hold is NULL rather than bad
 * @param overflowing the columns, in lower case, of which {@code overflows} is not true
 * @param paths how columns are found that have a path of their own, by the column's name in lower case
 * @param badRecords what becomes of records with bad values
 */
record IonOptions(
        boolean caseSensitive,
        boolean overflows,
        Set<String> overflowing,
        Map<String, IonPath> paths,
        BadRecords badRecords) {
    private static final String PREFIX = "ion.";
    private static final String CASE_SENSITIVE = "ion.path_extractor.case_sensitive";
    private static final String FAIL_ON_OVERFLOW = "fail_on_overflow";
    private static final String PATH = "path_extractor";

    IonOptions {
        overflowing = Set.copyOf(overflowing);
        paths = Map.copyOf(paths);
    }

    /**
     * Reads the properties.
     *
     * @throws TarnException INVALID_PROPERTY for a value that a property cannot have, NOT_SUPPORTED for a path with more
     *     than names and indexes
     */
    static IonOptions of(FormatOptions options) {
        Map<String, IonPath> paths = new HashMap<>();
        Set<String> overflowing = new HashSet<>();
        boolean overflows = !isTrue(
                PREFIX + FAIL_ON_OVERFLOW,
                options.property(PREFIX + FAIL_ON_OVERFLOW).orElse("true"));
        options.properties().forEach((name, value) -> {
            String column = column(name, "." + PATH);
            if (column != null) {
                paths.put(column, IonPath.of(name, value));
            }
            column = column(name, "." + FAIL_ON_OVERFLOW);
            if (column != null && isTrue(name, value) == overflows) {
                overflowing.add(column);
            }
        });
        return new IonOptions(
                isTrue(CASE_SENSITIVE, options.property(CASE_SENSITIVE).orElse("false")),
                overflows,
                overflowing,
                paths,
                BadRecords.of(options, BadRecords.FAIL));
    }

    /** Returns the column in a property {@code ion.<column><suffix>}, or null if it is not one. */
    private static String column(String property, String suffix) {
        boolean fits = property.startsWith(PREFIX)
                && property.endsWith(suffix)
                && property.length() > PREFIX.length() + suffix.length();
        return fits
                ? property.substring(PREFIX.length(), property.length() - suffix.length())
                        .toLowerCase(Locale.ROOT)
                : null;
    }

    private static boolean isTrue(String property, String value) {
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new TarnException(
                        ErrorCode.INVALID_PROPERTY, property + " is '" + value + "'; it may be true or false");
        };
    }

    /** Returns whether a number that the type of {@code column} cannot hold is NULL. */
    boolean isNullIfTooLarge(String column) {
        return overflows != overflowing.contains(column);
    }
}
