package dev.tarn.plan.physical;

import dev.tarn.catalog.write.WriteTarget;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.sql.type.SqlTypeName;

/** Writes rows, whose columns are the target's, and gives their number in one row. */
public final class PhysicalWrite extends PhysicalNode {
    private final WriteTarget target;

    public PhysicalWrite(RelOptCluster cluster, PhysicalNode input, WriteTarget target) {
        super(
                cluster,
                List.of(input),
                List.of("rows"),
                List.of(cluster.getTypeFactory().createSqlType(SqlTypeName.BIGINT)),
                1);
        this.target = target;
    }

    public WriteTarget target() {
        return target;
    }
}
