package dev.tarn.lower;

import dev.tarn.exec.operator.join.HashJoinBuildFactory;
import dev.tarn.exec.operator.join.HashJoinProbeFactory;
import dev.tarn.exec.operator.join.HashJoinTableFactory;
import dev.tarn.exec.operator.join.JoinBuildRowsFactory;
import dev.tarn.exec.operator.join.JoinSpec;
import dev.tarn.exec.operator.join.JoinType;
import dev.tarn.exec.operator.join.NestedLoopJoinBuildFactory;
import dev.tarn.exec.operator.join.NestedLoopJoinProbeFactory;
import dev.tarn.exec.pipeline.OperatorFactory;
import dev.tarn.exec.store.ColumnShape;
import dev.tarn.expr.ir.Expr;
import dev.tarn.plan.physical.DynamicFilter;
import dev.tarn.plan.physical.PhysicalJoin;
import dev.tarn.spi.type.Layout;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lowers joins. The build side comes first, so that scans of the probe side can wait for what it knows: the probe's
 * pipelines depend on the table's, and the table's on the build's.
 */
final class JoinLowering {
    /** A join whose probe side is being lowered. */
    private static final class Pending {
        final int tablePipeline;
        final Map<Integer, List<KeyFilterAdapter>> filters = new java.util.HashMap<>();

        Pending(int tablePipeline) {
            this.tablePipeline = tablePipeline;
        }
    }

    private final LocalPlanner planner;
    private final Map<PhysicalJoin, Pending> pending = new IdentityHashMap<>();

    JoinLowering(LocalPlanner planner) {
        this.planner = planner;
    }

    /** Notes that a scan wants a join's filter; returns whether it gets one. */
    boolean register(DynamicFilter filter, KeyFilterAdapter adapter, List<Integer> dependencies) {
        Pending join = pending.get(filter.join());
        if (join == null) {
            return false;
        }
        join.filters
                .computeIfAbsent(filter.keyIndex(), key -> new ArrayList<>())
                .add(adapter);
        dependencies.add(join.tablePipeline);
        return true;
    }

    Rows lower(PhysicalJoin join) {
        Rows build = planner.lower(join.build());
        Pending waiting = new Pending(planner.newPipelineId());
        if (join.isHash()) {
            pending.put(join, waiting);
        }
        Rows probe = planner.lower(join.probe());
        pending.remove(join);
        int node = planner.number(join);
        for (int i = 0; i < join.probeKeys().size(); i++) {
            int probeKey = join.probeKeys().get(i);
            int buildKey = join.buildKeys().get(i);
            if (probe.columns().get(probeKey).layout()
                    != build.columns().get(buildKey).layout()) {
                probe = widen(probe, probeKey, node);
                build = widen(build, buildKey, node);
            }
        }
        probe = NestedKeys.canonical(planner, probe, join.probeKeys(), node);
        build = NestedKeys.canonical(planner, build, join.buildKeys(), node);
        JoinSpec spec = spec(join, probe, build);
        return join.isHash() ? hash(join, spec, probe, build, waiting) : nestedLoop(join, spec, probe, build);
    }

    private Rows widen(Rows rows, int column, int node) {
        List<PlanColumn> wanted = new ArrayList<>(rows.columns());
        PlanColumn old = wanted.get(column);
        wanted.set(column, PlanColumn.of(old.type(), Layout.INT128, old.range()));
        return planner.inShapes(rows, wanted, node);
    }

    private JoinSpec spec(PhysicalJoin join, Rows probe, Rows build) {
        List<ColumnShape> probeShapes = LocalPlanner.shapes(probe);
        List<ColumnShape> buildShapes = LocalPlanner.shapes(build);
        Expr residual = null;
        if (!join.residual().isEmpty()) {
            List<PlanColumn> both = new ArrayList<>(probe.columns());
            both.addAll(build.columns());
            RexTranslator translator = planner.translator(both);
            List<Expr> conjuncts = join.residual().stream()
                    .map(node -> translator.translate(node).expr())
                    .toList();
            residual = conjuncts.size() == 1 ? conjuncts.get(0) : new Expr.And(conjuncts);
        }
        return new JoinSpec(
                JoinType.valueOf(join.type().name()),
                probeShapes,
                buildShapes,
                join.probeKeys(),
                join.buildKeys(),
                residual,
                join.probeOutput(),
                join.buildOutput());
    }

    private Rows hash(PhysicalJoin join, JoinSpec spec, Rows probe, Rows build, Pending waiting) {
        int node = planner.number(join);
        HashJoinBuildFactory sink = new HashJoinBuildFactory(spec);
        waiting.filters.forEach((key, adapters) -> adapters.forEach(adapter -> adapter.bind(
                sink.keyFilter(key), spec.build().get(spec.buildKeys().get(key)))));
        Set<Integer> built = new HashSet<>(planner.finish(build, sink, node));
        planner.addPipeline(waiting.tablePipeline, new HashJoinTableFactory(sink), node, built);
        return probe(
                join,
                spec,
                probe,
                build,
                new HashJoinProbeFactory(sink),
                Set.of(waiting.tablePipeline),
                spec.type().tracksBuild() ? new JoinBuildRowsFactory(sink) : null);
    }

    private Rows nestedLoop(PhysicalJoin join, JoinSpec spec, Rows probe, Rows build) {
        NestedLoopJoinBuildFactory sink = new NestedLoopJoinBuildFactory(spec);
        Set<Integer> built = new HashSet<>(planner.finish(build, sink, planner.number(join)));
        return probe(
                join,
                spec,
                probe,
                build,
                new NestedLoopJoinProbeFactory(sink),
                built,
                spec.type().tracksBuild() ? new JoinBuildRowsFactory(sink) : null);
    }

    private Rows probe(
            PhysicalJoin join,
            JoinSpec spec,
            Rows probe,
            Rows build,
            OperatorFactory step,
            Set<Integer> dependencies,
            OperatorFactory buildRows) {
        int node = planner.number(join);
        probe.streams().forEach(stream -> stream.dependencies.addAll(dependencies));
        List<Stream> streams = new ArrayList<>(probe.streams());
        if (buildRows != null) {
            Stream rest = planner.stream(buildRows, join, planner.threads());
            if (spec.type().isBuildOnly()) {
                rest.dependencies.addAll(planner.finish(probe, step, node));
                streams = new ArrayList<>();
            } else {
                LocalPlanner.append(probe, step, node);
                probe.streams().forEach(stream -> rest.dependencies.add(stream.id));
            }
            streams.add(rest);
        } else {
            LocalPlanner.append(probe, step, node);
        }
        return new Rows(streams, output(spec, probe, build), maxRows(spec.type(), probe, build));
    }

    private static List<PlanColumn> output(JoinSpec spec, Rows probe, Rows build) {
        List<PlanColumn> columns = new ArrayList<>();
        spec.probeOutput().forEach(index -> columns.add(probe.columns().get(index)));
        spec.buildOutput().forEach(index -> columns.add(build.columns().get(index)));
        if (spec.type().isMark()) {
            columns.add(new PlanColumn(ColumnShape.of(dev.tarn.spi.type.Type.BOOLEAN), null));
        }
        return columns;
    }

    private static BigInteger maxRows(JoinType type, Rows probe, Rows build) {
        if (type.isBuildOnly()) {
            return build.maxRows();
        }
        if (type.isProbeOnly()) {
            return probe.maxRows();
        }
        if (probe.maxRows() == null || build.maxRows() == null) {
            return null;
        }
        BigInteger sides = probe.maxRows().add(build.maxRows());
        return probe.maxRows().multiply(build.maxRows()).add(sides);
    }
}
