package dev.tarn.lower;

import dev.tarn.plan.physical.PhysicalNode;
import java.util.IdentityHashMap;
import java.util.Map;

/** The numbers of a plan's nodes, from the root down, by which their work is counted. */
final class PlanNumbers {
    private final Map<PhysicalNode, Integer> numbers = new IdentityHashMap<>();

    PlanNumbers(PhysicalNode root) {
        number(root);
    }

    private void number(PhysicalNode node) {
        numbers.putIfAbsent(node, numbers.size());
        node.children().forEach(this::number);
    }

    int of(PhysicalNode node) {
        return numbers.get(node);
    }
}
