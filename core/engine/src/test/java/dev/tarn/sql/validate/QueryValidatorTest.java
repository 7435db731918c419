package dev.tarn.sql.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.catalog.CatalogManager;
import dev.tarn.catalog.SearchPath;
import dev.tarn.catalog.file.FileTables;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Type;
import dev.tarn.sql.parser.TarnParser;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.volcano.VolcanoPlanner;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryValidatorTest {
    private static final StatementContext CONTEXT = new StatementContext(
            new CatalogManager(List.of(new FakeConnector()), new FileTables(List.of(), List.of())),
            new SearchPath("fake", "main"),
            ZoneOffset.UTC,
            Instant.parse("2024-05-06T07:08:09.123Z"));

    private static ValidatedQuery validate(String sql) {
        return QueryValidator.validate(TarnParser.parse(sql), CONTEXT);
    }

    private static RelRoot convert(ValidatedQuery query) {
        VolcanoPlanner planner = new VolcanoPlanner();
        RelOptCluster cluster = RelOptCluster.create(
                planner, new TarnRexBuilder(query.validator().getTypeFactory()));
        return query.toRel(
                cluster,
                SqlToRelConverter.config().withExpand(false).withInSubQueryThreshold(Integer.MAX_VALUE),
                (collections, withOrdinality, types, names) -> {
                    throw new UnsupportedOperationException("UNNEST");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a + 1 | integer",
                "a + b | bigint",
                "tiny + tiny | tinyint",
                "a / 2 | integer",
                "a + x | double",
                "a + r | real",
                "p + r | real",
                "p + x | double",
                "p + q | decimal(14,3)",
                "p - q | decimal(14,3)",
                "p * q | decimal(17,5)",
                "p / q | decimal(16,3)",
                "p % q | decimal(5,3)",
                "p + a | decimal(13,2)",
                "p * b | decimal(31,2)",
                "1.5 | decimal(2,1)",
                "1e0 | double",
                "3000000000 | bigint",
                "'abc' | varchar(3)",
                "'Łódź' | varchar(4)",
                "CASE WHEN ok THEN 'a' ELSE 'bcd' END | varchar(3)",
                "CASE WHEN ok THEN 1 ELSE 2.5 END | decimal(11,1)",
                "CASE WHEN ok THEN 1 END | integer",
                "coalesce(a, b) | bigint",
                "coalesce(NULL, a) | integer",
                "if(ok, 1, 2) | integer",
                "nullif(a, 1) | integer",
                "greatest(a, x) | double",
                "least('a', s) | varchar",
                "d + INTERVAL '3' MONTH | date",
                "d - INTERVAL '90' DAY | date",
                "DATE '1998-12-01' - INTERVAL '90' DAY | date",
                "INTERVAL '1' DAY + d | date",
                "ts + INTERVAL '1' HOUR | timestamp(6)",
                "extract(year FROM d) | bigint",
                "year(d) | bigint",
                "day(ts) | bigint",
                "date_trunc('month', ts) | timestamp(6)",
                "date_trunc('MONTH', d) | date",
                "date_add('day', 1, d) | date",
                "date_diff('day', d, ts) | bigint",
                "current_date | date",
                "now() | timestamp(3)",
                "current_timestamp | timestamp(3)",
                "length(s) | bigint",
                "upper(v10) | varchar(10)",
                "substr(v10, 2) | varchar(10)",
                "substring(s FROM 1 FOR 2) | varchar",
                "trim(both 'x' FROM v10) | varchar(10)",
                "trim(s) | varchar",
                "position('a' IN s) | bigint",
                "strpos(s, 'a') | bigint",
                "replace(s, 'a') | varchar",
                "concat(s, 'a', 'b') | varchar",
                "split_part(s, ',', 1) | varchar",
                "starts_with(s, 'a') | boolean",
                "regexp_like(s, 'a+') | boolean",
                "regexp_extract(s, '(a)', 1) | varchar",
                "abs(p) | decimal(12,2)",
                "sign(p) | decimal(1,0)",
                "round(p) | decimal(11,0)",
                "round(p, 1) | decimal(13,2)",
                "round(x, 1) | double",
                "round(a) | integer",
                "floor(p) | decimal(11,0)",
                "ceil(x) | double",
                "truncate(p) | decimal(10,0)",
                "power(a, 2) | double",
                "sqrt(a) | double",
                "mod(b, 3) | bigint",
                "mod(x, 3) | double",
                "try_cast(s AS bigint) | bigint",
                "CAST(a AS decimal(10,2)) | decimal(10,2)",
                "CAST(a AS decimal) | decimal(38,0)",
                "CAST(s AS timestamp) | timestamp(3)",
                "CAST(s AS char(5)) | char(5)",
                "CAST(a AS varchar) | varchar",
                "CAST(a AS float) | real",
                "date(s) | date",
                "a = x | boolean",
                "a IN (1, 2.5) | boolean",
                "v10 IN ('abc', 'a longer one than ten') | boolean",
                "d BETWEEN DATE '2020-01-01' AND DATE '2020-02-01' | boolean",
                "d = ts | boolean",
                "s LIKE 'a!%' ESCAPE '!' | boolean",
                "a IS DISTINCT FROM b | boolean",
                "c3 = s | boolean",
                "-a | integer",
                "NOT ok | boolean",
                "X'0102' | varbinary",
                "NULL | unknown",
                "(SELECT max(w) FROM u) | decimal(15,2)",
                "EXISTS (SELECT 1 FROM u WHERE u.a = t.a) | boolean",
                "a IN (SELECT w FROM u) | boolean",
                "a > ALL (SELECT a FROM u) | boolean"
            })
    void derivesTrinosTypes(String expression, String type) {
        ValidatedQuery query = validate("SELECT " + expression + " AS e FROM t");
        assertEquals(type, query.types().get(0).sqlName());
        convert(query);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "count(*) | bigint",
                "count(s) | bigint",
                "count(DISTINCT s) | bigint",
                "sum(a) | bigint",
                "sum(b) | bigint",
                "sum(r) | real",
                "sum(x) | double",
                "sum(p) | decimal(38,2)",
                "avg(a) | double",
                "avg(p) | decimal(12,2)",
                "avg(r) | real",
                "min(s) | varchar",
                "max(d) | date",
                "count_if(ok) | bigint",
                "stddev(a) | double",
                "variance(p) | double",
                "var_pop(DISTINCT x) | double",
                "bool_and(ok) | boolean",
                "every(ok) | boolean",
                "any_value(p) | decimal(12,2)",
                "arbitrary(s) | varchar",
                "min_by(s, d) | varchar",
                "sum(a) FILTER (WHERE b > 1) | bigint",
                "sum(p * (1 - q)) | decimal(38,5)",
                "sum(CASE WHEN ok THEN p ELSE 0 END) | decimal(38,2)"
            })
    void derivesAggregates(String expression, String type) {
        ValidatedQuery query = validate("SELECT " + expression + " AS e FROM t");
        assertEquals(type, query.types().get(0).sqlName());
        convert(query);
        convert(validate("SELECT d, " + expression + " FROM t GROUP BY d HAVING " + expression
                + " IS NOT NULL ORDER BY " + expression));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM u",
                "SELECT u.* , t.a FROM t JOIN u ON t.a = u.a",
                "SELECT a, name FROM t LEFT JOIN u USING (a)",
                "WITH c AS (SELECT a k FROM t), e AS (SELECT k FROM c) SELECT count(*) FROM e JOIN c ON e.k = c.k",
                "SELECT a FROM t UNION ALL SELECT x FROM t",
                "SELECT a FROM t UNION SELECT 2.5 INTERSECT SELECT 3 EXCEPT ALL SELECT 4 ORDER BY 1 LIMIT 3",
                "VALUES (1, 'a'), (2.5, 'bcd')",
                "SELECT a FROM t ORDER BY b DESC NULLS FIRST, 1 OFFSET 1 ROWS FETCH FIRST 2 ROWS ONLY",
                "SELECT year(d), count(*) FROM t GROUP BY year(d) ORDER BY year(d)",
                "SELECT sqrt(a) + 1 FROM t GROUP BY sqrt(a)",
                "SELECT upper(s) AS big FROM t GROUP BY 1 HAVING count(*) > 1 ORDER BY big",
                "SELECT DISTINCT a, s FROM t ORDER BY s",
                "SELECT a FROM (SELECT a, p FROM t WHERE ok) z WHERE p > 5",
                "SELECT z.a FROM t z JOIN u ON z.a = u.a WHERE u.w > (SELECT avg(p) FROM t WHERE t.a = z.a)",
                "TABLE u",
                "SELECT sum(p) / 7.0 AS avg_yearly FROM t, u WHERE t.a = u.a AND p < (SELECT 0.2 * avg(p) FROM t z WHERE z.a = u.a)",
                "SELECT name FROM fake.main.u AS u(id, name, weight)",
                "SELECT U.NAME FROM U",
                "SELECT main.u.name, Fake.Main.U.w FROM u ORDER BY fake.main.u.a",
                "SELECT date_trunc('day', NULL), date_diff('day', NULL, NULL), date_add('day', NULL, d) FROM t",
                "SELECT count(*) FROM t"
            })
    void convertsQueries(String sql) {
        convert(validate(sql));
    }

    @Test
    void concatenatesText() {
        assertEquals(Type.VARCHAR, validate("SELECT 'a' || 'bc'").types().get(0));
        assertEquals(
                Type.VARCHAR, validate("SELECT s || 'x' || c3 FROM t").types().get(0));
        TarnException error = assertThrows(TarnException.class, () -> validate("SELECT s || 1 FROM t"));
        assertEquals(ErrorCode.TYPE_MISMATCH, error.code());
    }

    @Test
    void labelsKeepTheirSpelling() {
        assertEquals(
                List.of("MyCol", "A", "b", "_col3", "_col4"),
                validate("SELECT a AS MyCol, A, b, a + 1, 'x' FROM t").labels());
        assertEquals(
                List.of("a", "name", "w", "a"),
                validate("SELECT u.*, t.a FROM t JOIN u ON t.a = u.a").labels());
        assertEquals(List.of("x", "X"), validate("SELECT 1 AS x, 2 AS X").labels());
        assertEquals(
                List.of("Quoted Name"),
                validate("SELECT a AS \"Quoted Name\" FROM t").labels());
        assertEquals(
                List.of("N"),
                validate("WITH c AS (SELECT a AS N FROM t) SELECT * FROM c").labels());
        assertEquals(
                List.of("Total"),
                validate("SELECT a AS Total FROM t UNION SELECT 2 ORDER BY total")
                        .labels());
        assertEquals(List.of("_col0"), validate("VALUES 1").labels());
        assertEquals(
                validate("SELECT x.*, y.* FROM u x, u y").labels(),
                validate("SELECT * FROM u x, u y").labels());
        assertEquals(
                List.of("a", "a"),
                validate("SELECT * FROM (SELECT a FROM t) x, (SELECT a FROM t) y")
                        .labels());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "SELECT * FROM tt | TABLE_NOT_FOUND | 1:15 | did you mean t?",
                "SELECT * FROM mian.t | SCHEMA_NOT_FOUND | 1:15 | did you mean main?",
                "SELECT * FROM fke.main.t | CATALOG_NOT_FOUND | 1:15 | did you mean fake?",
                "SELECT nmae FROM u | COLUMN_NOT_FOUND | 1:8 | did you mean name?",
                "SELECT u.nmae FROM u | COLUMN_NOT_FOUND | 1:10 | did you mean name?",
                "SELECT z.a FROM u | COLUMN_NOT_FOUND | 1:8 | no table or alias z",
                "SELECT a, uper(s) FROM t | FUNCTION_NOT_FOUND | 1:11 | did you mean upper?",
                "SELECT approx_distinct(s) FROM t | NOT_SUPPORTED | 1:8 | approx_distinct is not supported",
                "SELECT a FROM t, u | AMBIGUOUS_NAME | 1:8 | the column a is in more than one table",
                "SELECT s + 1 FROM t | TYPE_MISMATCH | 1:8 | + cannot be applied to varchar and integer",
                "SELECT * FROM t WHERE s = 1 | TYPE_MISMATCH | 1:23 | varchar",
                "SELECT 1 FROM t WHERE d > '2020-01-01' | TYPE_MISMATCH | 1:23 | date and varchar(10) cannot be compared",
                "SELECT 1 FROM t WHERE d IN ('2020-01-01') | TYPE_MISMATCH | 1:23 | ",
                "SELECT CASE WHEN ok THEN 1 ELSE 'x' END FROM t | TYPE_MISMATCH | 1:8 | results of CASE",
                "SELECT length(a) FROM t | TYPE_MISMATCH | 1:8 | length(integer) does not exist; there is length(varchar)",
                "SELECT substr(s) FROM t | TYPE_MISMATCH | 1:8 | there is substr(varchar, bigint[, bigint])",
                "SELECT sum(s) FROM t | TYPE_MISMATCH | 1:8 | sum cannot be applied to varchar",
                "SELECT stddev(s) FROM t | TYPE_MISMATCH | 1:8 | there is stddev(double)",
                "SELECT bool_and(a) FROM t | TYPE_MISMATCH | 1:8 | there is bool_and(boolean)",
                "SELECT CAST(a AS date) FROM t | TYPE_MISMATCH | 1:8 | integer cannot be cast to date",
                "SELECT a, count(*) FROM t | INVALID_STATEMENT | 1:8 | neither in GROUP BY",
                "SELECT a FROM t WHERE count(*) > 1 | INVALID_STATEMENT | 1:23 | an aggregate cannot stand in WHERE",
                "SELECT a FROM t WHERE a | TYPE_MISMATCH | 1:23 | not a boolean",
                "SELECT a FROM t UNION SELECT s FROM t | TYPE_MISMATCH | 1:8 | nothing is common",
                "SELECT a, b FROM t UNION SELECT a FROM t | INVALID_STATEMENT | 1:33 | number of columns",
                "SELECT (SELECT a, name FROM u) FROM t | INVALID_STATEMENT | 1:8 | one column",
                "SELECT d + INTERVAL '1' HOUR FROM t | TYPE_MISMATCH | 1:8 | CAST it to timestamp",
                "SELECT DATE '2020-13-01' | INVALID_CAST_ARGUMENT | 1:8 | '2020-13-01' is not a DATE",
                "SELECT TIMESTAMP '2020-13-01 00:00:00' | INVALID_CAST_ARGUMENT | 1:8 | is not a TIMESTAMP",
                "SELECT TIMESTAMP '2020-01-01 00:00:00 UTC' | NOT_SUPPORTED | 1:8 | is a TIMESTAMP WITH TIME ZONE",
                "SELECT TIMESTAMP '2020-01-01 00:00:00.123+02:00' | NOT_SUPPORTED | 1:8 | is a TIMESTAMP WITH TIME ZONE",
                "SELECT TIMESTAMP '2020-01-01 America/New_York' | NOT_SUPPORTED | 1:8 | is a TIMESTAMP WITH TIME ZONE",
                "SELECT TIME '10:00:00 +02:00' | NOT_SUPPORTED | 1:8 | is a TIME WITH TIME ZONE",
                "SELECT date_trunc('moon', d) FROM t | INVALID_FUNCTION_ARGUMENT | 1:19 | no unit 'moon'",
                "SELECT nested FROM t | NOT_SUPPORTED | 1:8 | the column nested: the type array<integer>",
                "SELECT * FROM t | NOT_SUPPORTED | 1:8 | the column nested",
                "SELECT row_number() OVER (ORDER BY a) FROM t | NOT_SUPPORTED | 1:8 | window function",
                "SELECT a FROM t WHERE a = ? | INVALID_PARAMETER_USAGE | 1:27 | parameter",
                "SELECT CAST(a AS string) FROM t | TYPE_MISMATCH | 1:18 | write varchar",
                "SELECT CAST(a AS uuid) FROM t | NOT_SUPPORTED | 1:18 | the type uuid",
                "SELECT * FROM t TABLESAMPLE BERNOULLI(10) | NOT_SUPPORTED | 1:15 | TABLESAMPLE",
                "SELECT * FROM u, u | AMBIGUOUS_NAME | 1:18 | names u twice",
                "SELECT 1 FROM t JOIN u | SYNTAX_ERROR | 1:17 | needs ON or USING",
                "SELECT a FROM t ORDER BY 3 | INVALID_STATEMENT | 1:26 | no column of that number"
            })
    void reportsErrors(String sql, String code, String place, String text) {
        TarnException error = assertThrows(TarnException.class, () -> convert(validate(sql)));
        assertEquals(ErrorCode.valueOf(code), error.code(), error.getMessage());
        InStatement position = (InStatement) error.position().orElseThrow(() -> error);
        assertEquals(place, position.line() + ":" + position.column(), error.getMessage());
        assertTrue(text == null || error.detail().contains(text), error.getMessage());
    }

    @Test
    void sortsNullsLast() {
        String plan = RelOptUtil.toString(convert(validate("SELECT a FROM u ORDER BY a DESC, name")).rel);
        assertTrue(plan.contains("DESC-nulls-last"), plan);
        assertTrue(plan.lines().collect(Collectors.joining()).contains("dir1=[ASC"), plan);
    }

    @Test
    void keepsInListsWithoutCuttingText() {
        String plan = RelOptUtil.toString(
                convert(validate("SELECT a FROM t WHERE v10 IN ('abc', 'a longer one than ten')")).rel);
        assertTrue(plan.contains("a longer one than ten"), plan);
    }

    @Test
    void nowIsWhenTheStatementStarted() {
        String plan = RelOptUtil.toString(convert(validate("SELECT now(), current_date")).rel);
        assertTrue(plan.contains("2024-05-06 07:08:09.123"), plan);
        assertEquals(Type.DATE, validate("SELECT current_date").types().get(0));
    }
}
