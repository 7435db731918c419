package dev.tarn.plan.rule.pushdown;

import com.google.common.collect.ImmutableSet;
import dev.tarn.plan.logical.LogicalUnnest;
import dev.tarn.plan.rule.join.DeriveFromDisjunctions;
import dev.tarn.plan.rule.join.Equivalences;
import dev.tarn.plan.rule.join.JoinGraph;
import dev.tarn.plan.rule.join.JoinGraph.Vertex;
import dev.tarn.plan.rule.join.JoinGraphBuilder;
import dev.tarn.plan.rule.join.JoinOrderer;
import dev.tarn.plan.rule.join.JoinTreeBuilder;
import dev.tarn.plan.rule.simplify.Expressions;
import dev.tarn.plan.stats.SelectivityEstimator;
import dev.tarn.plan.stats.StatisticsEstimator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexExecutor;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Moves every filter as far down as it goes, in one pass from the top, and puts joins in order on the way back.
 *
 * <pre>
 * Filter(p AND q AND r)                       Join(r), in the cheapest order
 *   Join                              -&gt;        A with p
 *     A, B                                        B with q and what p says about it
 * </pre>
 */
public final class PushFilters {
    private final RexBuilder rex;
    private final RexExecutor folder;
    private final StatisticsEstimator statistics;

    public PushFilters(RelOptCluster cluster, StatisticsEstimator statistics) {
        this.rex = cluster.getRexBuilder();
        this.folder = cluster.getPlanner().getExecutor();
        this.statistics = statistics;
    }

    /** Returns a tree of the same rows. */
    public RelNode apply(RelNode root) {
        return push(root, List.of());
    }

    private RelNode push(RelNode node, List<RexNode> predicates) {
        return push(node, predicates, predicates.isEmpty());
    }

    /**
     * Returns {@code node} with {@code predicates}, over its columns, enforced.
     *
     * @param simple whether they are simplified together
     */
    private RelNode push(RelNode node, List<RexNode> predicates, boolean simple) {
        if (node instanceof LogicalFilter filter) {
            // The inner condition first: it may keep rows away for which an outer one fails.
            List<RexNode> all = new ArrayList<>(RelOptUtil.conjunctions(filter.getCondition()));
            all.addAll(predicates);
            return push(filter.getInput(), all, false);
        }
        if (node instanceof LogicalProject project) {
            return pushProject(project, predicates);
        }
        if (node instanceof LogicalJoin join) {
            return switch (join.getJoinType()) {
                case FULL, RIGHT -> pushOuter(join, predicates);
                case INNER, LEFT, SEMI, ANTI -> pushJoins(join, predicates);
                default -> pushMark(join, predicates);
            };
        }
        if (node instanceof LogicalAggregate aggregate) {
            return pushAggregate(aggregate, predicates);
        }
        if (node instanceof SetOp operation
                && (operation.all || predicates.stream().allMatch(RexUtil::isDeterministic))) {
            List<RelNode> inputs = new ArrayList<>();
            operation.getInputs().forEach(input -> inputs.add(push(input, predicates)));
            return operation.copy(operation.getTraitSet(), inputs);
        }
        if (node instanceof LogicalSort sort && sort.fetch == null && sort.offset == null) {
            return sort.copy(sort.getTraitSet(), List.of(push(sort.getInput(), predicates)));
        }
        if (node instanceof LogicalUnnest unnest) {
            return pushUnnest(unnest, predicates);
        }
        List<RelNode> inputs = new ArrayList<>();
        node.getInputs().forEach(input -> inputs.add(push(input, List.of())));
        return filter(inputs.isEmpty() ? node : node.copy(node.getTraitSet(), inputs), predicates, simple);
    }

    private RelNode filter(RelNode node, List<RexNode> predicates) {
        return filter(node, predicates, false);
    }

    private RelNode filter(RelNode node, List<RexNode> predicates, boolean simple) {
        List<RexNode> simplified = simple ? predicates : simplify(predicates);
        if (simplified.isEmpty()) {
            return node;
        }
        if (simplified.size() == 1 && simplified.get(0).isAlwaysFalse()) {
            return LogicalValues.createEmpty(node.getCluster(), node.getRowType());
        }
        return LogicalFilter.create(node, RexUtil.composeConjunction(rex, simplified));
    }

