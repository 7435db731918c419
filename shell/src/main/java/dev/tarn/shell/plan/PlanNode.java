package dev.tarn.shell.plan;

import java.util.ArrayList;
import java.util.List;

/** A step of a plan, with what its run gave. */
final class PlanNode {
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
}
