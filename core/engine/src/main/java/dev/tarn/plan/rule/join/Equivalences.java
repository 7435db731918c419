package dev.tarn.plan.rule.join;

import dev.tarn.plan.rule.join.JoinGraph.Vertex;
import dev.tarn.plan.rule.simplify.Expressions;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Classes of expressions that a graph's conditions make equal, each of one relation, and what follows from them: a
 * condition on one member of a class holds for all others.
 */
public final class Equivalences {
    private final List<Set<RexNode>> classes = new ArrayList<>();

    private Equivalences() {}

    /** Takes the equalities between INNER relations out of the graph's conditions and groups what they make equal. */
    public static Equivalences extract(JoinGraph graph) {
        Equivalences equivalences = new Equivalences();
        for (Iterator<RexNode> i = graph.conditions().iterator(); i.hasNext(); ) {
            RexNode condition = i.next();
            if (condition.getKind() != SqlKind.EQUALS || !RexUtil.isDeterministic(condition)) {
                continue;
            }
            RexNode left = ((RexCall) condition).getOperands().get(0);
            RexNode right = ((RexCall) condition).getOperands().get(1);
            if (isMember(left, graph) && isMember(right, graph) && comparable(left.getType(), right.getType())) {
                equivalences.merge(left, right);
                i.remove();
            }
        }
        return equivalences;
    }

    private static boolean isMember(RexNode side, JoinGraph graph) {
        long vertices = graph.verticesOf(side);
        return Long.bitCount(vertices) == 1
                && graph.vertices().get(Long.numberOfTrailingZeros(vertices)).isInner();
    }

    private static boolean comparable(RelDataType left, RelDataType right) {
        if (SqlTypeUtil.equalSansNullability(left, right)) {
            return true;
        }
        return left.getSqlTypeName() == right.getSqlTypeName() && left.getFamily() == SqlTypeFamily.CHARACTER;
    }

    private void merge(RexNode left, RexNode right) {
        Set<RexNode> leftClass = classOf(left);
        Set<RexNode> rightClass = classOf(right);
        if (leftClass == null && rightClass == null) {
            classes.add(new LinkedHashSet<>(List.of(left, right)));
        } else if (leftClass == null) {
            rightClass.add(left);
        } else if (rightClass == null) {
            leftClass.add(right);
        } else if (leftClass != rightClass) {
            leftClass.addAll(rightClass);
            classes.removeIf(members -> members == rightClass);
        }
    }

    private Set<RexNode> classOf(RexNode member) {
        for (Set<RexNode> members : classes) {
            if (members.contains(member)) {
                return members;
            }
        }
        return null;
    }

    /** Returns the classes. */
    public List<List<RexNode>> classes() {
        return classes.stream().map(List::copyOf).toList();
    }

    /**
     * Returns the conditions that each relation can check by itself, by its number: those of the graph, which are taken
     * out of it, and those that follow for other members of a class, over the graph's columns.
     */
    public Map<Integer, List<RexNode>> distribute(JoinGraph graph, RexBuilder rex) {
        Map<Integer, List<RexNode>> single = new LinkedHashMap<>();
        for (Iterator<RexNode> i = graph.conditions().iterator(); i.hasNext(); ) {
            RexNode condition = i.next();
            long vertices = graph.verticesOf(condition);
            int vertex = Long.numberOfTrailingZeros(vertices);
            if (Long.bitCount(vertices) == 1 && graph.vertices().get(vertex).isInner()) {
                add(single, vertex, condition);
                i.remove();
            }
        }
        for (Set<RexNode> members : classes) {
            withinOneRelation(graph, members, single, rex);
            spread(graph, members, single);
        }
        ownConditions(graph, single);
        return single;
    }

