package dev.tarn.catalog.file;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.predicate.Domain;
import dev.tarn.spi.predicate.Domain.ByteText;
import dev.tarn.spi.predicate.Range;
import dev.tarn.spi.type.TypeKind;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;

/**
 * How the names of the folders of wanted partitions begin, so that a storage need not list the others. Only where values have
 * one spelling, which orders as they do: dates and text, as far as no character of it may be escaped.
 */
final class PartitionNames {
    private static final long FIRST_DAY = LocalDate.of(0, 1, 1).toEpochDay();
    private static final long LAST_DAY = LocalDate.of(9_999, 12, 31).toEpochDay();

    private PartitionNames() {}

    /** Returns what they all begin with, as Hive writes them; empty if nothing is known. */
    static String prefix(ColumnSchema column, Domain domain) {
        if (domain == null || domain.nullAllowed() || domain.ranges().isEmpty()) {
            return "";
        }
        List<Range> ranges = domain.ranges();
        String low = text(column, ranges.get(0).low());
        String high = text(column, ranges.get(ranges.size() - 1).high());
        if (low == null
                || high == null
                || plainLength(column.name()) < column.name().length()) {
            return "";
        }
        int length = 0;
        int common = Math.min(plainLength(low), plainLength(high));
        while (length < common && low.charAt(length) == high.charAt(length)) {
            length++;
        }
        return column.name() + "=" + low.substring(0, length);
    }

    private static String text(ColumnSchema column, Object value) {
        TypeKind kind = column.type().kind();
        if (kind == TypeKind.VARCHAR && value instanceof ByteText text) {
            return new String(text.bytes(), StandardCharsets.UTF_8);
        }
        if (kind == TypeKind.DATE && value instanceof Long day && day >= FIRST_DAY && day <= LAST_DAY) {
            return LocalDate.ofEpochDay(day).toString();
        }
        return null;
    }

    /** Returns how many characters it begins with that nobody escapes. */
    private static int plainLength(String text) {
        int length = 0;
        while (length < text.length() && isPlain(text.charAt(length))) {
            length++;
        }
        return length;
    }

    private static boolean isPlain(char character) {
        return character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9'
                || character == '_'
                || character == '-'
                || character == '.';
    }
}
