package dev.tarn.plan.logical;

import com.google.common.collect.ImmutableList;
import dev.tarn.sql.validate.TarnRexBuilder;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.metadata.DefaultRelMetadataProvider;
import org.apache.calcite.rel.metadata.ProxyingMetadataHandlerProvider;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexExecutor;

/** Makes the Calcite cluster that all nodes of one query share, set up so that planning never generates code. */
public final class PlanningCluster {
    private PlanningCluster() {}

    /**
     * Makes a cluster.
     *
     * @param folder evaluates constants for the simplifier
     */
    public static RelOptCluster create(RelDataTypeFactory types, RexExecutor folder) {
        HepPlanner planner = new HepPlanner(HepProgram.builder().build(), Contexts.of(folder));
        planner.setExecutor(folder);
        RelOptCluster cluster = RelOptCluster.create(planner, new TarnRexBuilder(types));
        cluster.setMetadataQuerySupplier(Metadata::new);
        return cluster;
    }

    /** Returns the constants as they are, for callers that have no evaluator. */
    public static RexExecutor noFolding() {
        return (builder, constants, reduced) -> reduced.addAll(ImmutableList.copyOf(constants));
    }

    /** Calcite's metadata by reflection: without the handlers that it would compile. */
    private static final class Metadata extends RelMetadataQuery {
        Metadata() {
            super(new ProxyingMetadataHandlerProvider(DefaultRelMetadataProvider.INSTANCE));
        }
    }
}