    private List<RexNode> simplify(List<RexNode> conjuncts) {
        List<RexNode> plain = new ArrayList<>();
        conjuncts.forEach(conjunct -> plain.add(Expressions.withoutNullabilityCasts(conjunct)));
        return Expressions.simplifyConjunction(plain, rex, folder);
    }

    private RelNode pushProject(LogicalProject project, List<RexNode> predicates) {
        List<RexNode> below = new ArrayList<>();
        List<RexNode> above = new ArrayList<>();
        boolean movable = !RexOver.containsOver(project.getProjects(), null)
                && project.getProjects().stream().allMatch(RexUtil::isDeterministic);
        for (RexNode predicate : predicates) {
            if (movable) {
                below.add(RelOptUtil.pushPastProject(predicate, project));
            } else {
                above.add(predicate);
            }
        }
        RelNode input = push(project.getInput(), below);
        List<RexNode> expressions = new ArrayList<>();
        for (RexNode expression : project.getProjects()) {
            expressions.add(Expressions.simplify(expression, rex, folder));
        }
        // Two projects, one over the other, become one.
        if (input instanceof LogicalProject inner && !RexOver.containsOver(inner.getProjects(), null)) {
            List<RexNode> merged = RelOptUtil.pushPastProjectUnlessBloat(expressions, inner, 10);
            if (merged != null) {
                expressions = merged;
                input = inner.getInput();
            }
        }
        List<String> names = project.getRowType().getFieldNames();
        if (RexUtil.isIdentity(expressions, input.getRowType())
                && input.getRowType().getFieldNames().equals(names)) {
            return filter(input, above);
        }
        return filter(LogicalProject.create(input, project.getHints(), expressions, names, ImmutableSet.of()), above);
    }

    private RelNode pushAggregate(LogicalAggregate aggregate, List<RexNode> predicates) {
        List<RexNode> below = new ArrayList<>();
        List<RexNode> above = new ArrayList<>();
        int[] keys = aggregate.getGroupSet().toArray();
        ImmutableBitSet everywhere = ImmutableBitSet.range(keys.length);
        for (ImmutableBitSet set : aggregate.getGroupSets()) {
            ImmutableBitSet.Builder positions = ImmutableBitSet.builder();
            set.forEach(key -> positions.set(aggregate.getGroupSet().indexOf(key)));
            everywhere = everywhere.intersect(positions.build());
        }
        for (RexNode predicate : predicates) {
            ImmutableBitSet used = RelOptUtil.InputFinder.bits(predicate);
            if (!used.isEmpty() && everywhere.contains(used) && RexUtil.isDeterministic(predicate)) {
                below.add(Expressions.mapColumns(predicate, i -> keys[i]));
            } else {
                above.add(predicate);
            }
        }
        RelNode input = push(aggregate.getInput(), below);
        return filter(aggregate.copy(aggregate.getTraitSet(), List.of(input)), above);
    }

    /** A RIGHT join is a LEFT join of its sides exchanged; a FULL join may be less than that under its conditions. */
    private RelNode pushOuter(LogicalJoin join, List<RexNode> predicates) {
        JoinRelType type = join.getJoinType();
        for (RexNode predicate : predicates) {
            type = RelOptUtil.simplifyJoin(join, com.google.common.collect.ImmutableList.of(predicate), type);
        }
        if (type == JoinRelType.RIGHT) {
            int left = join.getLeft().getRowType().getFieldCount();
            int right = join.getRight().getRowType().getFieldCount();
            RexNode condition = Expressions.mapColumns(join.getCondition(), i -> i < left ? i + right : i - left);
            RelNode swapped = LogicalJoin.create(
                    join.getRight(), join.getLeft(), join.getHints(), condition, ImmutableSet.of(), JoinRelType.LEFT);
            List<RexNode> fields = new ArrayList<>();
            for (int i = 0; i < left + right; i++) {
                fields.add(rex.makeInputRef(swapped, i < left ? i + right : i - left));
            }
            RelNode project = LogicalProject.create(
                    swapped, join.getHints(), fields, join.getRowType().getFieldNames(), ImmutableSet.of());
            return push(project, predicates);
        }
        if (type != JoinRelType.FULL) {
            return push(
                    join.copy(join.getTraitSet(), join.getCondition(), join.getLeft(), join.getRight(), type, false),
                    predicates);
        }
        RelNode left = push(join.getLeft(), List.of());
        RelNode right = push(join.getRight(), List.of());
        RexNode condition = RexUtil.composeConjunction(rex, simplify(RelOptUtil.conjunctions(join.getCondition())));
        return filter(join.copy(join.getTraitSet(), condition, left, right, type, false), predicates);
    }

