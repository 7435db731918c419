package dev.tarn.format.parquet.metadata;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FormatOptions;
import java.util.List;
import java.util.Locale;

/**
 * How a table wants its Parquet files to be read.
 *
 * @param verifiesChecksums whether the checksums that pages carry are compared with their bytes
 * @param columnNames the names that the file's columns have in the table, by their index; null if they are found by the
 *     names that the file gives them
 */
public record ReadOptions(boolean verifiesChecksums, List<String> columnNames) {
    static final String VERIFY_CHECKSUMS = "parquet.verify_checksums";
    static final String INDEX_ACCESS = "parquet.column.index.access";

    /** @throws TarnException INVALID_PROPERTY for a value that is neither true nor false */
    public static ReadOptions of(FormatOptions options) {
        boolean byIndex = isTrue(options, INDEX_ACCESS) && !options.columns().isEmpty();
        List<String> names = byIndex
                ? options.columns().stream().map(column -> column.name()).toList()
                : null;
        return new ReadOptions(isTrue(options, VERIFY_CHECKSUMS), names);
    }

    private static boolean isTrue(FormatOptions options, String property) {
        String value = options.property(property).orElse("false").toLowerCase(Locale.ROOT);
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new TarnException(
                        ErrorCode.INVALID_PROPERTY, property + " is '" + value + "', and may be true or false");
        };
    }
}
