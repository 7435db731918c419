package dev.tarn.plan.logical;

import dev.tarn.catalog.type.SqlTypes;
import dev.tarn.catalog.write.WriteTarget;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.sql.validate.ValidatedWrite;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;

/** Brings the columns of a query into the order and to the types of the target that they are written to. */
public final class TargetColumns {
    private TargetColumns() {}

    /** Returns {@code query} with the target's columns: those of files, then those of partitions. */
    public static RelNode project(RelNode query, ValidatedWrite write) {
        WriteTarget target = write.target();
        List<ColumnSchema> columns = new ArrayList<>(target.fileColumns());
        columns.addAll(target.partitionColumns());
        RexBuilder builder = query.getCluster().getRexBuilder();
        List<RexNode> expressions = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            RelDataType type = SqlTypes.toCalcite(
                    query.getCluster().getTypeFactory(), columns.get(i).type(), true);
            int source = write.sources().get(i);
            expressions.add(
                    source < 0 ? builder.makeNullLiteral(type) : cast(builder, query, source, columns.get(i), type));
            names.add(columns.get(i).name());
        }
        return LogicalProject.create(query, List.of(), expressions, names, java.util.Set.of());
    }

    private static RexNode cast(RexBuilder builder, RelNode query, int source, ColumnSchema column, RelDataType type) {
        RexNode value = builder.makeInputRef(query, source);
        boolean same = SqlTypes.find(value.getType())
                .filter(from -> from.equals(column.type())
                        || from.isText()
                                && column.type().isText()
                                && from.kind() == column.type().kind())
                .isPresent();
        return same ? value : builder.makeAbstractCast(type, value, false);
    }
}
