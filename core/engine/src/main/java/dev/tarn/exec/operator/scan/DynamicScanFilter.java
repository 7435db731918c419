package dev.tarn.exec.operator.scan;

import dev.tarn.expr.compile.ExpressionContext;
import dev.tarn.expr.compile.PredicateEvaluator;
import dev.tarn.spi.predicate.Domain;
import dev.tarn.spi.type.Type;

/**
 * What the build side of a join says of the probe side's key, known once the build's pipeline has finished, before the
 * pipeline of the scan starts. It may keep rows that have no match, never drop one that has. Thread-safe.
 */
public interface DynamicScanFilter {
    /**
     * Returns the values that rows with a match may have; prunes files and row groups.
     *
     * @param type the type of the scan's column
     * @return {@link Domain#all} if nothing is known
     */
    Domain domain(Type type);

    /**
     * Makes a row filter for one driver: it gets batches of one column, the key.
     *
     * @return null if there is none, or none that would pay
     */
    PredicateEvaluator newEvaluator(ExpressionContext context);
}
