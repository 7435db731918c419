package dev.tarn.exec.operator.join;

import dev.tarn.exec.store.ColumnShape;
import dev.tarn.spi.predicate.Domain;
import dev.tarn.spi.split.ScanFilter;
import java.util.Optional;

/**
 * What a finished build side says of one key: the range its values lie in, and a test of single values, exact or with
 * false positives. Thread-safe; made with the plan, ready when the join's table is.
 */
public final class JoinKeyFilter {
    private final ColumnShape shape;
    private volatile Content content;

    JoinKeyFilter(ColumnShape shape) {
        this.shape = shape;
    }

    /**
     * @param domain the values that the build side has, as a range; none if it has no key
     * @param test tests values; null if no value would be dropped that the domain keeps
     */
    record Content(Domain domain, JoinKeyTest test) {}

    void publish(Content published) {
        content = published;
    }

    /** Returns the key's type and layout. */
    public ColumnShape shape() {
        return shape;
    }

    /** Returns whether the build side is known. */
    public boolean isReady() {
        return content != null;
    }

    /** Returns the values that can find a match, as a range, or empty if the build side is not known yet. */
    public Optional<Domain> domain() {
        Content known = content;
        return known == null ? Optional.empty() : Optional.of(known.domain());
    }

    /**
     * Makes a filter for one thread that keeps the rows which may find a match. It is active once the build side is known
     * and worth the test; rows are never dropped wrongly.
     *
     * @param columnIndex the key's index among the scan request's columns
     */
    public ScanFilter scanFilter(int columnIndex) {
        return new JoinScanFilter(this, columnIndex);
    }

    /** Returns the test of single values, or null while it is unknown or useless. */
    JoinKeyTest test() {
        Content known = content;
        return known == null ? null : known.test();
    }
}
