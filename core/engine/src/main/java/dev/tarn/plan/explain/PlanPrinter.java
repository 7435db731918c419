package dev.tarn.plan.explain;

import dev.tarn.catalog.type.SqlTypes;
import dev.tarn.plan.physical.DynamicFilter;
import dev.tarn.plan.physical.PhysicalAggregate;
import dev.tarn.plan.physical.PhysicalExpand;
import dev.tarn.plan.physical.PhysicalFilter;
import dev.tarn.plan.physical.PhysicalJoin;
import dev.tarn.plan.physical.PhysicalLimit;
import dev.tarn.plan.physical.PhysicalNode;
import dev.tarn.plan.physical.PhysicalProject;
import dev.tarn.plan.physical.PhysicalRepeat;
import dev.tarn.plan.physical.PhysicalScan;
import dev.tarn.plan.physical.PhysicalSort;
import dev.tarn.plan.physical.PhysicalTopN;
import dev.tarn.plan.physical.PhysicalUnnest;
import dev.tarn.plan.physical.PhysicalValues;
import dev.tarn.plan.physical.PhysicalWrite;
import dev.tarn.plan.physical.SortColumn;
import dev.tarn.spi.type.Type;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * Tells a physical plan in words of SQL, as a tree: of each node what it is, and lines for what it does. The same plan gives
 * the same text. Of a join the first input is the probe side, the second the build side.
 */
public final class PlanPrinter {
    private static final int MAX_NAME = 60;

    private final Map<PhysicalNode, List<String>> names = new IdentityHashMap<>();
    private final Function<PhysicalNode, List<String>> measured;

    private PlanPrinter(Function<PhysicalNode, List<String>> measured) {
        this.measured = measured;
    }

    /** Returns the text of EXPLAIN. */
    public static String print(PhysicalNode root, PlanFormat format) {
        return print(root, format, node -> List.of(), List.of());
    }

    /**
     * Returns the text of EXPLAIN ANALYZE.
     *
     * @param measured what a run of a node gave, a line each
     * @param whole what the run gave as a whole, a line each
     */
    public static String print(
            PhysicalNode root, PlanFormat format, Function<PhysicalNode, List<String>> measured, List<String> whole) {
        return PlanText.of(new PlanPrinter(measured).tree(root), format, whole);
    }

    private PlanTree tree(PhysicalNode node) {
        return new PlanTree(
                title(node),
                node.estimatedRows(),
                names(node),
                node.columnTypes().stream().map(PlanPrinter::type).toList(),
                details(node),
                measured.apply(node),
                node.children().stream().map(this::tree).toList());
    }

    private static String type(RelDataType type) {
        return SqlTypes.find(type).map(Type::sqlName).orElseGet(type::toString);
    }

    /** Rounds a number of rows to one significant digit. */
    static long rounded(double rows) {
        if (rows < 1) {
            return 1;
        }
        double unit = Math.pow(10, Math.floor(Math.log10(rows)));
        return Math.round(Math.round(rows / unit) * unit);
    }

    /** Writes a number of rows to one significant digit. */
    static String estimate(double rows) {
        long rounded = rounded(rows);
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
            return "Scan " + table(scan.tableName()) + " [" + scan.table().description() + "]";
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
        if (node instanceof PhysicalValues values) {
            return values.origin().isEmpty() ? "Values" : "Values: " + values.origin();
        }
        if (node instanceof PhysicalWrite write) {
            return WritePrinter.title(write);
        }
        if (node instanceof PhysicalUnnest unnest && unnest.isOuter()) {
            return "Unnest left";
        }
        return node.getClass().getSimpleName().substring("Physical".length());
    }

    /** Of a path, which may lie anywhere, the folder and the pattern are shown. */
    private static String table(String name) {
        if (!name.contains("/")) {
            return name;
        }
        String[] parts = name.split("/");
        return parts.length < 2 ? name : parts[parts.length - 2] + "/" + parts[parts.length - 1];
    }

    /** Returns what the columns of a node are called: what is computed and has no name is called by what it is. */
    private List<String> names(PhysicalNode node) {
        List<String> known = names.get(node);
        if (known == null) {
            known = computeNames(node);
            names.put(node, known);
        }
        return known;
    }

