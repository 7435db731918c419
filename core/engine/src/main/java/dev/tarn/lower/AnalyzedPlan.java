package dev.tarn.lower;

import dev.tarn.exec.pipeline.OperatorStatistics;
import dev.tarn.exec.pipeline.QueryContext;
import dev.tarn.plan.PlannedQuery;
import dev.tarn.plan.explain.PlanFormat;
import dev.tarn.plan.explain.PlanPrinter;
import dev.tarn.plan.physical.PhysicalNode;
import dev.tarn.spi.split.ScanMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The text of EXPLAIN ANALYZE: a plan and what its run gave. */
public final class AnalyzedPlan {
    private static final double NANOS_A_MILLI = 1e6;

    private AnalyzedPlan() {}

    /**
     * Returns the text, when the query has ended.
     *
     * @param whole what is said of the query and not of one of its nodes, a line each
     */
    public static String explain(
            PlannedQuery query, PlanFormat format, LoweredQuery lowered, QueryContext context, List<String> whole) {
        PlanNumbers numbers = new PlanNumbers(query.root());
        return PlanPrinter.print(query.root(), format, node -> measured(node, numbers, lowered, context), whole);
    }

    private static List<String> measured(
            PhysicalNode node, PlanNumbers numbers, LoweredQuery lowered, QueryContext context) {
        List<String> lines = new ArrayList<>();
        int number = numbers.of(node);
        OperatorStatistics done = context.statistics(number);
        lines.add("rows " + done.rowsOut() + ", time " + millis(done.busyNanos()) + ", memory of the query "
                + bytes(done.peakQueryBytes()));
        ScanMetrics scan = lowered.scans().get(number);
        if (scan != null) {
            lines.add("read " + bytes(scan.bytesRead.sum()) + " in " + scan.readRequests.sum() + " requests, "
                    + scan.rowsScanned.sum() + " rows scanned");
            List<String> pruned = new ArrayList<>();
            pruned(pruned, "partitions", scan.partitionsPruned.sum(), scan.partitionsTotal.sum());
            pruned(pruned, "files", scan.filesPruned.sum(), scan.filesTotal.sum());
            pruned(pruned, "row groups", scan.rowGroupsPruned.sum(), scan.rowGroupsTotal.sum());
            prunedLater(pruned, "row groups by Bloom filters", scan.rowGroupsPrunedByBloomFilter.sum());
            prunedLater(pruned, "row groups by dictionaries", scan.rowGroupsPrunedByDictionary.sum());
            pruned(pruned, "pages", scan.pagesPruned.sum(), scan.pagesTotal.sum());
            if (!pruned.isEmpty()) {
                lines.add("pruned " + String.join(", ", pruned));
            }
            long skipped = scan.recordsSkipped.sum();
            if (skipped > 0) {
                lines.add("skipped " + skipped + (skipped == 1 ? " bad record" : " bad records"));
            }
        }
        return lines;
    }

    private static void pruned(List<String> texts, String what, long pruned, long total) {
        if (total > 0) {
            texts.add(pruned + " of " + total + " " + what);
        }
    }

    private static void prunedLater(List<String> texts, String what, long pruned) {
        if (pruned > 0) {
            texts.add(pruned + " " + what);
        }
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.1f ms", nanos / NANOS_A_MILLI);
    }

    private static String bytes(long bytes) {
        if (bytes < 10_000) {
            return bytes + " B";
        }
        if (bytes < 10_000_000) {
            return bytes / 1_000 + " kB";
        }
        return bytes / 1_000_000 + " MB";
    }
}
