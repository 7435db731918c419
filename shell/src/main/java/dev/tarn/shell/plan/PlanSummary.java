package dev.tarn.shell.plan;

import dev.tarn.QueryStatistics;
import dev.tarn.shell.progress.Quantities;
import java.time.Duration;

/** What a run took as a whole, to be read below its plan. */
public final class PlanSummary {
    private PlanSummary() {}

    /**
     * Returns a line.
     *
     * @param plan whose steps were measured
     * @param statistics of the run
     */
    public static String of(PlanReader.Plan plan, QueryStatistics statistics) {
        StringBuilder text = new StringBuilder("planned in ")
                .append(Quantities.time(statistics.parsing().plus(statistics.planning())))
                .append(", run in ")
                .append(Quantities.time(statistics.execution()));
        if (plan.root() != null) {
            Duration work = Duration.ofNanos((long) (plan.root().totalMillis() * 1e6));
            text.append("; the steps' times are those of all threads, ")
                    .append(Quantities.time(work))
                    .append(" together");
        }
        text.append("; most memory ").append(Quantities.bytes(statistics.peakMemoryBytes()));
        if (statistics.spilledBytes() > 0) {
            text.append(", spilled ").append(Quantities.bytes(statistics.spilledBytes()));
        }
        return text.toString();
    }
}
