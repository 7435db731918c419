package dev.tarn.shell.session;

import dev.tarn.QueryStatistics;
import dev.tarn.shell.progress.ProgressReader;
import dev.tarn.shell.progress.Quantities;
import java.util.Locale;

/** Says what a query scanned, and what Amazon Athena would charge for it: 5 dollars a terabyte, for 10 MB at the least. */
final class Cost {
    private static final double DOLLARS_A_TERABYTE = 5;
    private static final double TERABYTE = 1024.0 * 1024 * 1024 * 1024;
    private static final long LEAST_BYTES = 10L << 20;

    private Cost() {}

    static String of(QueryStatistics statistics) {
        long bytes = statistics.bytesRead();
        double dollars = Math.max(bytes, LEAST_BYTES) / TERABYTE * DOLLARS_A_TERABYTE;
        long requests = ProgressReader.requests(statistics.storage());
        return "scanned " + Quantities.bytes(bytes) + " with " + requests
                + (requests == 1 ? " request" : " requests") + " to storages; Athena would charge "
                + String.format(Locale.ROOT, "$%.6f", dollars);
    }
}
