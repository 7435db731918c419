package dev.tarn.exec.operator.join;

import dev.tarn.exec.operator.scan.DynamicScanFilter;
import dev.tarn.exec.store.ColumnShape;
import dev.tarn.expr.compile.ExpressionContext;
import dev.tarn.expr.compile.PredicateEvaluator;
import dev.tarn.spi.predicate.Domain;
import dev.tarn.spi.predicate.Range;
import dev.tarn.spi.type.Type;
import java.math.BigInteger;

/**
 * What a finished build side says of one key: the range its values lie in, and a test of single values, exact or with
 * false positives. Thread-safe; made with the plan, filled when the join's table is finished.
 */
final class JoinKeyFilter implements DynamicScanFilter {
    private final ColumnShape shape;
    private volatile Content content;

    JoinKeyFilter(ColumnShape shape) {
        this.shape = shape;
    }

    /**
     * What is known.
     *
     * @param empty whether the build side has no key
     * @param range its values, or null if they are no integers
     * @param membership which values there are, or null
     */
    record Content(boolean empty, KeyRange range, KeyMembership membership) {}

    void publish(Content published) {
        content = published;
    }

    @Override
    public Domain domain(Type type) {
        Content known = content;
        if (known == null) {
            return Domain.all(type);
        }
        if (known.empty()) {
            return Domain.none(type);
        }
        boolean sameValues = type.kind() == shape.type().kind()
                && type.scale() == shape.type().scale();
        if (known.range() == null || !known.range().isKnown() || !sameValues) {
            return Domain.notNull(type);
        }
        return Domain.of(
                type,
                new Range(
                        value(type, known.range().low()),
                        true,
                        value(type, known.range().high()),
                        true));
    }

    private static Object value(Type type, long value) {
        return type.isDecimal() ? (Object) BigInteger.valueOf(value) : (Object) value;
    }

    @Override
    public PredicateEvaluator newEvaluator(ExpressionContext context) {
        Content known = content;
        return known == null || known.membership() == null
                ? null
                : new JoinKeyPredicate(known.membership().newTest());
    }
}
