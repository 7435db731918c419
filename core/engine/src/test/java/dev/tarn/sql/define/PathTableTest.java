package dev.tarn.sql.define;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.catalog.CatalogManager;
import dev.tarn.catalog.SearchPath;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Type;
import dev.tarn.sql.parser.TarnParser;
import dev.tarn.sql.validate.QueryValidator;
import dev.tarn.sql.validate.StatementContext;
import dev.tarn.sql.validate.ValidatedQuery;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Paths as tables, over the lake of the examples. */
class PathTableTest {
    private static final String LAKE = System.getProperty("tarn.test.root") + "/examples/lake";

    private final StatementContext context = new StatementContext(
            CatalogManager.discover(),
            new SearchPath(CatalogManager.OWN_CATALOG, CatalogManager.DEFAULT_SCHEMA),
            ZoneOffset.UTC,
            Instant.EPOCH);

    private ValidatedQuery query(String sql) {
        return QueryValidator.validate(TarnParser.parse(sql.replace("${lake}", LAKE)), context);
    }

    private List<List<String>> run(String sql) {
        return Rows.of(DefinitionExecutor.run(
                TarnParser.parse(sql.replace("${lake}", LAKE)).definition().orElseThrow(), context));
    }

    @Test
    void aStringIsATable() {
        ValidatedQuery query = query("SELECT count(*) AS n, max(year) AS last FROM '${lake}/trips/**/*.parquet'");
        assertEquals(List.of(Type.BIGINT, Type.BIGINT), query.types());
        assertEquals(1, query.tables().size());
        assertEquals(
                List.of("name"),
                query(
                                "SELECT s.name FROM '${lake}/stations' AS s JOIN '${lake}/trips' t ON t.from_station = s.station_id")
                        .labels());
    }

    @Test
    void aQuotedNameIsACatalogsNameFirst() {
        run("CREATE EXTERNAL TABLE `a/b` (id int) STORED AS PARQUET LOCATION '${lake}/stations'");
        assertEquals(List.of("id"), query("SELECT * FROM \"a/b\"").labels());
        assertTrue(query("SELECT * FROM \"${lake}/stations\"").labels().contains("district"));
        assertTrue(query("SELECT \"S\".District FROM \"${lake}/stations\" AS s")
                .labels()
                .contains("District"));
    }

    @Test
    void aPathIsDescribed() {
        List<List<String>> rows = run("DESCRIBE '${lake}/trips'");
        assertTrue(rows.contains(List.of("month", "bigint", "partition key", "")), rows.toString());
        assertEquals(rows, run("SHOW COLUMNS IN \"${lake}/trips\""));
    }

    @Test
    void aMissingPathIsNamed() {
        TarnException error = assertThrows(TarnException.class, () -> query("SELECT * FROM '${lake}/nothing.parquet'"));
        assertEquals(ErrorCode.PATH_NOT_FOUND, error.code());
        assertTrue(error.getMessage().contains("nothing.parquet"), error.getMessage());
        error = assertThrows(TarnException.class, () -> query("SELECT * FROM \"nothing\""));
        assertEquals(ErrorCode.TABLE_NOT_FOUND, error.code());
    }

    @Test
    void aMissingFolderIsFoundOnlyWhenRowsAreWanted() {
        run("CREATE EXTERNAL TABLE gone (id int) STORED AS PARQUET LOCATION '${lake}/gone'");
        assertEquals(List.of("id"), query("SELECT id FROM gone").labels());
        TarnException error = assertThrows(TarnException.class, () -> query("SELECT id FROM gone")
                .tables()
                .get(0)
                .table()
                .statistics(dev.tarn.spi.predicate.TupleDomain.all(), java.util.Set.of()));
        assertEquals(ErrorCode.PATH_NOT_FOUND, error.code());
    }
}
