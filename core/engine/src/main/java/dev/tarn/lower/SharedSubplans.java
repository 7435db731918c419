package dev.tarn.lower;

import dev.tarn.plan.physical.DynamicFilter;
import dev.tarn.plan.physical.PhysicalAggregate;
import dev.tarn.plan.physical.PhysicalExpand;
import dev.tarn.plan.physical.PhysicalFilter;
import dev.tarn.plan.physical.PhysicalJoin;
import dev.tarn.plan.physical.PhysicalLimit;
import dev.tarn.plan.physical.PhysicalNode;
import dev.tarn.plan.physical.PhysicalProject;
import dev.tarn.plan.physical.PhysicalScan;
import dev.tarn.plan.physical.PhysicalSort;
import dev.tarn.plan.physical.PhysicalTopN;
import dev.tarn.plan.physical.PhysicalUnion;
import dev.tarn.plan.physical.PhysicalUnnest;
import dev.tarn.plan.physical.PhysicalValues;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parts of a plan that give the same rows as another part (as a WITH query that is named twice does) and are worth
 * being run once, their rows kept.
 */
final class SharedSubplans {
    private static final double MIN_ROWS_READ = 50_000;
    private static final double MAX_ROWS_KEPT = 5_000_000;
    /** How many rows must be read for each that is kept. */
    private static final double MIN_REDUCTION = 2;

    private final Map<PhysicalNode, PhysicalNode> originals = new IdentityHashMap<>();

    private SharedSubplans() {}

    static SharedSubplans of(PhysicalNode root) {
        SharedSubplans shared = new SharedSubplans();
        shared.look(root, new ArrayList<>());
        return shared;
    }

    private void look(PhysicalNode node, List<PhysicalNode> candidates) {
        if (isWorthKeeping(node)) {
            for (PhysicalNode candidate : candidates) {
                if (isSame(candidate, node, new IdentityHashMap<>())) {
                    originals.put(candidate, candidate);
                    originals.put(node, candidate);
                    return;
                }
            }
            candidates.add(node);
        }
        node.children().forEach(child -> look(child, candidates));
    }

    /** Returns the first part that gives the rows of {@code node}, perhaps itself, or null if no other part does. */
    PhysicalNode original(PhysicalNode node) {
        return originals.get(node);
    }

    private static boolean isWorthKeeping(PhysicalNode node) {
        boolean reduces = node instanceof PhysicalAggregate || node instanceof PhysicalJoin;
        double read = rowsRead(node);
        return reduces
                && read >= MIN_ROWS_READ
                && node.estimatedRows() <= MAX_ROWS_KEPT
                && node.estimatedRows() * MIN_REDUCTION <= read;
    }

    private static double rowsRead(PhysicalNode node) {
        if (node instanceof PhysicalScan scan) {
            return scan.statistics().rowCount();
        }
        return node.children().stream().mapToDouble(SharedSubplans::rowsRead).sum();
    }

    /** Compares; {@code joins} maps the joins above in the one part to those in the other. */
    private static boolean isSame(PhysicalNode one, PhysicalNode other, Map<PhysicalNode, PhysicalNode> joins) {
        if (one.getClass() != other.getClass()
                || !one.columnTypes().equals(other.columnTypes())
                || one.children().size() != other.children().size()) {
            return false;
        }
        if (one instanceof PhysicalJoin) {
            joins.put(one, other);
        }
        if (!doTheSame(one, other, joins)) {
            return false;
        }
        for (int i = 0; i < one.children().size(); i++) {
            if (!isSame(one.children().get(i), other.children().get(i), joins)) {
                return false;
            }
        }
        return true;
    }

    private static boolean doTheSame(PhysicalNode one, PhysicalNode other, Map<PhysicalNode, PhysicalNode> joins) {
        if (one instanceof PhysicalScan a && other instanceof PhysicalScan b) {
            return isSameScan(a, b, joins);
        }
        if (one instanceof PhysicalFilter a && other instanceof PhysicalFilter b) {
            return a.conjuncts().equals(b.conjuncts());
        }
        if (one instanceof PhysicalProject a && other instanceof PhysicalProject b) {
            return a.expressions().equals(b.expressions());
        }
        if (one instanceof PhysicalAggregate a && other instanceof PhysicalAggregate b) {
            return a.keys().equals(b.keys()) && a.calls().equals(b.calls());
        }
        if (one instanceof PhysicalJoin a && other instanceof PhysicalJoin b) {
            return a.type() == b.type()
                    && a.probeKeys().equals(b.probeKeys())
                    && a.buildKeys().equals(b.buildKeys())
                    && a.residual().equals(b.residual())
                    && a.probeOutput().equals(b.probeOutput())
                    && a.buildOutput().equals(b.buildOutput());
        }
        if (one instanceof PhysicalSort a && other instanceof PhysicalSort b) {
            return a.keys().equals(b.keys());
        }
        if (one instanceof PhysicalTopN a && other instanceof PhysicalTopN b) {
            return a.keys().equals(b.keys()) && a.limit() == b.limit();
        }
        if (one instanceof PhysicalLimit a && other instanceof PhysicalLimit b) {
            return a.offset() == b.offset() && a.limit() == b.limit();
        }
        if (one instanceof PhysicalExpand a && other instanceof PhysicalExpand b) {
            return a.keys().equals(b.keys()) && a.groupingSets().equals(b.groupingSets());
        }
        if (one instanceof PhysicalUnnest a && other instanceof PhysicalUnnest b) {
            return a.replicated().equals(b.replicated())
                    && a.collections().equals(b.collections())
                    && a.elements().equals(b.elements())
                    && a.isOuter() == b.isOuter();
        }
        if (one instanceof PhysicalValues a && other instanceof PhysicalValues b) {
            return a.rows().equals(b.rows());
        }
        return one instanceof PhysicalUnion;
    }

    /** Scans are the same only if what is filtered dynamically comes from joins within the parts compared. */
    private static boolean isSameScan(PhysicalScan one, PhysicalScan other, Map<PhysicalNode, PhysicalNode> joins) {
        if (!one.tableName().equals(other.tableName())
                || !one.table().description().equals(other.table().description())
                || !one.columns().equals(other.columns())
                || !one.filters().equals(other.filters())
                || !one.predicate().equals(other.predicate())
                || !one.outputs().equals(other.outputs())
                || one.dynamicFilters().size() != other.dynamicFilters().size()) {
            return false;
        }
        for (int i = 0; i < one.dynamicFilters().size(); i++) {
            DynamicFilter a = one.dynamicFilters().get(i);
            DynamicFilter b = other.dynamicFilters().get(i);
            if (joins.get(a.join()) != b.join() || a.keyIndex() != b.keyIndex() || a.columnIndex() != b.columnIndex()) {
                return false;
            }
        }
        return true;
    }
}
