package dev.tarn.plan.rule.pushdown;

import dev.tarn.catalog.CalciteTable;
import dev.tarn.catalog.TableHandle;
import dev.tarn.catalog.field.FieldColumn;
import dev.tarn.catalog.field.FieldTable;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.catalog.Table;
import dev.tarn.spi.type.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.prepare.RelOptTableImpl;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/**
 * Moves the access to fields of ROWs down to the scans, where each becomes a column {@code a.b.c}: then only that leaf is
 * read, filters on it prune and run while reading, and what the planner knows of columns holds for it.
 */
public final class PushFields {
    private final RexBuilder rex;

    private PushFields(RexBuilder rex) {
        this.rex = rex;
    }

    /** Returns {@code root}, or an equal tree in which scans read the fields that are asked for. */
    public static RelNode apply(RelNode root) {
        Pushed pushed = new PushFields(root.getCluster().getRexBuilder()).push(root, List.of());
        return pushed.node.getRowType().getFieldCount() == root.getRowType().getFieldCount()
                ? pushed.node
                : firstColumns(pushed.node, root);
    }

    /** A node with the columns it had, and more: where each of the paths that were asked for is. */
    private record Pushed(RelNode node, Map<FieldPath, Integer> columns) {}

    /** Pushes what {@code wanted} names of the columns of {@code node}, and all that its own expressions name. */
    private Pushed push(RelNode node, Collection<FieldPath> wanted) {
        if (node instanceof LogicalTableScan scan && !wanted.isEmpty()) {
            return scan(scan, wanted);
        }
        if (node instanceof LogicalFilter filter) {
            return filter(filter, wanted);
        }
        if (node instanceof LogicalProject project) {
            return project(project, wanted);
        }
        if (node instanceof LogicalJoin join) {
            return join(join, wanted);
        }
        if (node instanceof LogicalSort sort) {
            Pushed input = push(sort.getInput(), wanted);
            if (input.node == sort.getInput()) {
                return new Pushed(sort, input.columns);
            }
            return new Pushed(sort.copy(sort.getTraitSet(), List.of(input.node)), input.columns);
        }
        return onTop(withPlainInputs(node), wanted);
    }

    /** Pushes within the inputs of a node whose columns must stay as they are. */
    private RelNode withPlainInputs(RelNode node) {
        List<RelNode> inputs = new ArrayList<>();
        boolean changed = false;
        for (RelNode input : node.getInputs()) {
            RelNode pushed = push(input, List.of()).node;
            if (pushed.getRowType().getFieldCount() != input.getRowType().getFieldCount()) {
                pushed = firstColumns(pushed, input);
            }
            changed |= pushed != input;
            inputs.add(pushed);
        }
        return changed ? node.copy(node.getTraitSet(), inputs) : node;
    }

    /** Takes the fields where {@code node} ends. */
    private Pushed onTop(RelNode node, Collection<FieldPath> wanted) {
        if (wanted.isEmpty()) {
            return new Pushed(node, Map.of());
        }
        List<RexNode> expressions = identity(node, node.getRowType().getFieldCount());
        List<String> names = new ArrayList<>(node.getRowType().getFieldNames());
        Map<FieldPath, Integer> columns = new LinkedHashMap<>();
        for (FieldPath path : wanted) {
            columns.put(path, expressions.size());
            names.add(name(names, path));
            expressions.add(path.of(expressions.get(path.column()), rex));
        }
        return new Pushed(LogicalProject.create(node, List.of(), expressions, names, Set.of()), columns);
    }

    private Pushed scan(LogicalTableScan scan, Collection<FieldPath> wanted) {
        TableHandle handle = scan.getTable().unwrap(TableHandle.class);
        if (handle == null) {
            return onTop(scan, wanted);
        }
        Table table = handle.table();
        List<String> names = scan.getRowType().getFieldNames();
        Map<String, Type> types = new LinkedHashMap<>();
        for (ColumnSchema column : table.columns()) {
            types.put(column.name(), column.type());
        }
        List<FieldColumn> fields = new ArrayList<>();
        Map<FieldPath, Integer> columns = new LinkedHashMap<>();
        for (FieldPath path : wanted) {
            String column = names.get(path.column());
            Type type = FieldColumn.typeOf(types.get(column), path.names());
            FieldColumn field = new FieldColumn(column, path.names(), type);
            if (type == null || types.containsKey(field.name())) {
                return onTop(scan, wanted);
            }
            columns.put(path, names.size() + fields.size());
            fields.add(field);
        }
        TableHandle widened = new TableHandle(handle.name(), new FieldTable(table, fields));
        CalciteTable calciteTable = new CalciteTable(widened);
        RelOptTableImpl wide = RelOptTableImpl.create(
                scan.getTable().getRelOptSchema(),
                calciteTable.getRowType(scan.getCluster().getTypeFactory()),
                scan.getTable().getQualifiedName(),
                calciteTable,
                PushFields::notGenerated);
        return new Pushed(LogicalTableScan.create(scan.getCluster(), wide, List.of()), columns);
    }

    /** Calcite asks tables for Java expressions when it generates code, which Tarn never lets it do. */
    private static Expression notGenerated(Class<?> type) {
        throw new IllegalStateException("no code is generated for " + type);
    }