    private RelNode pushMark(LogicalJoin join, List<RexNode> predicates) {
        int leftFields = join.getLeft().getRowType().getFieldCount();
        List<RexNode> below = new ArrayList<>();
        List<RexNode> above = new ArrayList<>();
        for (RexNode predicate : predicates) {
            (RelOptUtil.InputFinder.bits(predicate).length() <= leftFields ? below : above).add(predicate);
        }
        RelNode left = push(join.getLeft(), below);
        RelNode right = push(join.getRight(), List.of());
        return filter(
                join.copy(join.getTraitSet(), join.getCondition(), left, right, join.getJoinType(), false), above);
    }

    /** What is said of a row as a whole is said before it is taken apart. */
    private RelNode pushUnnest(LogicalUnnest unnest, List<RexNode> predicates) {
        int width = unnest.getInput().getRowType().getFieldCount();
        List<RexNode> below = new ArrayList<>();
        List<RexNode> above = new ArrayList<>();
        for (RexNode predicate : predicates) {
            boolean ofRow =
                    RelOptUtil.InputFinder.bits(predicate).length() <= width && RexUtil.isDeterministic(predicate);
            (ofRow ? below : above).add(predicate);
        }
        RelNode input = push(unnest.getInput(), below);
        return filter(unnest.copy(unnest.getTraitSet(), List.of(input)), above);
    }

    private RelNode pushJoins(LogicalJoin join, List<RexNode> predicates) {
        JoinGraph graph = JoinGraphBuilder.build(join, predicates);
        Set<RexNode> simplified = new LinkedHashSet<>(simplify(graph.conditions()));
        if (simplified.size() == 1 && simplified.iterator().next().isAlwaysFalse()) {
            return LogicalValues.createEmpty(join.getCluster(), join.getRowType());
        }
        graph.conditions().clear();
        graph.conditions().addAll(simplified);
        for (Vertex vertex : graph.vertices()) {
            List<RexNode> own = new ArrayList<>();
            vertex.ownConditions().forEach(condition -> own.add(Expressions.withoutNullabilityCasts(condition)));
            vertex.ownConditions().clear();
            vertex.ownConditions().addAll(own);
        }
        Map<RexNode, List<RexNode>> derived = new HashMap<>();
        for (RexNode condition : List.copyOf(graph.conditions())) {
            List<RexNode> parts = DeriveFromDisjunctions.derive(condition, graph, rex);
            if (!parts.isEmpty()) {
                derived.put(condition, parts);
                graph.conditions().addAll(parts);
            }
        }
        Equivalences equivalences = Equivalences.extract(graph);
        Map<Integer, List<RexNode>> single = equivalences.distribute(graph, rex);
        Map<RexNode, Double> derivedShares = new HashMap<>();
        for (int v = 0; v < graph.vertices().size(); v++) {
            Vertex vertex = graph.vertices().get(v);
            List<RexNode> own = new ArrayList<>();
            for (RexNode condition : single.getOrDefault(v, List.of())) {
                own.add(Expressions.mapColumns(condition, i -> i - vertex.firstColumn()));
            }
            boolean simple = simplified.containsAll(single.getOrDefault(v, List.of()));
            vertex.setNode(push(vertex.node(), own, simple));
        }
        derived.forEach((condition, parts) -> derivedShares.put(condition, share(graph, parts)));
        List<List<RexNode>> classes = equivalences.classes();
        JoinOrderer orderer = new JoinOrderer(graph, classes, derivedShares, statistics);
        return JoinTreeBuilder.build(graph, classes, orderer, join.getRowType().getFieldNames(), rex);
    }

    private double share(JoinGraph graph, List<RexNode> parts) {
        double share = 1;
        for (RexNode part : parts) {
            Vertex vertex = graph.vertices().get(Long.numberOfTrailingZeros(graph.verticesOf(part)));
            RexNode local = Expressions.mapColumns(part, i -> i - vertex.firstColumn());
            share *= SelectivityEstimator.selectivity(local, statistics.estimate(vertex.node()));
        }
        return share;
    }
}
