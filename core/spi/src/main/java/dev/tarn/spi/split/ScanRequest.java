package dev.tarn.spi.split;

import java.util.List;

/**
 * What to read of a split.
 *
 * @param columns the columns, in the order of the batches' columns; may be empty, then only row counts matter
 * @param filters conjuncts in the order to evaluate them; the source applies all of them exactly
 * @param context what to work with
 */
public record ScanRequest(List<ScanColumn> columns, List<ScanFilter> filters, ScanContext context) {
    public ScanRequest {
        columns = List.copyOf(columns);
        filters = List.copyOf(filters);
    }
}
