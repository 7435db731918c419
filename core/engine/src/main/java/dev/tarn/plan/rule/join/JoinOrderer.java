package dev.tarn.plan.rule.join;

import dev.tarn.plan.rule.join.JoinGraph.Vertex;
import dev.tarn.plan.rule.simplify.Expressions;
import dev.tarn.plan.stats.ColumnEstimate;
import dev.tarn.plan.stats.JoinEstimate;
import dev.tarn.plan.stats.RelationEstimate;
import dev.tarn.plan.stats.SelectivityEstimator;
import dev.tarn.plan.stats.StatisticsEstimator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * Finds the cheapest order to join the relations of a graph: by dynamic programming over all bushy trees without cross
 * joins for up to {@value #MAX_EXHAUSTIVE} relations, else by joining the cheapest pair again and again. Relations that
 * nothing connects are crossed last, the smallest first.
 *
 * <p>The left side of a join is the one that probes, the right side the one that the hash table is built of.
 */
public final class JoinOrderer {
    private static final int MAX_EXHAUSTIVE = 11;
    private static final double RESIDUAL_MATCH = 0.8;
    private static final double LEAST_UNMATCHED = 0.1;

    /** A way to join the relations of {@code mask}; a leaf has no sides. */
    record Tree(long mask, Tree left, Tree right, double rows, double cost) {}

    private record Condition(RexNode node, long mask, double selectivity) {}

    /** For each relation (by its bit's number) its member's estimate, or null. */
    private record KeyClass(ColumnEstimate[] members, long mask) {}

    private final JoinGraph graph;
    private final RelationEstimate[] estimates;
    private final List<KeyClass> classes = new ArrayList<>();
    private final List<Condition> conditions = new ArrayList<>();
    private final long[] requires;
    private final Map<Long, Double> rowsOf = new HashMap<>();

    /**
     * Prepares.
     *
     * @param classes what is equal, each a list of expressions of INNER relations
     * @param derivedShares for a condition from which others were derived the share that those keep
     */
    public JoinOrderer(
            JoinGraph graph,
            List<List<RexNode>> classes,
            Map<RexNode, Double> derivedShares,
            StatisticsEstimator statistics) {
        this.graph = graph;
        int count = graph.vertices().size();
        this.estimates = new RelationEstimate[count];
        this.requires = new long[count];
        List<ColumnEstimate> all = new ArrayList<>();
        double product = 1;
        for (int v = 0; v < count; v++) {
            Vertex vertex = graph.vertices().get(v);
            estimates[v] = statistics.estimate(vertex.node());
            all.addAll(estimates[v].columns());
            product = Math.min(1e30, product * Math.max(1, estimates[v].rows()));
            for (RexNode own : vertex.ownConditions()) {
                requires[v] |= graph.verticesOf(own) & ~(1L << v);
            }
            if (!vertex.isInner() && requires[v] == 0) {
                requires[v] = 1;
            }
        }
        RelationEstimate whole = new RelationEstimate(product, all);
        for (List<RexNode> members : classes) {
            ColumnEstimate[] byVertex = new ColumnEstimate[count];
            long mask = 0;
            for (RexNode member : members) {
                int v = Long.numberOfTrailingZeros(graph.verticesOf(member));
                byVertex[v] = memberEstimate(member, v);
                mask |= 1L << v;
            }
            this.classes.add(new KeyClass(byVertex, mask));
        }
        for (RexNode condition : graph.conditions()) {
            double share =
                    SelectivityEstimator.selectivity(condition, whole) / derivedShares.getOrDefault(condition, 1.0);
            conditions.add(new Condition(condition, graph.verticesOf(condition), Math.min(1, share)));
        }
    }

    private ColumnEstimate memberEstimate(RexNode member, int v) {
        int first = graph.vertices().get(v).firstColumn();
        RexNode local = Expressions.mapColumns(member, i -> i - first);
        return SelectivityEstimator.expression(local, estimates[v]);
    }

    /** Returns the cheapest tree of all relations. */
    Tree order() {
        int count = graph.vertices().size();
        List<Tree> pieces = new ArrayList<>();
        for (int v = 0; v < count; v++) {
            pieces.add(new Tree(1L << v, null, null, estimates[v].rows(), 0));
        }
        if (count > MAX_EXHAUSTIVE) {
            return greedy(pieces);
        }
        Tree[] best = new Tree[1 << count];
        for (int v = 0; v < count; v++) {
            best[1 << v] = pieces.get(v);
        }
        for (int mask = 1; mask < best.length; mask++) {
            if (Integer.bitCount(mask) > 1) {
                best[mask] = cheapest(mask, best);
            }
        }
        if (best[best.length - 1] != null) {
            return best[best.length - 1];
        }
        return greedy(components(best, count));
    }

    private Tree cheapest(int mask, Tree[] best) {
        Tree cheapest = null;
        for (int side = (mask - 1) & mask; side > 0; side = (side - 1) & mask) {
            Tree left = best[side];
            Tree right = best[mask ^ side];
            if (left == null || right == null || !connected(left.mask(), right.mask())) {
                continue;
            }
            Tree tree = join(left, right, cheapest == null ? Double.MAX_VALUE : cheapest.cost());
            if (tree != null) {
                cheapest = tree;
            }
        }
        return cheapest;
    }

    /** Returns the largest joined sets that nothing connects. */
    private static List<Tree> components(Tree[] best, int count) {
        List<Tree> pieces = new ArrayList<>();
        long covered = 0;
        while (Long.bitCount(covered) < count) {
            Tree largest = null;
            for (Tree tree : best) {
                if (tree != null
                        && (tree.mask() & covered) == 0
                        && (largest == null || Long.bitCount(tree.mask()) > Long.bitCount(largest.mask()))) {
                    largest = tree;
                }
            }
            pieces.add(largest);
            covered |= largest.mask();
        }
        return pieces;
    }

    private Tree greedy(List<Tree> initial) {
        List<Tree> pieces = new ArrayList<>(initial);
        while (pieces.size() > 1) {
            Tree cheapest = cheapestPair(pieces, false);
            if (cheapest == null) {
                cheapest = cheapestPair(pieces, true);
            }
            long joined = cheapest.mask();
            pieces.removeIf(piece -> (piece.mask() & joined) != 0);
            pieces.add(cheapest);
        }
        return pieces.get(0);
    }

    private Tree cheapestPair(List<Tree> pieces, boolean cross) {
        Tree cheapest = null;
        for (Tree left : pieces) {
            for (Tree right : pieces) {
                if (left != right && (cross || connected(left.mask(), right.mask()))) {
                    Tree tree = join(left, right, Double.MAX_VALUE);
                    if (tree != null && (cheapest == null || rank(tree) < rank(cheapest))) {
                        cheapest = tree;
                    }
                }
            }
        }
        return cheapest;
    }

    private static double rank(Tree tree) {
        return tree.cost() + tree.rows();
    }

    private boolean connected(long left, long right) {
        int special = special(right);
        if (special >= 0) {
            return true;
        }
        for (KeyClass keys : classes) {
            if ((keys.mask() & left) != 0 && (keys.mask() & right) != 0) {
                return true;
            }
        }
        for (Condition condition : conditions) {
            if (completes(condition.mask(), left, right)) {
                return true;
            }
        }
        return false;
    }

    private static boolean completes(long mask, long left, long right) {
        return (mask & ~(left | right)) == 0 && (mask & left) != 0 && (mask & right) != 0;
    }

    /** Returns the one relation of {@code mask} if it is the right side of a LEFT, SEMI or ANTI join, else -1. */
    private int special(long mask) {
        int v = Long.numberOfTrailingZeros(mask);
        return Long.bitCount(mask) == 1 && !graph.vertices().get(v).isInner() ? v : -1;
    }

    /** Returns the join, or null if it is not allowed or costs more than {@code limit}. */
    private Tree join(Tree left, Tree right, double limit) {
        int special = special(right.mask());
        if (special(left.mask()) >= 0 || special >= 0 && (requires[special] & ~left.mask()) != 0) {
            return null;
        }
        long mask = left.mask() | right.mask();
        boolean hash = special >= 0 ? hasOwnKey(special) : hasKey(left.mask(), right.mask());
        double base = left.cost() + right.cost();
        if (base >= limit) {
            return null;
        }
        double rows = rowsOf.computeIfAbsent(mask, key -> rows(left, right, special));
        double cost;
        if (!hash) {
            cost = JoinCost.nestedLoop(left.rows(), right.rows());
        } else if (special >= 0) {
            cost = Math.min(JoinCost.hash(right.rows(), left.rows()), JoinCost.hash(left.rows(), right.rows()));
        } else {
            cost = JoinCost.hash(right.rows(), left.rows());
        }
        double total = base + cost + rows;
        return total < limit ? new Tree(mask, left, right, rows, total) : null;
    }

    private boolean hasKey(long left, long right) {
        for (KeyClass keys : classes) {
            if ((keys.mask() & left) != 0 && (keys.mask() & right) != 0) {
                return true;
            }
        }
        for (Condition condition : conditions) {
            if (completes(condition.mask(), left, right) && isKey(condition.node(), left, right)) {
                return true;
            }
        }
        return false;
    }

    private boolean hasOwnKey(int v) {
        long right = 1L << v;
        for (RexNode own : graph.vertices().get(v).ownConditions()) {
            RexNode inner = own.getKind() == SqlKind.IS_NOT_FALSE
                    ? ((RexCall) own).getOperands().get(0)
                    : own;
            if (isKey(inner, requires[v], right)) {
                return true;
            }
        }
        return false;
    }

    private boolean isKey(RexNode condition, long left, long right) {
        if (condition.getKind() != SqlKind.EQUALS) {
            return false;
        }
        long a = graph.verticesOf(((RexCall) condition).getOperands().get(0));
        long b = graph.verticesOf(((RexCall) condition).getOperands().get(1));
        return a != 0 && b != 0 && ((a & ~left) == 0 && (b & ~right) == 0 || (a & ~right) == 0 && (b & ~left) == 0);
    }

    private double rows(Tree left, Tree right, int special) {
        if (special >= 0) {
            return specialRows(left, right, special);
        }
        List<ColumnEstimate> leftKeys = new ArrayList<>();
        List<ColumnEstimate> rightKeys = new ArrayList<>();
        for (KeyClass keys : classes) {
            ColumnEstimate l = widest(keys, left.mask());
            ColumnEstimate r = widest(keys, right.mask());
            if (l != null && r != null) {
                leftKeys.add(l);
                rightKeys.add(r);
            }
        }
        double rows = left.rows() * right.rows() * JoinEstimate.selectivity(leftKeys, rightKeys);
        for (Condition condition : conditions) {
            if (completes(condition.mask(), left.mask(), right.mask())) {
                rows *= condition.selectivity();
            }
        }
        return Math.max(rows, 1);
    }

    private double specialRows(Tree left, Tree right, int v) {
        List<ColumnEstimate> leftKeys = new ArrayList<>();
        List<ColumnEstimate> rightKeys = new ArrayList<>();
        boolean residual = false;
        for (RexNode own : graph.vertices().get(v).ownConditions()) {
            RexNode inner = own.getKind() == SqlKind.IS_NOT_FALSE
                    ? ((RexCall) own).getOperands().get(0)
                    : own;
            if (!isKey(inner, left.mask(), right.mask())) {
                residual = true;
                continue;
            }
            RexNode a = ((RexCall) inner).getOperands().get(0);
            RexNode b = ((RexCall) inner).getOperands().get(1);
            boolean swapped = graph.verticesOf(a) == right.mask();
            leftKeys.add(outerEstimate(swapped ? b : a));
            rightKeys.add(memberEstimate(swapped ? a : b, v));
        }
        double matched = JoinEstimate.matchedShare(leftKeys, rightKeys, right.rows()) * (residual ? RESIDUAL_MATCH : 1);
        JoinRelType type = graph.vertices().get(v).type();
        double rows =
                switch (type) {
                    case SEMI -> left.rows() * matched;
                    case ANTI -> left.rows() * Math.max(LEAST_UNMATCHED, 1 - matched);
                    default ->
                        Math.max(
                                left.rows(),
                                left.rows() * right.rows() * JoinEstimate.selectivity(leftKeys, rightKeys));
                };
        for (Condition condition : conditions) {
            if ((condition.mask() >> v & 1) == 1 && (condition.mask() & ~(left.mask() | right.mask())) == 0) {
                rows *= condition.selectivity();
            }
        }
        return Math.max(rows, 1);
    }

    private ColumnEstimate outerEstimate(RexNode expression) {
        long mask = graph.verticesOf(expression);
        int v = Long.numberOfTrailingZeros(mask);
        return Long.bitCount(mask) == 1 ? memberEstimate(expression, v) : ColumnEstimate.unknown(estimates[v].rows());
    }

    private static ColumnEstimate widest(KeyClass keys, long mask) {
        ColumnEstimate widest = null;
        for (long rest = keys.mask() & mask; rest != 0; rest &= rest - 1) {
            ColumnEstimate member = keys.members()[Long.numberOfTrailingZeros(rest)];
            if (widest == null || member.domain() > widest.domain()) {
                widest = member;
            }
        }
        return widest;
    }
}
