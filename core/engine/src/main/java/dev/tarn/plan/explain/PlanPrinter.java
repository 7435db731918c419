package dev.tarn.plan.explain;

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
import dev.tarn.plan.physical.PhysicalValues;
import dev.tarn.plan.physical.SortColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * Writes a physical plan as a tree, a line a node and further lines for what it does, in words of SQL. The same plan gives
 * the same text. Of a join the first input is the probe side, the second the build side.
 */
public final class PlanPrinter {
    private final StringBuilder text = new StringBuilder();
    private final Function<PhysicalNode, List<String>> measured;

    private PlanPrinter(Function<PhysicalNode, List<String>> measured) {
        this.measured = measured;
    }

    /** Returns the text of EXPLAIN. */
    public static String print(PhysicalNode root) {
        return print(root, node -> List.of());
    }

    /**
     * Returns the text of EXPLAIN ANALYZE.
     *
     * @param measured what a run of a node gave, a line each
     */
    public static String print(PhysicalNode root, Function<PhysicalNode, List<String>> measured) {
        PlanPrinter printer = new PlanPrinter(measured);
        printer.print(root, "", "");
        return printer.text.toString();
    }

    private void print(PhysicalNode node, String first, String rest) {
        text.append(first)
                .append(title(node))
                .append("  ")
                .append(estimate(node.estimatedRows()))
                .append('\n');
        boolean leaf = node.children().isEmpty();
        String inner = rest + (leaf ? "    " : "│   ");
        for (String detail : details(node)) {
            text.append(inner).append(detail).append('\n');
        }
        for (String line : measured.apply(node)) {
            text.append(inner).append(line).append('\n');
        }
        for (int i = 0; i < node.children().size(); i++) {
            boolean last = i == node.children().size() - 1;
            print(node.children().get(i), rest + (last ? "└─ " : "├─ "), rest + (last ? "   " : "│  "));
        }
    }

    /** Writes a number of rows to one significant digit. */
    static String estimate(double rows) {
        if (rows < 1) {
            return "~1 row";
        }
        double unit = Math.pow(10, Math.floor(Math.log10(rows)));
        long rounded = Math.round(Math.round(rows / unit) * unit);
        if (rounded == 1) {
            return "~1 row";
        }
        String number = rounded < 1_000
                ? Long.toString(rounded)
                : rounded < 1_000_000
                        ? rounded / 1_000 + "K"
                        : rounded < 1_000_000_000 ? rounded / 1_000_000 + "M" : rounded / 1_000_000_000 + "G";
        return "~" + number + " rows";
    }

    private static String title(PhysicalNode node) {
        if (node instanceof PhysicalScan scan) {
            return "Scan " + scan.tableName() + " [" + scan.table().description() + "]";
        }
        if (node instanceof PhysicalJoin join) {
            return (join.isHash() ? "HashJoin " : "NestedLoopJoin ")
                    + join.type().text();
        }
        if (node instanceof PhysicalAggregate aggregate) {
            return aggregate.calls().isEmpty() ? "HashAggregate distinct" : "HashAggregate";
        }
        if (node instanceof PhysicalTopN top) {
            return "TopN " + top.limit();
        }
        if (node instanceof PhysicalLimit limit) {
            String offset = limit.offset() == 0 ? "" : " offset " + limit.offset();
            return "Limit" + (limit.limit() == Long.MAX_VALUE ? "" : " " + limit.limit()) + offset;
        }
        if (node instanceof PhysicalValues) {
            return "Values";
        }
        return node.getClass().getSimpleName().substring("Physical".length());
    }

    private static List<String> details(PhysicalNode node) {
        List<String> lines = new ArrayList<>();
        if (node instanceof PhysicalScan scan) {
            scan(scan, lines);
        } else if (node instanceof PhysicalFilter filter) {
            lines.add(new ExpressionPrinter(filter.child().columnNames()).printAll(filter.conjuncts()));
        } else if (node instanceof PhysicalProject project) {
            project(project, lines);
        } else if (node instanceof PhysicalJoin join) {
            join(join, lines);
        } else if (node instanceof PhysicalAggregate aggregate) {
            aggregate(aggregate, lines);
        } else if (node instanceof PhysicalSort sort) {
            lines.add("by " + keys(sort.keys(), node));
        } else if (node instanceof PhysicalTopN top) {
            lines.add("by " + keys(top.keys(), node));
        } else if (node instanceof PhysicalExpand expand) {
            List<String> sets = new ArrayList<>();
            expand.groupingSets()
                    .forEach(set -> sets.add("("
                            + String.join(
                                    ", ",
                                    set.stream().map(expand.columnNames()::get).toList()) + ")"));
            lines.add("sets " + String.join(", ", sets));
        }
        return lines;
    }

