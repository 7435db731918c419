package dev.tarn.lower;

import dev.tarn.exec.operator.scan.DynamicScanFilter;
import dev.tarn.exec.store.ColumnShape;
import dev.tarn.expr.compile.ExpressionContext;
import dev.tarn.expr.compile.PredicateEvaluator;
import dev.tarn.spi.predicate.Domain;
import dev.tarn.spi.type.Type;

/** What a scan asks a join, which is lowered after it. */
final class KeyFilterAdapter implements DynamicScanFilter {
    private final ColumnShape column;
    private volatile DynamicScanFilter filter;

    /** Makes a filter for a column of the scan. */
    KeyFilterAdapter(ColumnShape column) {
        this.column = column;
    }

    /** Sets what to ask; nothing if the key is compared in another form than the column has. */
    void bind(DynamicScanFilter joinFilter, ColumnShape key) {
        boolean sameValues = key.layout() == column.layout()
                && key.type().kind() == column.type().kind()
                && key.type().scale() == column.type().scale();
        filter = sameValues ? joinFilter : null;
    }

    @Override
    public Domain domain(Type type) {
        return filter == null ? Domain.all(type) : filter.domain(type);
    }

    @Override
    public PredicateEvaluator newEvaluator(ExpressionContext context) {
        return filter == null ? null : filter.newEvaluator(context);
    }
}
