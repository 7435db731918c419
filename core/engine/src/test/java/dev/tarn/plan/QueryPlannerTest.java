package dev.tarn.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.catalog.CatalogManager;
import dev.tarn.catalog.SearchPath;
import dev.tarn.lower.ConstantFolder;
import dev.tarn.plan.check.PlanChecker;
import dev.tarn.sql.parser.TarnParser;
import dev.tarn.sql.validate.QueryValidator;
import dev.tarn.sql.validate.StatementContext;
import dev.tarn.testkit.tpch.TpchQueries;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Plans of queries over the TPC-H source at scale 1, of which statistics alone are read. */
class QueryPlannerTest {
    private static final CatalogManager CATALOG = CatalogManager.discover();

    private static PlannedQuery plan(String sql) {
        StatementContext context =
                new StatementContext(CATALOG, new SearchPath("tpch", "sf1"), ZoneOffset.UTC, Instant.EPOCH);
        return QueryPlanner.plan(QueryValidator.validate(TarnParser.parse(sql), context), ConstantFolder.context());
    }

    @TestFactory
    Stream<DynamicTest> plansOfTpchAreSoundAndCrossNothing() {
        return IntStream.rangeClosed(1, TpchQueries.COUNT)
                .mapToObj(query -> DynamicTest.dynamicTest(
                        "query " + query,
                        () -> assertEquals(
                                List.of(),
                                PlanChecker.check(
                                        plan(TpchQueries.text(query, 1)).root(), false))));
    }

    @Test
    void explainIsTheSameEachTime() {
        String sql = TpchQueries.text(8, 1);
        assertEquals(plan(sql).explain(), plan(sql).explain());
    }

    @Test
    void constantsAreFolded() {
        String text = plan("SELECT count(*) FROM lineitem WHERE l_shipdate < DATE '1998-12-01' - INTERVAL '90' DAY")
                .explain();
        assertTrue(text.contains("l_shipdate < date '1998-09-02'"), text);
    }

    @Test
    void conditionsReachBothSidesOfAnEquality() {
        String text = plan("SELECT count(*) FROM orders, lineitem WHERE o_orderkey = l_orderkey AND o_orderkey < 100")
                .explain();
        assertTrue(text.contains("filter o_orderkey < 100"), text);
        assertTrue(text.contains("filter l_orderkey < 100"), text);
    }

    @Test
    void branchesOfAnOrGiveConditionsOfEachTable() {
        String text = plan(TpchQueries.text(19, 1)).explain();
        assertTrue(text.contains("on l_partkey = p_partkey"), text);
        assertTrue(text.contains("p_container in ('SM BOX', 'SM CASE', 'SM PACK', 'SM PKG')"), text);
    }

    @Test
    void onlyNeededColumnsAreRead() {
        String text =
                plan("SELECT sum(l_tax) FROM lineitem WHERE l_quantity < 5").explain();
        assertTrue(text.contains("columns l_tax\n"), text);
        assertFalse(text.contains("l_discount"), text);
    }

    @Test
    void anOuterJoinWhoseNullsAreDroppedIsAnInnerOne() {
        String text =
                plan("SELECT count(*) FROM customer LEFT JOIN orders ON c_custkey = o_custkey WHERE o_totalprice > 5")
                        .explain();
        assertTrue(text.contains("HashJoin inner"), text);
    }

    @Test
    void existsIsASemiJoinAndNotInANullAwareAntiJoin() {
        String exists =
                plan("SELECT count(*) FROM orders WHERE EXISTS (SELECT 1 FROM lineitem WHERE l_orderkey = o_orderkey)")
                        .explain();
        assertTrue(exists.contains("semi"), exists);
        String notIn = plan("SELECT count(*) FROM partsupp WHERE ps_suppkey NOT IN (SELECT s_suppkey FROM supplier)")
                .explain();
        assertTrue(notIn.contains("null-aware anti"), notIn);
    }

    @Test
    void aCrossJoinIsReportedUnlessAskedFor() {
        PlannedQuery crossed = plan("SELECT count(*) FROM customer, supplier");
        assertEquals(1, PlanChecker.check(crossed.root(), false).size());
        assertEquals(List.of(), PlanChecker.check(crossed.root(), true));
    }
}
