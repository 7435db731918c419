package dev.tarn.sql.validate;

import dev.tarn.sql.function.Unnest;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable.ViewExpander;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql2rel.SqlToRelConverter;

/** Calcite's converter, but for UNNEST. */
final class QueryConverter extends SqlToRelConverter {
    private final SqlValidator types;
    private final UnnestFactory unnests;

    QueryConverter(
            ViewExpander views,
            SqlValidator validator,
            CalciteCatalogReader reader,
            RelOptCluster cluster,
            Config config,
            UnnestFactory unnests) {
        super(views, validator, reader, cluster, TarnConvertlets.INSTANCE, config);
        this.types = validator;
        this.unnests = unnests;
    }

    @Override
    protected void convertFrom(Blackboard scope, SqlNode from, List<String> names) {
        if (!(from instanceof SqlCall call) || !(call.getOperator() instanceof Unnest unnest)) {
            super.convertFrom(scope, from, names);
            return;
        }
        List<RexNode> collections = new ArrayList<>();
        List<String> collectionNames = new ArrayList<>();
        for (SqlNode operand : call.getOperandList()) {
            collectionNames.add("collection" + collections.size());
            collections.add(scope.convertExpression(operand));
        }
        RelNode row = LogicalProject.create(
                LogicalValues.createOneRow(cluster),
                List.of(),
                collections,
                collectionNames,
                com.google.common.collect.ImmutableSet.of());
        RelDataType type = types.getValidatedNodeType(call);
        List<String> columnNames = names == null || names.isEmpty() ? type.getFieldNames() : names;
        List<RelDataType> columnTypes =
                type.getFieldList().stream().map(field -> field.getType()).toList();
        scope.setRoot(unnests.unnest(row, unnest, columnTypes, columnNames), true);
    }
}
