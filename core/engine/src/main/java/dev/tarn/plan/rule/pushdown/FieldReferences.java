package dev.tarn.plan.rule.pushdown;

import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/** Replaces access to fields by references to the columns that they have become, and moves other references along. */
final class FieldReferences extends RexShuttle {
    private final Map<FieldPath, Integer> columns;
    private final IntUnaryOperator moved;
    private final List<RelDataTypeField> fields;

    /**
     * Makes one for the expressions over a node's old columns.
     *
     * @param columns where the paths of old columns are now
     * @param moved where an old column is now
     * @param fields the columns as they are now
     */
    FieldReferences(Map<FieldPath, Integer> columns, IntUnaryOperator moved, List<RelDataTypeField> fields) {
        this.columns = columns;
        this.moved = moved;
        this.fields = fields;
    }

    @Override
    public RexNode visitCall(RexCall call) {
        FieldPath path = FieldPath.of(call);
        Integer column = path == null ? null : columns.get(path);
        return column == null ? super.visitCall(call) : reference(column);
    }

    @Override
    public RexNode visitInputRef(RexInputRef reference) {
        int at = moved.applyAsInt(reference.getIndex());
        return at == reference.getIndex() ? reference : new RexInputRef(at, reference.getType());
    }

    private RexNode reference(int column) {
        return new RexInputRef(column, fields.get(column).getType());
    }
}
