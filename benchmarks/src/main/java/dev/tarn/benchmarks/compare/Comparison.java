package dev.tarn.benchmarks.compare;

import dev.tarn.testkit.ResultComparison;
import dev.tarn.testkit.SqlResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Checks, then times. The two sides take turns, and who begins changes from run to run. */
final class Comparison {
    private final CompareOptions options;
    private final Workload workload;
    private final Report report;

    Comparison(CompareOptions options, Workload workload, Report report) {
        this.options = options;
        this.workload = workload;
        this.report = report;
    }

    /**
     * Runs every query on both sides, compares the results, and times.
     *
     * @return whether all results were the same; if not, nothing is timed but the first runs
     */
    boolean run(Peer subject, Peer baseline) {
        List<Timings> subjectTimings = new ArrayList<>();
        List<Timings> baselineTimings = new ArrayList<>();
        int different = 0;
        for (int query : options.queries()) {
            Timings subjectTiming = new Timings();
            Timings baselineTiming = new Timings();
            subjectTimings.add(subjectTiming);
            baselineTimings.add(baselineTiming);
            Optional<String> difference = firstRun(query, subject, subjectTiming, baseline, baselineTiming);
            if (difference.isPresent()) {
                different++;
                report.print("Q" + query + " DIFFERS: " + difference.get());
            }
        }
        int equal = options.queries().size() - different;
        report.print(equal + " of " + options.queries().size() + " results are equal");
        report.print("");
        if (different > 0) {
            return false;
        }
        for (int i = 0; i < options.warmUps(); i++) {
            for (int query : options.queries()) {
                subject.drain(sql(query));
                baseline.drain(sql(query));
            }
        }
        report.head();
        for (int i = 0; i < options.queries().size(); i++) {
            int query = options.queries().get(i);
            for (int run = 0; run < options.runs(); run++) {
                if (run % 2 == 0) {
                    subjectTimings.get(i).add(time(subject, query));
                    baselineTimings.get(i).add(time(baseline, query));
                } else {
                    baselineTimings.get(i).add(time(baseline, query));
                    subjectTimings.get(i).add(time(subject, query));
                }
            }
            report.add(new Report.Line(query, subjectTimings.get(i), baselineTimings.get(i)));
        }
        report.summary();
        return true;
    }

    private Optional<String> firstRun(
            int query, Peer subject, Timings subjectTiming, Peer baseline, Timings baselineTiming) {
        long start = System.nanoTime();
        SqlResult expected = baseline.collect(sql(query));
        baselineTiming.setFirst(System.nanoTime() - start);
        try {
            start = System.nanoTime();
            SqlResult got = subject.collect(sql(query));
            subjectTiming.setFirst(System.nanoTime() - start);
            return ResultComparison.difference(expected, got, true);
        } catch (RuntimeException e) {
            return Optional.of(e.toString());
        }
    }

    /** Times one engine alone and checks nothing. */
    void runAlone(Peer peer) {
        report.print("query  first, ms  median, ms");
        List<Timings> timings = new ArrayList<>();
        for (int query : options.queries()) {
            Timings timing = new Timings();
            timing.setFirst(time(peer, query));
            timings.add(timing);
        }
        for (int i = 0; i < options.warmUps(); i++) {
            options.queries().forEach(query -> peer.drain(sql(query)));
        }
        double sum = 0;
        for (int i = 0; i < timings.size(); i++) {
            Timings timing = timings.get(i);
            int query = options.queries().get(i);
            for (int run = 0; run < options.runs(); run++) {
                timing.add(time(peer, query));
            }
            sum += timing.medianMillis();
            report.print(String.format(
                    Locale.ROOT, "Q%-2d %12.1f %11.1f", query, timing.firstMillis(), timing.medianMillis()));
        }
        report.print(String.format(Locale.ROOT, "all %24.1f", sum));
    }

    /** Measures how much faster each side executes on two threads than on one. */
    void speedUp(List<Peer> subject, List<Peer> baseline) {
        report.print("query  " + subject.get(0).name() + ", ms: 1 thread  2 threads  speed-up  "
                + baseline.get(0).name() + ", ms: 1 thread  2 threads  speed-up  ratio");
        List<Peer> peers = List.of(subject.get(0), baseline.get(0), subject.get(1), baseline.get(1));
        for (int query : options.queries()) {
            List<Timings> timings = peers.stream().map(peer -> new Timings()).toList();
            for (int i = 0; i < options.warmUps(); i++) {
                peers.forEach(peer -> peer.drain(sql(query)));
            }
            for (int run = 0; run < options.runs(); run++) {
                for (int i = 0; i < peers.size(); i++) {
                    int turn = (i + run) % peers.size();
                    timings.get(turn).add(peers.get(turn).executionNanos(sql(query)));
                }
            }
            double[] medians =
                    timings.stream().mapToDouble(Timings::medianMillis).toArray();
            double subjectSpeedUp = medians[0] / medians[2];
            double baselineSpeedUp = medians[1] / medians[3];
            report.print(String.format(
                    Locale.ROOT,
                    "Q%-2d %21.1f %10.1f %9.2f %21.1f %10.1f %9.2f %6.2f",
                    query,
                    medians[0],
                    medians[2],
                    subjectSpeedUp,
                    medians[1],
                    medians[3],
                    baselineSpeedUp,
                    subjectSpeedUp / baselineSpeedUp));
        }
    }

    private long time(Peer peer, int query) {
        long start = System.nanoTime();
        peer.drain(sql(query));
        return System.nanoTime() - start;
    }

    private String sql(int query) {
        return workload.sql(query);
    }
}