    private static void scan(PhysicalScan scan, List<String> lines) {
        List<String> names =
                scan.columns().stream().map(column -> column.name()).toList();
        if (!scan.outputs().isEmpty()) {
            lines.add("columns " + String.join(", ", scan.columnNames()));
        }
        if (!scan.filters().isEmpty()) {
            lines.add("filter " + new ExpressionPrinter(names).printAll(scan.filters()));
        }
        List<String> enforced = new ArrayList<>();
        scan.predicate().domains().keySet().stream()
                .filter(scan.table().exactlyPrunedColumns()::contains)
                .forEach(enforced::add);
        if (!enforced.isEmpty()) {
            lines.add("partitions by " + String.join(", ", enforced));
        }
        if (!scan.dynamicFilters().isEmpty()) {
            List<String> filters = new ArrayList<>();
            for (DynamicFilter filter : scan.dynamicFilters()) {
                PhysicalNode build = filter.join().build();
                String key = build.columnNames().get(filter.join().buildKeys().get(filter.keyIndex()));
                filters.add(names.get(filter.columnIndex()) + " in " + key);
            }
            lines.add("dynamic filter " + String.join(", ", filters));
        }
    }

    private static void project(PhysicalProject project, List<String> lines) {
        ExpressionPrinter printer = new ExpressionPrinter(project.child().columnNames());
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < project.expressions().size(); i++) {
            RexNode expression = project.expressions().get(i);
            String name = project.columnNames().get(i);
            String printed = printer.print(expression);
            boolean plain = expression instanceof RexInputRef && printed.equals(name);
            texts.add(plain || name.startsWith("$") || name.startsWith("EXPR$") ? printed : printed + " as " + name);
        }
        lines.add(String.join(", ", texts));
    }

    private static void join(PhysicalJoin join, List<String> lines) {
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < join.probeKeys().size(); i++) {
            conditions.add(join.probe().columnNames().get(join.probeKeys().get(i)) + " = "
                    + join.build().columnNames().get(join.buildKeys().get(i)));
        }
        List<String> names = new ArrayList<>(join.probe().columnNames());
        names.addAll(join.build().columnNames());
        if (!join.residual().isEmpty()) {
            conditions.add(new ExpressionPrinter(names).printAll(join.residual()));
        }
        if (!conditions.isEmpty()) {
            lines.add("on " + String.join(" and ", conditions));
        }
    }

    private static void aggregate(PhysicalAggregate aggregate, List<String> lines) {
        List<String> names = aggregate.child().columnNames();
        if (!aggregate.keys().isEmpty()) {
            lines.add("by "
                    + String.join(
                            ", ", aggregate.keys().stream().map(names::get).toList()));
        }
        List<String> calls = new ArrayList<>();
        for (AggregateCall call : aggregate.calls()) {
            String name = call.getAggregation().getKind() == SqlKind.SUM0
                    ? "sum"
                    : call.getAggregation().getName().toLowerCase(Locale.ROOT);
            String arguments = call.getArgList().isEmpty()
                    ? call.getAggregation().getKind() == SqlKind.COUNT ? "*" : ""
                    : String.join(
                            ", ", call.getArgList().stream().map(names::get).toList());
            String filter = call.hasFilter() ? " filter (where " + names.get(call.filterArg) + ")" : "";
            calls.add(name + "(" + arguments + ")" + filter);
        }
        if (!calls.isEmpty()) {
            lines.add(String.join(", ", calls));
        }
    }

    private static String keys(List<SortColumn> keys, PhysicalNode node) {
        List<String> texts = new ArrayList<>();
        for (SortColumn key : keys) {
            texts.add(node.columnNames().get(key.columnIndex())
                    + (key.descending() ? " desc" : "")
                    + (key.nullsFirst() ? " nulls first" : ""));
        }
        return String.join(", ", texts);
    }
}
