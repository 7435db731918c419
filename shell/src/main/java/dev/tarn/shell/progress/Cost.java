package dev.tarn.shell.progress;

import dev.tarn.QueryStatistics;
import dev.tarn.StorageStatistics;
import java.util.Locale;

/**
 * What a query costs at list prices: Amazon Athena takes 5 dollars a terabyte that is scanned, for 10 MB at the least; S3
 * 0.005 dollars for a thousand requests that write or list, and 0.0004 for a thousand that read. Transfer out of a region is
 * not in it.
 */
public final class Cost {
    private static final double DOLLARS_A_TERABYTE = 5;
    private static final double TERABYTE = 1024.0 * 1024 * 1024 * 1024;
    private static final long LEAST_BYTES = 10L << 20;
    private static final double DOLLARS_A_WRITE = 0.005 / 1_000;
    private static final double DOLLARS_A_READ = 0.000_4 / 1_000;

    private Cost() {}

    /** Returns a sentence. */
    public static String of(QueryStatistics statistics) {
        long bytes = statistics.bytesRead();
        long requests = ProgressReader.requests(statistics.storage());
        String told = "scanned " + Quantities.bytes(bytes) + "; Athena would charge "
                + dollars(Math.max(bytes, LEAST_BYTES) / TERABYTE * DOLLARS_A_TERABYTE);
        if (requests == 0) {
            return told;
        }
        return told + ", S3 " + dollars(ofRequests(statistics.storage())) + " for "
                + String.format(Locale.ROOT, "%,d", requests) + (requests == 1 ? " request" : " requests");
    }

    /** Returns what the requests to S3 have cost so far. */
    static double dollars(QueryStatistics statistics) {
        return ofRequests(statistics.storage());
    }

    private static double ofRequests(StorageStatistics storage) {
        return (storage.listRequests() + storage.putRequests()) * DOLLARS_A_WRITE
                + (storage.getRequests() + storage.headRequests()) * DOLLARS_A_READ;
    }

    static String dollars(double dollars) {
        return String.format(Locale.ROOT, dollars < 0.01 ? "$%.6f" : "$%.4f", dollars);
    }
}
