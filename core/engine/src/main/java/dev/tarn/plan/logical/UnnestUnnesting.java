package dev.tarn.plan.logical;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.tarn.plan.logical.Unnesting.NotApplicable;
import dev.tarn.plan.logical.Unnesting.Unnested;
import dev.tarn.sql.function.RowKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Unnests an UNNEST of the outer query's columns: each different outer row is taken apart once.
 *
 * <pre>
 * Unnest of f($cor.x)    -&gt;    Unnest of f(x)
 *                                distinct x of the outer query
 *                              conditions: row_key($cor.x) = row_key(x)
 * </pre>
 */
final class UnnestUnnesting {
    private final CorrelationId id;
    private final RexBuilder rex;
    private final RelNode outer;

    UnnestUnnesting(CorrelationId id, RexBuilder rex, RelNode outer) {
        this.id = id;
        this.rex = rex;
        this.outer = outer;
    }

    Unnested unnest(LogicalUnnest unnest) {
        if (!(unnest.getInput() instanceof LogicalProject row) || !(row.getInput() instanceof LogicalValues)) {
            throw new NotApplicable("an UNNEST of rows");
        }
        Map<Integer, RexFieldAccess> fields = new LinkedHashMap<>();
        row.getProjects()
                .forEach(collection -> collection.accept(new RexVisitorImpl<Void>(true) {
                    @Override
                    public Void visitFieldAccess(RexFieldAccess access) {
                        if (isOuter(access)) {
                            fields.put(access.getField().getIndex(), access);
                        }
                        return super.visitFieldAccess(access);
                    }
                }));
        List<Integer> order = new ArrayList<>(fields.keySet());
        RelNode domain = domain(order);
        List<RexNode> columns = new ArrayList<>();
        List<String> names = new ArrayList<>();
        columns.add(key(List.copyOf(rex.identityProjects(domain.getRowType()))));
        names.add("key$");
        List<Integer> collections = new ArrayList<>();
        for (RexNode collection : row.getProjects()) {
            collections.add(columns.size());
            names.add("collection" + columns.size());
            columns.add(overDomain(collection, order));
        }
        RelNode input = LogicalProject.create(domain, ImmutableList.of(), columns, names, ImmutableSet.of());
        RelNode elements = LogicalUnnest.create(
                input,
                collections,
                unnest.withOrdinality(),
                false,
                unnest.hasWholeRows(),
                unnest.elementTypes(),
                unnest.elementNames());
        int width = unnest.getRowType().getFieldCount();
        List<RexNode> own = new ArrayList<>();
        for (int i = 0; i <= width; i++) {
            own.add(rex.makeInputRef(elements, i < width ? i + 1 : 0));
        }
        List<String> ownNames = new ArrayList<>(unnest.getRowType().getFieldNames());
        ownNames.add("key$");
        RelNode rel = LogicalProject.create(elements, ImmutableList.of(), own, ownNames, ImmutableSet.of());
        RexNode condition = rex.makeCall(
                SqlStdOperatorTable.EQUALS,
                key(List.copyOf(fields.values())),
                new RexInputRef(width, own.get(width).getType()));
        return new Unnested(rel, List.of(condition), width, null, false);
    }

    private RexNode key(List<RexNode> values) {
        return rex.makeCall(RowKey.INSTANCE, values);
    }

    private boolean isOuter(RexFieldAccess access) {
        return access.getReferenceExpr() instanceof RexCorrelVariable variable && variable.id.equals(id);
    }

    private RexNode overDomain(RexNode collection, List<Integer> order) {
        return collection.accept(new RexShuttle() {
            @Override
            public RexNode visitFieldAccess(RexFieldAccess access) {
                return isOuter(access)
                        ? new RexInputRef(order.indexOf(access.getField().getIndex()), access.getType())
                        : super.visitFieldAccess(access);
            }
        });
    }

    private RelNode domain(List<Integer> fields) {
        SameRows.require(outer);
        List<RexNode> columns = new ArrayList<>();
        fields.forEach(field -> columns.add(rex.makeInputRef(outer, field)));
        RelNode project =
                LogicalProject.create(outer, ImmutableList.of(), columns, (List<String>) null, ImmutableSet.of());
        return LogicalAggregate.create(
                project, ImmutableList.of(), ImmutableBitSet.range(columns.size()), null, ImmutableList.of());
    }
}
