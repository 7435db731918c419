package dev.tarn.exec.operator.analyze;

import dev.tarn.spi.predicate.Domain;
import org.apache.datasketches.theta.CompactSketch;
import org.apache.datasketches.theta.HashIterator;
import org.apache.datasketches.theta.SetOperation;
import org.apache.datasketches.theta.Union;

/**
 * What was found of a column's values. Immutable.
 *
 * @param min the least value in the representation of {@link Domain}; null if there is none or it is not known
 * @param max the greatest value
 * @param bounded whether the bounds are known
 * @param nullCount how many rows are NULL
 * @param sketch of the values that are not NULL
 */
public record ColumnSummary(Object min, Object max, boolean bounded, long nullCount, CompactSketch sketch) {
    /** How many hashes a sketch keeps at most; the estimate's standard error is about 3 %. */
    static final int SKETCH_ENTRIES = 1_024;

    /** Returns what is so of the rows of both. */
    ColumnSummary with(ColumnSummary other) {
        Union union = SetOperation.builder().setNominalEntries(SKETCH_ENTRIES).buildUnion();
        union.union(sketch);
        union.union(other.sketch);
        Object least = min == null || other.min != null && Domain.compare(other.min, min) < 0 ? other.min : min;
        Object greatest = max == null || other.max != null && Domain.compare(other.max, max) > 0 ? other.max : max;
        boolean known = bounded && other.bounded;
        return new ColumnSummary(
                known ? least : null,
                known ? greatest : null,
                known,
                nullCount + other.nullCount,
                union.getResult(true, null));
    }

    /** Returns how many values differ, about. */
    public long distinctCount() {
        return Math.round(sketch.getEstimate());
    }

    /** Returns the hashes that the sketch keeps, ascending: all hashes below {@link CompactSketch#getThetaLong}. */
    public long[] hashes() {
        long[] hashes = new long[sketch.getRetainedEntries(true)];
        HashIterator iterator = sketch.iterator();
        for (int i = 0; iterator.next(); i++) {
            hashes[i] = iterator.get();
        }
        return hashes;
    }
}
