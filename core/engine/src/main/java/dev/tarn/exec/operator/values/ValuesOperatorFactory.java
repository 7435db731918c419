package dev.tarn.exec.operator.values;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.pipeline.OperatorFactory;
import dev.tarn.exec.store.ColumnShape;
import dev.tarn.expr.ir.Expr;
import java.util.List;

/** Delivers rows of literals, in order: a source whose pipeline has one driver. */
public final class ValuesOperatorFactory implements OperatorFactory {
    private final List<ColumnShape> shapes;
    private final List<List<Expr.Literal>> rows;

    /**
     * Sets up a source.
     *
     * @param shapes the columns; may be empty, then only the number of rows matters
     * @param rows the rows, each with one literal a column; may be empty
     */
    public ValuesOperatorFactory(List<ColumnShape> shapes, List<List<Expr.Literal>> rows) {
        this.shapes = List.copyOf(shapes);
        this.rows = rows.stream().map(List::copyOf).toList();
    }

    @Override
    public String name() {
        return "Values";
    }

    @Override
    public Operator create(DriverContext context) {
        return new ValuesOperator(shapes, rows, context);
    }
}
