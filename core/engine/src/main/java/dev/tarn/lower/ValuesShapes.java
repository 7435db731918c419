package dev.tarn.lower;

import dev.tarn.expr.ir.Expr;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;

/** Shapes of the columns of VALUES. */
final class ValuesShapes {
    private ValuesShapes() {}

    /** Returns the column that holds the literals at {@code index} of all rows. */
    static PlanColumn column(RelDataType declared, List<List<RangedExpr>> rows, int index) {
        Type type = RelTypes.type(declared);
        ValueRange range = ValueRange.ofType(type) == null ? null : ValueRange.of(0, 0);
        for (List<RangedExpr> row : rows) {
            ValueRange value = as(row.get(index), type).range();
            range = range == null || value == null ? null : range.union(value);
        }
        Layout layout = type.isDecimal() && range != null ? range.decimalLayout() : type.defaultLayout();
        return PlanColumn.of(type, layout, range);
    }

    private static RangedExpr as(RangedExpr value, Type type) {
        return Coercion.to(type, List.of(value)).get(0);
    }

    /** Returns the rows as literals of the columns' types and layouts. */
    static List<List<Expr.Literal>> literals(List<PlanColumn> columns, List<List<RangedExpr>> rows) {
        List<List<Expr.Literal>> all = new ArrayList<>();
        for (List<RangedExpr> row : rows) {
            List<Expr.Literal> literals = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                PlanColumn column = columns.get(i);
                if (!(as(row.get(i), column.type()).expr() instanceof Expr.Literal literal)) {
                    throw new TarnException(
                            ErrorCode.NOT_SUPPORTED, "VALUES of " + row.get(i).type() + " as " + column.type());
                }
                literals.add(new Expr.Literal(literal.value(), column.type(), column.layout()));
            }
            all.add(literals);
        }
        return all;
    }
}
