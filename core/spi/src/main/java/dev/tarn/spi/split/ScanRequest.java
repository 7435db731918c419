package dev.tarn.spi.split;

import dev.tarn.spi.predicate.TupleDomain;
import java.util.List;

/**
 * What to read of a split.
 *
 * @param columns the columns, in the order of the batches' columns; may be empty, then only row counts matter
 * @param filters conjuncts in the order to evaluate them; the source applies all of them exactly
 * @param domain what rows that matter have, by the table's columns (a field of a ROW by its dotted path), in the types of
 *     the table: a source may leave out rows that it excludes, and need not
 * @param context what to work with
 */
public record ScanRequest(List<ScanColumn> columns, List<ScanFilter> filters, TupleDomain domain, ScanContext context) {
    public ScanRequest {
        columns = List.copyOf(columns);
        filters = List.copyOf(filters);
    }

    /** Makes a request of which no more is known than its filters. */
    public ScanRequest(List<ScanColumn> columns, List<ScanFilter> filters, ScanContext context) {
        this(columns, filters, TupleDomain.all(), context);
    }

    /** Returns the same request in another context. */
    public ScanRequest withContext(ScanContext newContext) {
        return new ScanRequest(columns, filters, domain, newContext);
    }

    /** Returns the same request with another domain. */
    public ScanRequest withDomain(TupleDomain newDomain) {
        return new ScanRequest(columns, filters, newDomain, context);
    }
}
