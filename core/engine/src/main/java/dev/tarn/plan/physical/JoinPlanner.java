package dev.tarn.plan.physical;

import dev.tarn.catalog.type.CommonType;
import dev.tarn.catalog.type.SqlTypes;
import dev.tarn.plan.rule.join.JoinCost;
import dev.tarn.plan.rule.simplify.Expressions;
import dev.tarn.plan.stats.EquiCondition;
import dev.tarn.plan.stats.StatisticsEstimator;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/** Plans joins: keys, which side is built, and which columns leave. */
final class JoinPlanner {
    private final RelOptCluster cluster;
    private final StatisticsEstimator statistics;
    private final PhysicalPlanner planner;

    JoinPlanner(RelOptCluster cluster, StatisticsEstimator statistics, PhysicalPlanner planner) {
        this.cluster = cluster;
        this.statistics = statistics;
        this.planner = planner;
    }

    /** The equalities of a join and what else it requires. */
    private static final class Condition {
        final List<RexNode> leftKeys = new ArrayList<>();
        final List<RexNode> rightKeys = new ArrayList<>();
        final List<RexNode> residual = new ArrayList<>();
        boolean nullAware;
    }

    /** A side with its keys as columns. */
    private record Side(Planned planned, List<Integer> keys) {}

    Planned plan(LogicalJoin join, ImmutableBitSet required) {
        int leftFields = join.getLeft().getRowType().getFieldCount();
        int rightFields = join.getRight().getRowType().getFieldCount();
        Condition condition = analyze(join, leftFields);
        ImmutableBitSet used = RelOptUtil.InputFinder.bits(join.getCondition());
        ImmutableBitSet needed = required.union(used);
        Side left = side(join, 0, needed.intersect(ImmutableBitSet.range(leftFields)), condition.leftKeys);
        Side right = side(
                join,
                1,
                needed.intersect(ImmutableBitSet.range(leftFields, leftFields + rightFields))
                        .shift(-leftFields),
                condition.rightKeys);
        PhysicalJoinType type = type(join, condition);
        boolean swap = swap(join, condition, type);
        if (swap) {
            type = swapped(type);
        }
        Side probe = swap ? right : left;
        Side build = swap ? left : right;
        return make(join, required, condition, probe, build, type, swap);
    }

    private Planned make(
            LogicalJoin join,
            ImmutableBitSet required,
            Condition condition,
            Side probe,
            Side build,
            PhysicalJoinType type,
            boolean swap) {
        int leftFields = join.getLeft().getRowType().getFieldCount();
        int probeColumns = probe.planned.node().columnCount();
        int fields = join.getRowType().getFieldCount();
        int[] positions = new int[fields];
        Arrays.fill(positions, -1);
        List<Integer> probeOutput = new ArrayList<>();
        List<Integer> buildOutput = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<RelDataType> types = new ArrayList<>();
        for (int pass = 0; pass < 2; pass++) {
            boolean leftPass = pass == 0 != swap;
            Side side = pass == 0 ? probe : build;
            List<Integer> output = pass == 0 ? probeOutput : buildOutput;
            for (int field : required) {
                boolean isLeft = field < leftFields;
                if (isLeft != leftPass || type.isMark() && field == fields - 1) {
                    continue;
                }
                int column = side.planned.positions()[isLeft ? field : field - leftFields];
                positions[field] = names.size();
                output.add(column);
                names.add(side.planned.node().columnNames().get(column));
                types.add(join.getRowType().getFieldList().get(field).getType());
            }
        }
        if (type.isMark()) {
            positions[fields - 1] = names.size();
            names.add("mark");
            types.add(join.getRowType().getFieldList().get(fields - 1).getType());
        }
        List<RexNode> residual = new ArrayList<>();
        for (RexNode conjunct : condition.residual) {
            residual.add(Expressions.mapColumns(conjunct, i -> {
                boolean isLeft = i < leftFields;
                Side side = isLeft != swap ? probe : build;
                int column = side.planned.positions()[isLeft ? i : i - leftFields];
                return side == probe ? column : probeColumns + column;
            }));
        }
        PhysicalNode node = new PhysicalJoin(
                cluster,
                probe.planned.node(),
                build.planned.node(),
                type,
                probe.keys,
                build.keys,
                residual,
                probeOutput,
                buildOutput,
                names,
                types,
                statistics.estimate(join).rows());
        return new Planned(node, positions);
    }

