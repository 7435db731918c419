package dev.tarn.shell.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.shell.render.Theme;
import org.junit.jupiter.api.Test;

class PlanTreeTest {
    private static final String PLAN =
            """
            HashAggregate  ~5 rows
            │   by month
            │   rows 12, time 1.5 ms, memory of the query 3.0 MB
            └─ HashJoin inner  ~1K rows
               │   on a = b
               │   rows 1000, time 0.5 ms, memory of the query 3.0 MB
               ├─ Scan trips [parquet]  ~40K rows
               │      columns a
               │      rows 40000, time 8.0 ms, memory of the query 3.0 MB
               │      pruned 11 of 12 partitions
               └─ Scan stations [parquet]  ~1 row
                      rows 1, time 0.1 ms, memory of the query 3.0 MB
            storage: 3 requests
            """;

    private static String drawn(int width, boolean isAscii) {
        return String.join("\n", PlanTree.draw(PlanReader.read(PLAN.lines().toList()), width, isAscii, Theme.NONE))
                + "\n";
    }

    @Test
    void drawsTimeAndRowsOfEachStep() {
        assertEquals(
                """
                step                            own time  share       with below           rows   expected
                HashAggregate                     1.5 ms  █              10.1 ms             12         ~5
                │   by month
                └─ HashJoin inner                 0.5 ms                  8.6 ms          1,000        ~1K
                   │   on a = b
                   ├─ Scan trips [parquet]        8.0 ms  ████████                       40,000       ~40K
                   │      columns a
                   │      pruned 11 of 12 partitions
                   └─ Scan stations [parquet]     0.1 ms                                      1         ~1
                storage: 3 requests
                """,
                drawn(0, false));
    }

    @Test
    void keepsWhatMattersOnNarrowTerminals() {
        for (int width = 40; width <= 200; width += 20) {
            for (String line : drawn(width, false).lines().toList()) {
                assertTrue(line.length() <= width || line.startsWith("storage:"), width + ": " + line);
            }
        }
        assertTrue(drawn(80, false).contains("expected"), drawn(80, false));
        assertTrue(drawn(40, false).contains("own time"), drawn(40, false));
        assertTrue(drawn(80, true).chars().allMatch(c -> c < 128), drawn(80, true));
    }

    @Test
    void marksWhatThePlannerMisjudged() {
        PlanNode node = new PlanNode("Scan", "~5K");
        node.rows = 60_000;
        assertTrue(node.isMisjudged());
        node.rows = 6_000;
        assertFalse(node.isMisjudged());
        node.rows = 0;
        assertTrue(node.isMisjudged());
        PlanNode small = new PlanNode("Scan", "~1");
        small.rows = 900;
        assertFalse(small.isMisjudged());
    }
}