    private static void withinOneRelation(
            JoinGraph graph, Set<RexNode> members, Map<Integer, List<RexNode>> single, RexBuilder rex) {
        Map<Integer, RexNode> first = new LinkedHashMap<>();
        for (Iterator<RexNode> i = members.iterator(); i.hasNext(); ) {
            RexNode member = i.next();
            int vertex = Long.numberOfTrailingZeros(graph.verticesOf(member));
            RexNode earlier = first.putIfAbsent(vertex, member);
            if (earlier != null) {
                add(single, vertex, rex.makeCall(SqlStdOperatorTable.EQUALS, earlier, member));
                i.remove();
            }
        }
    }

    private static void spread(JoinGraph graph, Set<RexNode> members, Map<Integer, List<RexNode>> single) {
        for (RexNode from : members) {
            if (!(from instanceof RexInputRef ref)) {
                continue;
            }
            int vertex = graph.vertexOfColumn(ref.getIndex());
            for (RexNode condition : List.copyOf(single.getOrDefault(vertex, List.of()))) {
                if (!onlyColumn(condition, ref)) {
                    continue;
                }
                for (RexNode to : members) {
                    if (to instanceof RexInputRef target && target != from) {
                        add(single, graph.vertexOfColumn(target.getIndex()), moved(condition, ref, target));
                    }
                }
            }
        }
    }

    /** Moves what LEFT, SEMI and ANTI joins require of one side to that side, where that is allowed. */
    private static void ownConditions(JoinGraph graph, Map<Integer, List<RexNode>> single) {
        for (int v = 0; v < graph.vertices().size(); v++) {
            Vertex vertex = graph.vertices().get(v);
            if (vertex.isInner()) {
                continue;
            }
            for (RexNode condition : List.copyOf(vertex.ownConditions())) {
                long vertices = graph.verticesOf(condition);
                if (vertices == 1L << v) {
                    add(single, v, condition);
                    vertex.ownConditions().remove(condition);
                } else if (vertex.type() == JoinRelType.SEMI
                        && Long.bitCount(vertices) == 1
                        && graph.vertices()
                                .get(Long.numberOfTrailingZeros(vertices))
                                .isInner()) {
                    add(single, Long.numberOfTrailingZeros(vertices), condition);
                    vertex.ownConditions().remove(condition);
                } else {
                    implied(graph, v, condition, single);
                }
            }
        }
    }

    /** A row of the right side that cannot match, because the left side's rows are known, need not be read. */
    private static void implied(JoinGraph graph, int v, RexNode condition, Map<Integer, List<RexNode>> single) {
        if (condition.getKind() != SqlKind.EQUALS) {
            return;
        }
        RexNode a = ((RexCall) condition).getOperands().get(0);
        RexNode b = ((RexCall) condition).getOperands().get(1);
        if (!(a instanceof RexInputRef left && b instanceof RexInputRef right)
                || !comparable(a.getType(), b.getType())) {
            return;
        }
        RexInputRef outer = graph.vertexOfColumn(left.getIndex()) == v ? right : left;
        RexInputRef inner = outer == left ? right : left;
        int outerVertex = graph.vertexOfColumn(outer.getIndex());
        if (graph.vertexOfColumn(inner.getIndex()) != v || outerVertex == v) {
            return;
        }
        for (RexNode known : List.copyOf(single.getOrDefault(outerVertex, List.of()))) {
            if (onlyColumn(known, outer) && graph.vertices().get(outerVertex).isInner()) {
                add(single, v, moved(known, outer, inner));
            }
        }
    }

    private static boolean onlyColumn(RexNode condition, RexInputRef column) {
        return RelOptUtil.InputFinder.bits(condition).equals(ImmutableBitSet.of(column.getIndex()))
                && RexUtil.isDeterministic(condition)
                && condition.getKind() != SqlKind.IS_NOT_NULL;
    }

    private static RexNode moved(RexNode condition, RexInputRef from, RexInputRef to) {
        return Expressions.mapColumns(condition, i -> i == from.getIndex() ? to.getIndex() : i);
    }

    private static void add(Map<Integer, List<RexNode>> single, int vertex, RexNode condition) {
        List<RexNode> conditions = single.computeIfAbsent(vertex, key -> new ArrayList<>());
        if (!conditions.contains(condition)) {
            conditions.add(condition);
        }
    }
}
