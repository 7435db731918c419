package dev.tarn.plan.physical;

import java.util.List;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.type.RelDataType;

/** A step of a physical plan. Immutable but for the filters that joins add to scans while a plan is made. */
public abstract class PhysicalNode extends AbstractRelNode {
    /** The one convention of all physical nodes. */
    public static final Convention CONVENTION = new Convention.Impl("PHYSICAL", PhysicalNode.class);

    private final List<PhysicalNode> inputs;
    private final List<String> names;
    private final List<RelDataType> types;
    private final double estimatedRows;

    PhysicalNode(
            RelOptCluster cluster,
            List<PhysicalNode> inputs,
            List<String> names,
            List<RelDataType> types,
            double estimatedRows) {
        super(cluster, cluster.traitSetOf(CONVENTION));
        this.inputs = List.copyOf(inputs);
        this.names = List.copyOf(names);
        this.types = List.copyOf(types);
        this.estimatedRows = estimatedRows;
    }

    /** Returns the inputs; of a join the probe side, then the build side. */
    public final List<PhysicalNode> children() {
        return inputs;
    }

    public final PhysicalNode child() {
        return inputs.get(0);
    }

    /** Returns the names of the columns, which need not differ from one another. */
    public final List<String> columnNames() {
        return names;
    }

    public final List<RelDataType> columnTypes() {
        return types;
    }

    public final int columnCount() {
        return types.size();
    }

    /** Returns how many rows the planner expects. */
    public final double estimatedRows() {
        return estimatedRows;
    }

    @Override
    public final List<RelNode> getInputs() {
        return List.copyOf(inputs);
    }

    @Override
    protected final RelDataType deriveRowType() {
        return getCluster().getTypeFactory().createStructType(types, names);
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        super.explainTerms(writer);
        for (int i = 0; i < inputs.size(); i++) {
            writer.input("input" + i, inputs.get(i));
        }
        return writer;
    }
}
