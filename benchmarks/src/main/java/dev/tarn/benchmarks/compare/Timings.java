package dev.tarn.benchmarks.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What runs of one query in one engine took, in nanoseconds. */
final class Timings {
    private long firstNanos = -1;
    private final List<Long> nanos = new ArrayList<>();

    void setFirst(long taken) {
        firstNanos = taken;
    }

    void add(long taken) {
        nanos.add(taken);
    }

    double firstMillis() {
        return firstNanos / 1e6;
    }

    List<Double> allMillis() {
        return nanos.stream().map(taken -> taken / 1e6).toList();
    }

    double medianMillis() {
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        double median =
                sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2.0;
        return median / 1e6;
    }
}
