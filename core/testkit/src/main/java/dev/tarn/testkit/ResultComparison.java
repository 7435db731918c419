package dev.tarn.testkit;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares results of different engines: whole numbers and decimals exactly, floating point to 1e-9 relative, everything
 * else by equality.
 *
 * <p>A decimal beside a floating-point number, as DuckDB's averages are, may also differ by one unit of its last digit:
 * it was rounded to its scale.
 */
public final class ResultComparison {
    /** How far floating-point numbers may differ, relative to the greater one. */
    public static final double TOLERANCE = 1e-9;

    private ResultComparison() {}

    /**
     * Returns the first difference, in words, or empty if there is none.
     *
     * @param ordered whether the order of rows counts
     */
    public static Optional<String> difference(SqlResult expected, SqlResult got, boolean ordered) {
        if (expected.rows().size() != got.rows().size()) {
            return Optional.of("expected " + expected.rows().size() + " rows, got "
                    + got.rows().size());
        }
        List<List<Object>> left = ordered ? expected.rows() : sorted(expected.rows());
        List<List<Object>> right = ordered ? got.rows() : sorted(got.rows());
        for (int i = 0; i < left.size(); i++) {
            List<Object> expectedRow = left.get(i);
            List<Object> gotRow = right.get(i);
            if (expectedRow.size() != gotRow.size()) {
                return Optional.of("expected " + expectedRow.size() + " columns, got " + gotRow.size());
            }
            for (int c = 0; c < expectedRow.size(); c++) {
                if (!equal(expectedRow.get(c), gotRow.get(c))) {
                    return Optional.of("row " + (i + 1) + ", column " + (c + 1) + ": expected " + text(expectedRow)
                            + ", got " + text(gotRow));
                }
            }
        }
        return Optional.empty();
    }

    /** Returns whether two values, either of which may be null, are the same. */
    public static boolean equal(Object expected, Object got) {
        if (expected == null || got == null) {
            return expected == got;
        }
        if (expected instanceof Number left && got instanceof Number right) {
            boolean leftFloating = isFloating(left);
            boolean rightFloating = isFloating(right);
            if (!leftFloating && !rightFloating) {
                return decimal(left).compareTo(decimal(right)) == 0;
            }
            double unit = 0;
            if (leftFloating != rightFloating) {
                unit = Math.pow(10, -decimal(leftFloating ? right : left).scale()) * 1.000001;
            }
            return close(left.doubleValue(), right.doubleValue(), unit);
        }
        if (expected instanceof byte[] left && got instanceof byte[] right) {
            return Arrays.equals(left, right);
        }
        if (expected instanceof Duration zero && zero.isZero() && got instanceof Period months) {
            return months.isZero();
        }
        if (expected instanceof Period left && got instanceof Period right) {
            return left.toTotalMonths() == right.toTotalMonths();
        }
        if (expected instanceof List<?> left && got instanceof List<?> right) {
            return equalLists(left, right);
        }
        if (expected instanceof StructValue left && got instanceof StructValue right) {
            return equalLists(left.values(), right.values());
        }
        if (expected instanceof Map<?, ?> left && got instanceof Map<?, ?> right) {
            return equalLists(entries(left), entries(right));
        }
        return expected.equals(got);
    }

    private static boolean equalLists(List<?> expected, List<?> got) {
        boolean equal = expected.size() == got.size();
        for (int i = 0; equal && i < expected.size(); i++) {
            equal = equal(expected.get(i), got.get(i));
        }
        return equal;
    }

    /** Returns a map's keys and values, by the keys' text. */
    private static List<Object> entries(Map<?, ?> map) {
        List<Object> entries = new ArrayList<>();
        map.entrySet().stream()
                .sorted(Comparator.comparing(entry -> ValueText.of(entry.getKey())))
                .forEach(entry -> {
                    entries.add(entry.getKey());
                    entries.add(entry.getValue());
                });
        return entries;
    }

    /** Returns whether two numbers are within the tolerance; NaN equals NaN, and -0 equals 0. */
    static boolean close(double left, double right, double absolute) {
        if (left == right || Double.isNaN(left) && Double.isNaN(right)) {
            return true;
        }
        double difference = Math.abs(left - right);
        return difference <= absolute || difference <= TOLERANCE * Math.max(Math.abs(left), Math.abs(right));
    }

    private static boolean isFloating(Number number) {
        return number instanceof Double || number instanceof Float;
    }

    private static BigDecimal decimal(Number number) {
        return number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
    }

    private static List<List<Object>> sorted(List<List<Object>> rows) {
        List<List<Object>> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparing(ResultComparison::sortKey));
        return sorted;
    }

    /** Shows numbers alike whatever their class and rounds them, so that those within the tolerance sort alike. */
    private static String sortKey(List<Object> row) {
        StringBuilder key = new StringBuilder();
        for (Object value : row) {
            if (value instanceof Number number) {
                key.append(ValueText.rounded(number.doubleValue()));
            } else {
                key.append(ValueText.of(value));
            }
            key.append('\t');
        }
        return key.toString();
    }

    private static String text(List<Object> row) {
        return row.stream().map(ValueText::of).toList().toString();
    }
}
