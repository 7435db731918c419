package dev.tarn.lower;

import dev.tarn.exec.operator.scan.DynamicFilterBinding;
import dev.tarn.exec.operator.sort.TopNOperatorFactory;
import dev.tarn.exec.store.ColumnShape;
import dev.tarn.plan.physical.PhysicalFilter;
import dev.tarn.plan.physical.PhysicalJoin;
import dev.tarn.plan.physical.PhysicalNode;
import dev.tarn.plan.physical.PhysicalProject;
import dev.tarn.plan.physical.PhysicalScan;
import dev.tarn.plan.physical.PhysicalTopN;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexInputRef;

/**
 * The scans that a top-N may tell which rows it no longer wants: those whose column its first key is, with nothing in
 * between that makes a row of several or counts rows.
 */
final class TopNScans {
    private final SharedSubplans shared;
    private final Map<PhysicalScan, Target> targets = new IdentityHashMap<>();

    TopNScans(SharedSubplans shared) {
        this.shared = shared;
    }

    /** A column of a scan that is to be lowered. */
    private static final class Target {
        final int columnIndex;
        KeyFilterAdapter adapter;

        Target(int columnIndex) {
            this.columnIndex = columnIndex;
        }
    }

    /** Looks for the scan of a top-N, which is lowered next; returns it, or null. */
    PhysicalScan find(PhysicalTopN top) {
        PhysicalNode node = top.child();
        int column = top.keys().get(0).columnIndex();
        while (shared.original(node) == null) {
            if (node instanceof PhysicalScan scan) {
                targets.put(scan, new Target(scan.outputs().get(column)));
                return scan;
            }
            if (node instanceof PhysicalProject project) {
                if (!(project.expressions().get(column) instanceof RexInputRef ref)) {
                    return null;
                }
                column = ref.getIndex();
                node = project.child();
            } else if (node instanceof PhysicalFilter filter) {
                node = filter.child();
            } else if (node instanceof PhysicalJoin join && passesProbe(join, column)) {
                column = join.probeOutput().get(column);
                node = join.probe();
            } else {
                return null;
            }
        }
        return null;
    }

    /** Returns whether a column is the probe side's and probe rows matter to nothing but what they give themselves. */
    private static boolean passesProbe(PhysicalJoin join, int column) {
        return column < join.probeOutput().size()
                && switch (join.type()) {
                    case INNER, PROBE_OUTER, PROBE_SEMI, PROBE_ANTI -> true;
                    default -> false;
                };
    }

    /** Returns the filter of a scan that is being lowered, if a top-N has one for it. */
    List<DynamicFilterBinding> filters(PhysicalScan scan, List<PlanColumn> columns) {
        Target target = targets.get(scan);
        if (target == null) {
            return List.of();
        }
        target.adapter = new KeyFilterAdapter(columns.get(target.columnIndex).shape());
        List<DynamicFilterBinding> bindings = new ArrayList<>();
        bindings.add(new DynamicFilterBinding(target.columnIndex, target.adapter));
        return bindings;
    }

    /** Connects a scan that {@link #find} found and that was lowered since with its top-N. */
    void connect(PhysicalScan scan, TopNOperatorFactory top, ColumnShape firstKey) {
        Target target = scan == null ? null : targets.get(scan);
        if (target != null && target.adapter != null) {
            target.adapter.bind(top.scanFilter(), firstKey);
        }
    }
}
