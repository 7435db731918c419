package dev.tarn.shell.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A step of a plan, with what its run gave. */
final class PlanNode {
    private static final Map<Character, Double> UNITS = Map.of('K', 1e3, 'M', 1e6, 'G', 1e9);
    private static final double FAR_OFF = 10;
    private static final double FEW_ROWS = 1_000;

    final String title;
    /** How many rows the planner expected, as {@code ~5K}. */
    final String expected;

    final List<String> details = new ArrayList<>();
    final List<PlanNode> children = new ArrayList<>();
    /** Negative if it was not measured. */
    long rows = -1;

    double millis;

    PlanNode(String title, String expected) {
        this.title = title;
        this.expected = expected;
    }

    /** Returns the milliseconds of this step and all below it. */
    double totalMillis() {
        return millis + children.stream().mapToDouble(PlanNode::totalMillis).sum();
    }

    /** Returns this step and all below it. */
    List<PlanNode> all() {
        List<PlanNode> all = new ArrayList<>(List.of(this));
        children.forEach(child -> all.addAll(child.all()));
        return all;
    }

    private double expectedRows() {
        char last = expected.charAt(expected.length() - 1);
        String digits = expected.substring(1, UNITS.containsKey(last) ? expected.length() - 1 : expected.length());
        return Double.parseDouble(digits) * UNITS.getOrDefault(last, 1.0);
    }

    /** Returns whether the planner expected far more or far fewer rows than there were. */
    boolean isMisjudged() {
        double guess = expectedRows();
        double found = (double) rows;
        boolean matters = Math.max(found, guess) >= FEW_ROWS;
        // What a join leaves of a scan was not to be expected when the scan was planned.
        boolean isFiltered = details.stream().anyMatch(detail -> detail.startsWith("dynamic filter"));
        return rows >= 0 && matters && !isFiltered && (found > guess * FAR_OFF || Math.max(found, 1) * FAR_OFF < guess);
    }
}
