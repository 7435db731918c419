package dev.tarn.lower;

import dev.tarn.plan.physical.PhysicalNode;
import java.util.IdentityHashMap;
import java.util.Map;

/** The numbers of a plan's nodes, from the root down, by which their work is counted. */
final class PlanNumbers {
    private final Map<PhysicalNode, Integer> numbers = new IdentityHashMap<>();

    PlanNumbers(PhysicalNode root) {
        this(root, SharedSubplans.of(root));
    }

    /** Numbers the nodes of {@code root}; those of shared parts have the numbers of the original's. */
    PlanNumbers(PhysicalNode root, SharedSubplans shared) {
        number(root, shared);
    }

    private void number(PhysicalNode node, SharedSubplans shared) {
        PhysicalNode original = shared.original(node);
        if (original != null && original != node) {
            numberAs(node, original);
        } else {
            numbers.putIfAbsent(node, numbers.size());
            node.children().forEach(child -> number(child, shared));
        }
    }

    private void numberAs(PhysicalNode node, PhysicalNode original) {
        numbers.put(node, numbers.get(original));
        for (int i = 0; i < node.children().size(); i++) {
            numberAs(node.children().get(i), original.children().get(i));
        }
    }

    int of(PhysicalNode node) {
        return numbers.get(node);
    }
}