    private List<String> computeNames(PhysicalNode node) {
        List<String> result = new ArrayList<>();
        if (node instanceof PhysicalScan || node instanceof PhysicalWrite) {
            return node.columnNames();
        }
        if (node instanceof PhysicalJoin join) {
            join.probeOutput().forEach(i -> result.add(names(join.probe()).get(i)));
            join.buildOutput().forEach(i -> result.add(names(join.build()).get(i)));
            result.addAll(join.columnNames().subList(result.size(), join.columnCount()));
            return result;
        }
        if (node instanceof PhysicalProject project) {
            ExpressionPrinter printer = new ExpressionPrinter(names(project.child()));
            for (int i = 0; i < project.columnCount(); i++) {
                String name = project.columnNames().get(i);
                result.add(
                        isMade(name)
                                ? shortened(printer.print(project.expressions().get(i)))
                                : name);
            }
            return result;
        }
        if (node instanceof PhysicalAggregate aggregate) {
            List<String> input = names(aggregate.child());
            aggregate.keys().forEach(key -> result.add(input.get(key)));
            for (AggregateCall call : aggregate.calls()) {
                String name = aggregate.columnNames().get(result.size());
                result.add(isMade(name) ? shortened(call(call, input)) : name);
            }
            return result;
        }
        if (node instanceof PhysicalExpand expand) {
            result.addAll(names(expand.child()));
            result.add("set");
            return result;
        }
        if (node instanceof PhysicalRepeat repeat) {
            result.addAll(names(repeat.child()));
            result.remove(repeat.countColumn());
            return result;
        }
        if (node instanceof PhysicalUnnest unnest) {
            unnest.replicated()
                    .forEach(column -> result.add(names(unnest.child()).get(column)));
            for (String name : unnest.columnNames().subList(result.size(), unnest.columnCount())) {
                result.add(isMade(name) ? "element" : name);
            }
            return result;
        }
        return node.children().isEmpty() ? node.columnNames() : names(node.child());
    }

    private static boolean isMade(String name) {
        return name.contains("$") || name.startsWith("_col");
    }

    private static String shortened(String name) {
        return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME - 3) + "...";
    }

    private List<String> details(PhysicalNode node) {
        List<String> lines = new ArrayList<>();
        if (node instanceof PhysicalScan scan) {
            scan(scan, lines);
        } else if (node instanceof PhysicalFilter filter) {
            lines.add(new ExpressionPrinter(names(filter.child())).printAll(filter.conjuncts()));
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
        } else if (node instanceof PhysicalWrite write) {
            WritePrinter.details(write, lines);
        } else if (node instanceof PhysicalUnnest unnest) {
            List<String> input = names(unnest.child());
            lines.add(String.join(
                    ", ", unnest.collections().stream().map(input::get).toList()));
        } else if (node instanceof PhysicalExpand expand) {
            List<String> sets = new ArrayList<>();
            expand.groupingSets()
                    .forEach(set -> sets.add("("
                            + String.join(
                                    ", ", set.stream().map(names(expand)::get).toList()) + ")"));
            lines.add("sets " + String.join(", ", sets));
        }
        return lines;
    }

    private void scan(PhysicalScan scan, List<String> lines) {
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
                String key = names(build).get(filter.join().buildKeys().get(filter.keyIndex()));
                filters.add(names.get(filter.columnIndex()) + " in " + key);
            }
            lines.add("dynamic filter " + String.join(", ", filters));
        }
    }

    private void project(PhysicalProject project, List<String> lines) {
        ExpressionPrinter printer = new ExpressionPrinter(names(project.child()));
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < project.expressions().size(); i++) {
            RexNode expression = project.expressions().get(i);
            String name = project.columnNames().get(i);
            String printed = printer.print(expression);
            texts.add(isMade(name) || printed.equals(name) ? printed : printed + " as " + name);
        }
        lines.add(String.join(", ", texts));
    }

    private void join(PhysicalJoin join, List<String> lines) {
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < join.probeKeys().size(); i++) {
            conditions.add(names(join.probe()).get(join.probeKeys().get(i)) + " = "
                    + names(join.build()).get(join.buildKeys().get(i)));
        }
        List<String> both = new ArrayList<>(names(join.probe()));
        both.addAll(names(join.build()));
        if (!join.residual().isEmpty()) {
            conditions.add(new ExpressionPrinter(both).printAll(join.residual()));
        }
        if (!conditions.isEmpty()) {
            lines.add("on " + String.join(" and ", conditions));
        }
    }

    private void aggregate(PhysicalAggregate aggregate, List<String> lines) {
        List<String> input = names(aggregate.child());
        if (!aggregate.keys().isEmpty()) {
            lines.add("by "
                    + String.join(
                            ", ", aggregate.keys().stream().map(input::get).toList()));
        }
        List<String> calls = new ArrayList<>();
        for (AggregateCall call : aggregate.calls()) {
            String name = aggregate.columnNames().get(aggregate.keys().size() + calls.size());
            String text = call(call, input);
            calls.add(isMade(name) || name.equals(text) ? text : text + " as " + name);
        }
        if (!calls.isEmpty()) {
            lines.add(String.join(", ", calls));
        }
    }

    private static String call(AggregateCall call, List<String> input) {
        boolean sum = call.getAggregation().getKind() == SqlKind.SUM0;
        String name = sum ? "sum" : call.getAggregation().getName().toLowerCase(Locale.ROOT);
        String arguments = call.getArgList().isEmpty()
                ? call.getAggregation().getKind() == SqlKind.COUNT ? "*" : ""
                : String.join(", ", call.getArgList().stream().map(input::get).toList());
        String filter = call.hasFilter() ? " filter (where " + input.get(call.filterArg) + ")" : "";
        return name + "(" + arguments + ")" + filter;
    }

    private String keys(List<SortColumn> keys, PhysicalNode node) {
        List<String> texts = new ArrayList<>();
        for (SortColumn key : keys) {
            texts.add(names(node).get(key.columnIndex())
                    + (key.descending() ? " desc" : "")
                    + (key.nullsFirst() ? " nulls first" : ""));
        }
        return String.join(", ", texts);
    }
}
