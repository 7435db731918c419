package dev.tarn.query;

import dev.tarn.spi.storage.StorageMetrics;
import dev.tarn.spi.storage.StorageMetrics.RequestKind;
import java.util.List;

/** What EXPLAIN ANALYZE says of storages behind a network. */
final class StorageText {
    private StorageText() {}

    /** Returns a line for the whole query, or none if nothing was asked of a network. */
    static List<String> of(ScanTotals totals) {
        StringBuilder text = new StringBuilder("Storage: ");
        long requests = 0;
        for (RequestKind kind : RequestKind.values()) {
            long count = totals.storage(metrics -> metrics.requests(kind));
            boolean isWriting = kind == RequestKind.PUT || kind == RequestKind.DELETE;
            if (count > 0 || !isWriting) {
                text.append(count).append(' ').append(kind.name()).append(", ");
            }
            requests += count;
        }
        long sent = totals.storage(StorageMetrics::sentBytes);
        long cached = totals.storage(StorageMetrics::cachedBytes);
        if (requests == 0 && cached == 0) {
            return List.of();
        }
        text.append(totals.storage(StorageMetrics::retries))
                .append(" of them retries, ")
                .append(totals.storage(StorageMetrics::bytes))
                .append(" B received, ")
                .append(sent == 0 ? "" : sent + " B sent, ")
                .append(cached)
                .append(" B from caches");
        return List.of(text.toString());
    }
}
