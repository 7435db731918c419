package dev.tarn.lower;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.QueryResult;
import dev.tarn.Row;
import dev.tarn.Session;
import dev.tarn.Tarn;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopNScansTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "l_extendedprice DESC, l_orderkey, l_linenumber",
                "l_shipdate, l_orderkey DESC, l_linenumber",
                "l_comment DESC, l_orderkey, l_linenumber"
            })
    void theScanDropsRowsThatAreNotWanted(String order) {
        String select = " SELECT l_orderkey, l_linenumber, l_comment FROM tpch.tiny.lineitem"
                + " JOIN tpch.tiny.supplier ON l_suppkey = s_suppkey WHERE l_quantity > 3 ORDER BY " + order;
        try (Tarn tarn = Tarn.builder().threads(2).open();
                Session session = tarn.session()) {
            List<Row> all = rows(session, select);
            List<Row> first = rows(session, select + " LIMIT 20");
            for (int i = 0; i < 20; i++) {
                assertEquals(all.get(i).values(), first.get(i).values());
            }
            String plan =
                    rows(session, "EXPLAIN ANALYZE" + select + " LIMIT 20").toString();
            assertTrue(plan.contains("TopN 20"), plan);
            String lineitem = plan.substring(plan.indexOf("lineitem"));
            String scanned = lineitem.substring(lineitem.indexOf(" rows ") + 6);
            long produced = Long.parseLong(scanned.substring(0, scanned.indexOf(',')));
            assertTrue(produced < 30_000, plan);
        }
    }

    private static List<Row> rows(Session session, String sql) {
        try (QueryResult result = session.query(sql)) {
            return result.toRows();
        }
    }
}
