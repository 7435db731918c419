package dev.tarn.exec.operator.join;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Joins rows of Java values pair by pair, as simply as can be, and compares. A residual condition says that the column
 * after the keys is less on the probe side than on the build side.
 */
final class NaiveJoin {
    private final JoinSpec spec;
    private final List<List<Object>> probe;
    private final List<List<Object>> build;

    NaiveJoin(JoinSpec spec, List<List<Object>> probe, List<List<Object>> build) {
        this.spec = spec;
        this.probe = probe;
        this.build = build;
    }

    void check(List<List<Object>> actual) {
        assertEquals(counted(expected()), counted(actual), () -> spec.toString());
    }

    private static Map<List<Object>, Integer> counted(List<List<Object>> rows) {
        Map<List<Object>, Integer> counts = new HashMap<>();
        rows.forEach(row -> counts.merge(row, 1, Integer::sum));
        return counts;
    }

    private List<List<Object>> expected() {
        List<List<Object>> rows = new ArrayList<>();
        boolean[] buildMatched = new boolean[build.size()];
        boolean anyNullKey = !spec.buildKeys().isEmpty() && build.stream().anyMatch(row -> row.get(0) == null);
        for (List<Object> left : probe) {
            boolean matched = false;
            for (int b = 0; b < build.size(); b++) {
                if (matches(left, build.get(b))) {
                    matched = true;
                    buildMatched[b] = true;
                    if (givesPairs()) {
                        rows.add(row(left, build.get(b)));
                    }
                }
            }
            boolean unknown = !build.isEmpty() && !matched && (anyNullKey || left.get(0) == null);
            switch (spec.type()) {
                case PROBE_OUTER, FULL_OUTER -> addIf(!matched, rows, row(left, null));
                case PROBE_SEMI -> addIf(matched, rows, row(left, null));
                case PROBE_ANTI -> addIf(!matched, rows, row(left, null));
                case PROBE_NULL_AWARE_ANTI -> addIf(!matched && !unknown, rows, row(left, null));
                case MARK_EXISTS -> rows.add(marked(left, matched ? 1L : 0L));
                case MARK_IN -> rows.add(marked(left, unknown ? null : Long.valueOf(matched ? 1 : 0)));
                default -> {}
            }
        }
        for (int b = 0; b < build.size(); b++) {
            switch (spec.type()) {
                case BUILD_OUTER, FULL_OUTER, BUILD_ANTI -> addIf(!buildMatched[b], rows, row(null, build.get(b)));
                case BUILD_SEMI -> addIf(buildMatched[b], rows, row(null, build.get(b)));
                default -> {}
            }
        }
        return rows;
    }

    private boolean givesPairs() {
        return !spec.type().isProbeOnly() && !spec.type().isBuildOnly();
    }

    private static void addIf(boolean wanted, List<List<Object>> rows, List<Object> row) {
        if (wanted) {
            rows.add(row);
        }
    }

    private static boolean isNan(Object key) {
        return key instanceof Double number && number.isNaN() || key instanceof Float single && single.isNaN();
    }

    private boolean matches(List<Object> left, List<Object> right) {
        for (int i = 0; i < spec.probeKeys().size(); i++) {
            Object a = normalized(left.get(spec.probeKeys().get(i)));
            Object b = normalized(right.get(spec.buildKeys().get(i)));
            if (a == null || isNan(a) || !Objects.equals(a, b)) {
                return false;
            }
        }
        if (spec.residual() == null) {
            return true;
        }
        Long a = (Long) left.get(spec.probeKeys().size());
        Long b = (Long) right.get(spec.probeKeys().size());
        return a != null && b != null && a < b;
    }

    private static Object normalized(Object value) {
        return value instanceof Double number ? (Object) (number + 0.0) : value;
    }

    private List<Object> row(List<Object> left, List<Object> right) {
        List<Object> row = new ArrayList<>();
        spec.probeOutput().forEach(column -> row.add(left == null ? null : left.get(column)));
        spec.buildOutput().forEach(column -> row.add(right == null ? null : right.get(column)));
        return row;
    }

    private List<Object> marked(List<Object> left, Long mark) {
        List<Object> row = row(left, null);
        row.add(mark);
        return row;
    }
}