    private Pushed filter(LogicalFilter filter, Collection<FieldPath> wanted) {
        Set<FieldPath> paths = new LinkedHashSet<>(wanted);
        FieldPath.collect(filter.getCondition(), paths);
        Pushed input = push(filter.getInput(), paths);
        RexNode condition = filter.getCondition().accept(references(input));
        return new Pushed(filter.copy(filter.getTraitSet(), input.node, condition), input.columns);
    }

    private Pushed project(LogicalProject project, Collection<FieldPath> wanted) {
        Set<FieldPath> paths = new LinkedHashSet<>();
        List<RexNode> expressions = new ArrayList<>(project.getProjects());
        List<String> names = new ArrayList<>(project.getRowType().getFieldNames());
        Map<FieldPath, Integer> columns = new LinkedHashMap<>();
        for (FieldPath path : wanted) {
            columns.put(path, expressions.size());
            names.add(name(names, path));
            expressions.add(path.of(expressions.get(path.column()), rex));
        }
        expressions.forEach(expression -> FieldPath.collect(expression, paths));
        Pushed input = push(project.getInput(), paths);
        if (input.node == project.getInput() && wanted.isEmpty()) {
            return new Pushed(project, columns);
        }
        FieldReferences references = references(input);
        expressions.replaceAll(expression -> expression.accept(references));
        return new Pushed(LogicalProject.create(input.node, List.of(), expressions, names, Set.of()), columns);
    }

    private Pushed join(LogicalJoin join, Collection<FieldPath> wanted) {
        int leftWidth = join.getLeft().getRowType().getFieldCount();
        Set<FieldPath> paths = new LinkedHashSet<>(wanted);
        FieldPath.collect(join.getCondition(), paths);
        Set<FieldPath> leftPaths = new LinkedHashSet<>();
        Set<FieldPath> rightPaths = new LinkedHashSet<>();
        for (FieldPath path : paths) {
            if (path.column() < leftWidth) {
                leftPaths.add(path);
            } else {
                rightPaths.add(path.in(path.column() - leftWidth));
            }
        }
        Pushed left = push(join.getLeft(), leftPaths);
        Pushed right = push(join.getRight(), rightPaths);
        if (left.node == join.getLeft() && right.node == join.getRight()) {
            return new Pushed(join, Map.of());
        }
        int newLeftWidth = left.node.getRowType().getFieldCount();
        Map<FieldPath, Integer> columns = new LinkedHashMap<>(left.columns);
        right.columns.forEach((path, column) -> columns.put(path.in(path.column() + leftWidth), column + newLeftWidth));
        List<RelDataTypeField> fields = new ArrayList<>(left.node.getRowType().getFieldList());
        fields.addAll(right.node.getRowType().getFieldList());
        RexNode condition = join.getCondition()
                .accept(new FieldReferences(columns, i -> i < leftWidth ? i : i - leftWidth + newLeftWidth, fields));
        RelNode joined = join.copy(
                join.getTraitSet(), condition, left.node, right.node, join.getJoinType(), join.isSemiJoinDone());
        return newLeftWidth == leftWidth || !join.getJoinType().projectsRight()
                ? new Pushed(joined, columns)
                : inOldOrder(joined, join.getRowType(), columns, leftWidth, newLeftWidth);
    }

    /** Puts the columns that a join had first again, and the fields behind them. */
    private static Pushed inOldOrder(
            RelNode joined, RelDataType oldType, Map<FieldPath, Integer> columns, int leftWidth, int newLeftWidth) {
        List<RelDataTypeField> fields = joined.getRowType().getFieldList();
        List<RexNode> expressions = new ArrayList<>();
        List<String> names = new ArrayList<>(oldType.getFieldNames());
        for (int i = 0; i < oldType.getFieldCount(); i++) {
            int at = i < leftWidth ? i : i - leftWidth + newLeftWidth;
            expressions.add(new RexInputRef(at, fields.get(at).getType()));
        }
        Map<FieldPath, Integer> ordered = new LinkedHashMap<>();
        columns.forEach((path, at) -> {
            ordered.put(path, expressions.size());
            names.add(name(names, path));
            expressions.add(new RexInputRef(at, fields.get(at).getType()));
        });
        return new Pushed(LogicalProject.create(joined, List.of(), expressions, names, Set.of()), ordered);
    }

    private static FieldReferences references(Pushed input) {
        return new FieldReferences(
                input.columns, i -> i, input.node.getRowType().getFieldList());
    }

    private static String name(List<String> columnNames, FieldPath path) {
        return columnNames.get(path.column()) + "." + String.join(".", path.names());
    }

    /** Returns the columns that {@code like} has, which are the first of {@code node}. */
    private static RelNode firstColumns(RelNode node, RelNode like) {
        return LogicalProject.create(
                node,
                List.of(),
                identity(node, like.getRowType().getFieldCount()),
                like.getRowType().getFieldNames(),
                Set.of());
    }

    private static List<RexNode> identity(RelNode node, int count) {
        List<RexNode> references = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            references.add(RexInputRef.of(i, node.getRowType()));
        }
        return references;
    }
}