    private Condition analyze(LogicalJoin join, int leftFields) {
        Condition condition = new Condition();
        List<RexNode> conjuncts = RelOptUtil.conjunctions(join.getCondition());
        RexNode only = conjuncts.size() == 1 ? conjuncts.get(0) : null;
        if (join.getJoinType() == JoinRelType.ANTI && only != null && only.getKind() == SqlKind.IS_NOT_FALSE) {
            List<RexNode> sides =
                    EquiCondition.sides(((RexCall) only).getOperands().get(0), leftFields);
            if (sides != null && comparable(sides) && !isNested(sides)) {
                condition.nullAware = true;
                condition.leftKeys.add(sides.get(0));
                condition.rightKeys.add(sides.get(1));
                return condition;
            }
        }
        for (RexNode conjunct : conjuncts) {
            List<RexNode> sides = EquiCondition.sides(conjunct, leftFields);
            if (sides != null && comparable(sides)) {
                condition.leftKeys.add(sides.get(0));
                condition.rightKeys.add(sides.get(1));
                if (isNested(sides)) {
                    if (join.getJoinType() == JoinRelType.LEFT_MARK) {
                        throw new TarnException(
                                ErrorCode.NOT_SUPPORTED,
                                "IN over values of type "
                                        + SqlTypes.fromCalcite(sides.get(0).getType())
                                                .sqlName() + " within an expression; write a join");
                    }
                    // The bytes of equal values are equal, but not only of those: NULL and NaN within equal nothing.
                    condition.residual.add(conjunct);
                }
            } else if (!conjunct.isAlwaysTrue()) {
                condition.residual.add(conjunct);
            }
        }
        return condition;
    }

    /** Keys are of one type but for length and precision; decimals have one scale. */
    private static boolean comparable(List<RexNode> sides) {
        RelDataType left = sides.get(0).getType();
        RelDataType right = sides.get(1).getType();
        if (isNested(sides)) {
            return CommonType.sameRepresentation(SqlTypes.fromCalcite(left), SqlTypes.fromCalcite(right));
        }
        return left.getSqlTypeName() == right.getSqlTypeName()
                && (left.getSqlTypeName() != org.apache.calcite.sql.type.SqlTypeName.DECIMAL
                        || left.getScale() == right.getScale());
    }

    private static boolean isNested(List<RexNode> sides) {
        return SqlTypes.find(sides.get(0).getType()).filter(Type::isNested).isPresent();
    }

    private Side side(LogicalJoin join, int input, ImmutableBitSet needed, List<RexNode> keys) {
        Planned planned = planner.plan(join.getInput(input), needed);
        PhysicalNode node = planned.node();
        List<RexNode> mapped = keys.stream().map(planned::map).toList();
        List<Integer> columns = new ArrayList<>();
        if (mapped.stream().allMatch(RexInputRef.class::isInstance)) {
            mapped.forEach(key -> columns.add(((RexInputRef) key).getIndex()));
            return new Side(planned, columns);
        }
        List<RexNode> expressions = new ArrayList<>();
        List<String> names = new ArrayList<>(node.columnNames());
        for (int i = 0; i < node.columnCount(); i++) {
            expressions.add(new RexInputRef(i, node.columnTypes().get(i)));
        }
        for (RexNode key : mapped) {
            int at = expressions.indexOf(key);
            if (at < 0) {
                at = expressions.size();
                expressions.add(key);
                names.add("key");
            }
            columns.add(at);
        }
        PhysicalNode project = new PhysicalProject(
                cluster, node, expressions, names, RexUtil.types(expressions), node.estimatedRows());
        return new Side(new Planned(project, planned.positions()), columns);
    }

    private PhysicalJoinType type(LogicalJoin join, Condition condition) {
        return switch (join.getJoinType()) {
            case INNER -> PhysicalJoinType.INNER;
            case LEFT -> PhysicalJoinType.PROBE_OUTER;
            case RIGHT -> PhysicalJoinType.BUILD_OUTER;
            case FULL -> PhysicalJoinType.FULL_OUTER;
            case SEMI -> PhysicalJoinType.PROBE_SEMI;
            case ANTI -> condition.nullAware ? PhysicalJoinType.PROBE_NULL_AWARE_ANTI : PhysicalJoinType.PROBE_ANTI;
            default ->
                condition.leftKeys.size() == 1 && condition.residual.isEmpty()
                        ? PhysicalJoinType.MARK_IN
                        : PhysicalJoinType.MARK_EXISTS;
        };
    }

    /** The order of an inner join's sides says which is built; the sides of others are exchanged if that is cheaper. */
    private boolean swap(LogicalJoin join, Condition condition, PhysicalJoinType type) {
        double left = statistics.estimate(join.getLeft()).rows();
        double right = statistics.estimate(join.getRight()).rows();
        boolean movable = type == PhysicalJoinType.PROBE_OUTER
                || type == PhysicalJoinType.PROBE_SEMI
                || type == PhysicalJoinType.PROBE_ANTI
                || type == PhysicalJoinType.FULL_OUTER;
        if (condition.leftKeys.isEmpty()) {
            return (type == PhysicalJoinType.INNER || movable) && left < right && left <= 1;
        }
        return movable && JoinCost.hash(left, right) < JoinCost.hash(right, left);
    }

    private static PhysicalJoinType swapped(PhysicalJoinType type) {
        return switch (type) {
            case PROBE_OUTER -> PhysicalJoinType.BUILD_OUTER;
            case PROBE_SEMI -> PhysicalJoinType.BUILD_SEMI;
            case PROBE_ANTI -> PhysicalJoinType.BUILD_ANTI;
            default -> type;
        };
    }
}
