package dev.tarn.exec.operator.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.predicate.Domain;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Groups rows of Java values in a map, as simply as can be, and compares. */
final class NaiveAggregate {
    private final AggregateSpec spec;
    private final Map<List<Object>, List<List<Object>>> groups = new HashMap<>();

    NaiveAggregate(AggregateSpec spec, List<List<Object>> rows) {
        this.spec = spec;
        if (spec.keys().isEmpty()) {
            groups.put(List.of(), new ArrayList<>());
        }
        for (List<Object> row : rows) {
            List<Object> key = new ArrayList<>();
            spec.keys().forEach(column -> key.add(normalized(row.get(column))));
            groups.computeIfAbsent(key, ignored -> new ArrayList<>()).add(row);
        }
    }

    private static Object normalized(Object value) {
        if (value instanceof Double number) {
            return number + 0.0;
        }
        return value instanceof Float number ? (Object) (number + 0.0f) : value;
    }

    void check(List<List<Object>> actual) {
        assertEquals(groups.size(), actual.size());
        int keyCount = spec.keys().size();
        Map<List<Object>, List<Object>> byKey = new HashMap<>();
        for (List<Object> row : actual) {
            List<Object> key = new ArrayList<>();
            row.subList(0, keyCount).forEach(value -> key.add(normalized(value)));
            byKey.put(key, row.subList(keyCount, row.size()));
        }
        groups.forEach((key, rows) -> {
            List<Object> results = byKey.get(key);
            assertNotNull(results, () -> "no group " + key);
            for (int i = 0; i < spec.calls().size(); i++) {
                check(spec.calls().get(i), rows, results.get(i));
            }
        });
    }

    private static void check(AggregateCall call, List<List<Object>> group, Object actual) {
        List<List<Object>> rows = group.stream()
                .filter(row -> call.filterColumn() < 0 || Long.valueOf(1).equals(row.get(call.filterColumn())))
                .toList();
        List<Object> values = call.arguments().isEmpty()
                ? List.of()
                : rows.stream()
                        .map(row -> row.get(call.arguments().get(0)))
                        .filter(Objects::nonNull)
                        .toList();
        switch (call.function()) {
            case COUNT_ALL -> assertEquals((long) rows.size(), actual);
            case COUNT -> assertEquals((long) values.size(), actual);
            case COUNT_IF ->
                assertEquals(values.stream().filter(Long.valueOf(1)::equals).count(), actual);
            case ANY_VALUE -> {
                assertEquals(values.isEmpty(), actual == null);
                assertTrue(actual == null || values.contains(actual));
            }
            case MIN, BOOL_AND -> assertEquals(extreme(values, true), actual, call::toString);
            case MAX, BOOL_OR -> assertEquals(extreme(values, false), actual, call::toString);
            case MIN_BY, MAX_BY -> checkBy(call, rows, actual);
            case SUM, AVG -> checkSum(call, values, actual);
            default -> checkMoments(call, values, actual);
        }
    }

    /** NaN only counts if there is nothing else. */
    private static Object extreme(List<Object> values, boolean least) {
        Object best = null;
        for (Object value : values) {
            boolean better = best == null || isNaN(best) && !isNaN(value);
            if (!better && !isNaN(value)) {
                int order = Domain.compare(value, best);
                better = least ? order < 0 : order > 0;
            }
            best = better ? value : best;
        }
        return best;
    }

    private static boolean isNaN(Object value) {
        return value instanceof Double number && number.isNaN();
    }

    private static void checkBy(AggregateCall call, List<List<Object>> rows, Object actual) {
        int value = call.arguments().get(0);
        int key = call.arguments().get(1);
        List<Object> keys =
                rows.stream().map(row -> row.get(key)).filter(Objects::nonNull).toList();
        Object best = extreme(keys, call.function().name().startsWith("MIN"));
        boolean possible = best == null
                ? actual == null
                : rows.stream()
                        .anyMatch(row -> same(best, row.get(key))
                                && Objects.equals(normalized(actual), normalized(row.get(value))));
        assertTrue(possible, call::toString);
    }

    private static boolean same(Object best, Object key) {
        return key != null && (isNaN(best) ? isNaN(key) : !isNaN(key) && Domain.compare(best, key) == 0);
    }

    private static void checkSum(AggregateCall call, List<Object> values, Object actual) {
        if (values.isEmpty()) {
            assertEquals(null, actual);
            return;
        }
        boolean average = call.function().name().equals("AVG");
        if (actual instanceof Double number) {
            double sum = values.stream()
                    .mapToDouble(value -> ((Number) value).doubleValue())
                    .sum();
            double expected = average ? sum / values.size() : sum;
            assertEquals(expected, number, 1e-9 * (1 + Math.abs(expected)));
            return;
        }
        BigInteger sum = BigInteger.ZERO;
        for (Object value : values) {
            sum = sum.add(value instanceof BigInteger large ? large : BigInteger.valueOf((Long) value));
        }
        BigInteger expected = average
                ? new BigDecimal(sum)
                        .divide(BigDecimal.valueOf(values.size()), 0, RoundingMode.HALF_UP)
                        .toBigInteger()
                : sum;
        assertEquals(expected, actual instanceof BigInteger ? actual : BigInteger.valueOf((Long) actual));
    }

    private static void checkMoments(AggregateCall call, List<Object> values, Object actual) {
        boolean sample = call.function().name().endsWith("SAMP");
        int divisor = values.size() - (sample ? 1 : 0);
        if (divisor <= 0) {
            assertEquals(null, actual);
            return;
        }
        double mean = values.stream().mapToLong(Long.class::cast).average().orElseThrow();
        double squares = values.stream()
                .mapToDouble(value -> ((Long) value - mean) * ((Long) value - mean))
                .sum();
        double expected = squares / divisor;
        if (call.function().name().startsWith("STDDEV")) {
            expected = Math.sqrt(expected);
        }
        assertEquals(expected, (Double) actual, 1e-9 * (1 + expected));
    }
}
