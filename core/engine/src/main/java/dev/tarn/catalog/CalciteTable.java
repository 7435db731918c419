package dev.tarn.catalog;

import dev.tarn.catalog.type.SqlTypes;
import dev.tarn.catalog.type.UnreadableType;
import dev.tarn.spi.catalog.ColumnSchema;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractTable;

/**
 * A table as Calcite sees it. {@code RelOptTable.unwrap(TableHandle.class)} gives what it stands for.
 *
 * <p>Row counts are left to the planner's own statistics: the number known here is Calcite's guess.
 */
public final class CalciteTable extends AbstractTable {
    private final TableHandle handle;

    public CalciteTable(TableHandle handle) {
        this.handle = handle;
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory factory) {
        RelDataTypeFactory.Builder row = factory.builder();
        for (ColumnSchema column : handle.table().columns()) {
            row.add(
                    column.name(),
                    column.type() == null
                            ? new UnreadableType(column.unsupported())
                            : SqlTypes.toCalcite(factory, column.type(), true));
        }
        return row.build();
    }

    @Override
    public <C> C unwrap(Class<C> wanted) {
        return wanted.isInstance(handle) ? wanted.cast(handle) : super.unwrap(wanted);
    }
}
