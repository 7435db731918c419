package dev.tarn.query;

import dev.tarn.spi.catalog.Table;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.storage.StorageMetrics;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** What all scans of a query counted together. */
public final class ScanTotals {
    private final List<ScanMetrics> scans;
    private final List<Table> tables;

    /**
     * Makes the totals of a query.
     *
     * @param tables the tables that it names, whether they are scanned or not
     */
    ScanTotals(Collection<ScanMetrics> scans, Collection<Table> tables) {
        this.scans = List.copyOf(scans);
        this.tables = List.copyOf(tables);
    }

    /** Returns the sum of one counter. */
    public long sum(Function<ScanMetrics, LongAdder> counter) {
        return scans.stream().mapToLong(scan -> counter.apply(scan).sum()).sum();
    }

    /**
     * Returns which share of the rows that are to be scanned was, from 0 to 1; 0 if there are none. Splits count when they
     * were read to their end; a scan whose splits are not found yet counts with the rows that the planner expects.
     */
    public double shareDone() {
        double done = 0;
        double total = 0;
        for (ScanMetrics scan : scans) {
            boolean found = scan.splitsTotal.sum() > 0;
            total += found ? scan.splitRowsTotal.sum() : scan.rowsExpected.sum();
            done += scan.splitRowsDone.sum();
        }
        return total == 0 ? 0 : Math.min(1, done / total);
    }

    /** Returns the sum of what was asked of storages behind a network, by planning too. */
    public long storage(ToLongFunction<StorageMetrics> counter) {
        return tables.stream()
                .mapToLong(table -> counter.applyAsLong(table.storageMetrics()))
                .sum();
    }
}
