package dev.tarn.shell.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tarn.shell.render.Theme;
import java.util.List;
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

    @Test
    void drawsTimeAndRowsOfEachStep() {
        List<String> lines = PlanTree.draw(PlanReader.read(PLAN.lines().toList()), 0, Theme.NONE);
        assertEquals(
                """
                step                                 time                      rows  expected
                HashAggregate                      1.5 ms  █                     12  ~5
                │   by month
                └─ HashJoin inner                  0.5 ms                     1,000  ~1K
                   │   on a = b
                   ├─ Scan trips [parquet]         8.0 ms  ████████          40,000  ~40K
                   │      columns a
                   │      pruned 11 of 12 partitions
                   └─ Scan stations [parquet]      0.1 ms                         1  ~1
                storage: 3 requests
                """,
                String.join("\n", lines) + "\n");
    }
}
