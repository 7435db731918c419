package dev.tarn.slt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tarn.testkit.DuckDbOracle;
import dev.tarn.testkit.ResultComparison;
import dev.tarn.testkit.SqlResult;
import dev.tarn.testkit.tpch.TpchQueries;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** The 22 TPC-H queries over Parquet files answer as DuckDB does, whatever the shape of the engine. */
@Tag("slt")
class TpchTest {
    @TestFactory
    Stream<DynamicNode> atScaleOneTenth() {
        return queries(TestData.tpchSmall(), 0.1, EngineShape.USUAL);
    }

    @TestFactory
    Stream<DynamicNode> inEveryShape() {
        Path data = TestData.tpchTiny();
        return EngineShape.ALL.stream().flatMap(shape -> queries(data, 0.01, shape));
    }

    /** Opens engines when the first query runs and closes them after the last. */
    private static Stream<DynamicNode> queries(Path data, double scale, EngineShape shape) {
        Engines engines = new Engines(data, shape);
        List<DynamicNode> tests = new ArrayList<>();
        IntStream.rangeClosed(1, TpchQueries.COUNT)
                .mapToObj(query -> DynamicTest.dynamicTest(
                        "Q" + query + " at scale " + scale + " (" + shape + ")",
                        () -> assertEquals(Optional.empty(), engines.difference(TpchQueries.text(query, scale)))))
                .forEach(tests::add);
        tests.add(DynamicTest.dynamicTest("all memory is free again (" + shape + ")", engines::close));
        return tests.stream();
    }

    private static final class Engines {
        private final Path data;
        private final EngineShape shape;
        private TarnTestSession tarn;
        private DuckDbOracle duckDb;

        Engines(Path data, EngineShape shape) {
            this.data = data;
            this.shape = shape;
        }

        Optional<String> difference(String sql) {
            if (tarn == null) {
                duckDb = DuckDbOracle.open();
                duckDb.execute("SET integer_division = false");
                TpchQueries.createDuckDbViews(data).forEach(duckDb::execute);
                tarn = TarnTestSession.open(shape);
                TpchQueries.createExternalTables(data).forEach(tarn::execute);
            }
            SqlResult expected = duckDb.execute(sql);
            return ResultComparison.difference(expected, tarn.execute(sql), true);
        }

        void close() {
            if (tarn != null) {
                duckDb.close();
                tarn.close();
            }
        }
    }
}
