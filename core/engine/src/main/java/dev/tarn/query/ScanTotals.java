package dev.tarn.query;

import dev.tarn.spi.split.ScanMetrics;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** What all scans of a query counted together. */
public final class ScanTotals {
    private final List<ScanMetrics> scans;

    ScanTotals(Collection<ScanMetrics> scans) {
        this.scans = List.copyOf(scans);
    }

    /** Returns the sum of one counter. */
    public long sum(Function<ScanMetrics, LongAdder> counter) {
        return scans.stream().mapToLong(scan -> counter.apply(scan).sum()).sum();
    }
}
