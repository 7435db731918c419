package dev.tarn.plan.logical;

import java.util.List;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.type.RelDataType;

/** Each row of the input as many times as its last column, a BIGINT, says; without that column. */
public final class LogicalRepeat extends SingleRel {
    private LogicalRepeat(RelTraitSet traits, RelNode input) {
        super(input.getCluster(), traits, input);
    }

    public static LogicalRepeat create(RelNode input) {
        return new LogicalRepeat(input.getCluster().traitSet(), input);
    }

    @Override
    protected RelDataType deriveRowType() {
        var fields = getInput().getRowType().getFieldList();
        return getCluster().getTypeFactory().createStructType(fields.subList(0, fields.size() - 1));
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return new LogicalRepeat(traits, inputs.get(0));
    }
}
