package dev.tarn.sql.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Type;
import dev.tarn.sql.parser.ParsedStatement.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarnParserTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "select a, b c, t.* from t where a = 'x' and b <> 2 group by 1 having count(*) > 1 order by 1 desc nulls first",
                "SELECT * FROM 'lake/x/*.parquet'",
                "SELECT * FROM 'lake/x/*.parquet' AS p JOIN 'y.parquet' q ON p.a = q.a",
                "SELECT * FROM \"x.parquet\"",
                "SELECT date, year, month, day, timestamp, value FROM t WHERE date > DATE '2020-01-01' AND day = 1",
                "SELECT x - INTERVAL '3' MONTH, DATE '1998-12-01' - INTERVAL '90' DAY FROM t",
                "SELECT year(d), month(d), day(d), hour(d), quarter(d), week(d), date(d), date_trunc('month', d) FROM t",
                "SELECT date_diff('day', a, b), date_add('day', 1, a), if(a > 1, 2, 3), now(), current_date FROM t",
                "SELECT extract(year FROM d), substring(s FROM 1 FOR 2), position('a' IN s), trim(both 'x' from s) FROM t",
                "SELECT try_cast(a AS bigint), cast(a AS decimal(10, 2)), cast(b AS varchar), cast(c AS timestamp(3)) FROM t",
                "SELECT count(*) FILTER (WHERE a > 1), count(DISTINCT b) FROM t",
                "WITH a AS (SELECT 1 x), b AS (SELECT x FROM a) SELECT * FROM b UNION ALL VALUES 1, 2 EXCEPT SELECT 3",
                "SELECT * FROM a LEFT JOIN b USING (x) FULL JOIN c ON a.x = c.x CROSS JOIN d",
                "SELECT a FROM t ORDER BY a OFFSET 2 ROWS FETCH FIRST 3 ROWS ONLY",
                "SELECT a FROM t OFFSET 2 LIMIT 3",
                "SELECT CASE a WHEN 1 THEN 'x' ELSE 'yy' END, a LIKE 'x!%' ESCAPE '!', a || 'b', a % 2, a != 3 FROM t",
                "SELECT (SELECT max(a) FROM t), EXISTS (SELECT 1 FROM t), a IN (SELECT b FROM u), a IN (1, 2) FROM t",
                "VALUES (1, 'a'), (2, 'b')",
                "TABLE t",
                "(SELECT 1)",
                "SELECT round(a, 2), floor(a), ceil(a), ceiling(a), power(a, 2), mod(a, 2), truncate(a), substr(b, 1) FROM t",
                "SELECT coalesce(a, b), nullif(a, b), greatest(a, b), min_by(a, b), length(a), replace(a, 'x', '') FROM t",
                "SELECT 1 -- comment with 'quote\n + /* ; */ 2",
                "SELECT next, pattern, monday, datetime FROM default.t AS call",
                "SELECT 'it''s', ';', \"a;b\" FROM t;"
            })
    void parsesQueries(String sql) {
        assertEquals(Kind.QUERY, TarnParser.parse(sql).kind());
    }

    @Test
    void parsesExplain() {
        assertEquals(Kind.EXPLAIN, TarnParser.parse("EXPLAIN SELECT 1").kind());
        assertEquals(
                Kind.EXPLAIN_ANALYZE,
                TarnParser.parse("explain analyze SELECT 1").kind());
        TarnException error = assertThrows(TarnException.class, () -> TarnParser.parse("EXPLAIN\n  SELECT FROM t"));
        assertEquals(new InStatement(2, 10, 2, 13), error.position().orElseThrow());
    }

    @Test
    void splitsScripts() {
        List<StatementText> statements = TarnParser.split(
                """
                -- first; one
                SELECT ';' ; ;
                CREATE EXTERNAL TABLE t (a int COMMENT 'it\\'s; "x"') STORED AS PARQUET LOCATION "p;q";
                  SELECT "a;b" /* ; */ FROM t
                """);
        assertEquals(3, statements.size());
        assertEquals("SELECT ';'", statements.get(0).text());
        assertEquals(InStatement.at(2, 1), statements.get(0).start());
        assertEquals(InStatement.at(4, 3), statements.get(2).start());
        TableStatement.CreateTable table = (TableStatement.CreateTable)
                TarnParser.parse(statements.get(1)).definition().orElseThrow();
        assertEquals("it's; \"x\"", table.columns().get(0).comment());
        assertEquals("p;q", table.location());
    }

    @Test
    void parsesCreateTable() {
        TableStatement.CreateTable table = (TableStatement.CreateTable)
                definition(
                        """
                CREATE EXTERNAL TABLE IF NOT EXISTS Sales.`Order Lines` (
                  Id bigint, name string COMMENT "the name", price DECIMAL(10,2), d double, c char(3), v varchar(20),
                  tags array<struct<a:int,b:map<string,int>>>, `date` date, ts timestamp, ok boolean, f float
                ) COMMENT 'lines'
                PARTITIONED BY (dt date, country string)
                ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'
                STORED AS PARQUET
                LOCATION 's3://bucket/lines/'
                TBLPROPERTIES ('parquet.compression'='SNAPPY', "x"="y")
                """);
        assertEquals(List.of("sales", "order lines"), table.name().parts());
        assertTrue(table.ifNotExists());
        assertEquals("id", table.columns().get(0).name());
        assertEquals(Type.decimal(10, 2), table.columns().get(2).type());
        assertEquals(
                "array(row(a integer, b map(varchar, integer)))",
                table.columns().get(6).type().sqlName());
        assertEquals(Type.DATE, table.partitionColumns().get(0).type());
        assertEquals("s3://bucket/lines/", table.location());
        assertEquals("SNAPPY", table.properties().get("parquet.compression"));
        assertEquals("lines", table.comment());
    }

    @Test
    void parsesWhatIsSaidOfFiles() {
        TableStatement.Files files = ((TableStatement.CreateTable)
                        definition(
                                """
                CREATE EXTERNAL TABLE t (a int)
                ROW FORMAT DELIMITED FIELDS TERMINATED BY '\\001' ESCAPED BY '\\\\' COLLECTION ITEMS TERMINATED BY '\\u0002'
                  MAP KEYS TERMINATED BY "\\003" LINES TERMINATED BY '\\n' NULL DEFINED AS '\\\\N'
                STORED AS textfile
                WITH SERDEPROPERTIES ('serialization.format' = '1', "Timestamp.Formats" = 'yyyy')
                LOCATION 'x' TBLPROPERTIES ('skip.header.line.count'='1')
                """))
                .files();
        assertTrue(files.delimited());
        assertEquals("TEXTFILE", files.storedAs().text());
        assertEquals(
                Map.of(
                        "field.delim", "\001",
                        "escape.delim", "\\",
                        "collection.delim", "\002",
                        "mapkey.delim", "\003",
                        "line.delim", "\n",
                        "serialization.null.format", "\\N",
                        "serialization.format", "1",
                        "Timestamp.Formats", "yyyy"),
                files.serdeProperties());
        TableStatement.Files pair = ((TableStatement.CreateTable)
                        definition("CREATE EXTERNAL TABLE t (a int) LOCATION 'x' COMMENT 'c' ROW FORMAT SERDE 's' "
                                + "STORED AS INPUTFORMAT 'i' OUTPUTFORMAT 'o'"))
                .files();
        assertEquals("s", pair.serde().text());
        assertEquals("i", pair.inputFormat().text());
        assertEquals("o", pair.outputFormat().text());
    }

    @Test
    void refusesClausesAndPropertiesThatStandTwice() {
        for (String sql : List.of(
                "CREATE EXTERNAL TABLE t (a int) LOCATION 'x' LOCATION 'y'",
                "CREATE EXTERNAL TABLE t (a int) LOCATION 'x' TBLPROPERTIES ('a'='1', 'A'='2')",
                "CREATE EXTERNAL TABLE t (a int) ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' "
                        + "FIELDS TERMINATED BY ';' LOCATION 'x'")) {
            TarnException error = assertThrows(TarnException.class, () -> TarnParser.parse(sql));
            assertEquals(ErrorCode.INVALID_STATEMENT, error.code(), error.getMessage());
        }
    }

    @Test
    void parsesOtherDefinitions() {
        assertEquals(
                "sales",
                ((SchemaStatement.CreateSchema) definition("CREATE DATABASE IF NOT EXISTS Sales COMMENT 'x'"))
                        .name()
                        .toString());
        assertTrue(((SchemaStatement.DropSchema) definition("DROP SCHEMA IF EXISTS s CASCADE")).cascade());
        assertTrue(((TableStatement.DropTable) definition("DROP TABLE IF EXISTS `a`.b")).ifExists());
        assertEquals(
                "a.b",
                ((ViewStatement.DropView) definition("DROP VIEW a.b")).name().toString());
        assertEquals("x%", ((ShowStatement.ShowTables) definition("SHOW TABLES IN s LIKE 'x%'")).pattern());
        assertTrue(((ShowStatement.ShowTables) definition("SHOW VIEWS")).viewsOnly());
        assertEquals(
                "s.t",
                ((ShowStatement.ShowColumns) definition("SHOW COLUMNS IN t FROM s"))
                        .table()
                        .toString());
        assertEquals(
                "t", ((ShowStatement.Describe) definition("DESCRIBE t")).table().toString());
        assertEquals(
                "t",
                ((ShowStatement.ShowCreate) definition("SHOW CREATE TABLE t"))
                        .name()
                        .toString());
        assertTrue(((ShowStatement.Describe) definition("DESCRIBE 'lake/x.parquet'")).inStrings());
        assertEquals(
                "Trips.day",
                ((ShowStatement.Describe) definition("DESCRIBE \"Trips\".\"day\""))
                        .table()
                        .toString());
        assertEquals(
                "tpch",
                ((ShowStatement.ShowSchemas) definition("SHOW SCHEMAS IN tpch"))
                        .catalog()
                        .toString());
        definition("SHOW SCHEMAS");
        assertTrue(((ShowStatement.Describe) definition("DESCRIBE EXTENDED 'x.csv'")).inStrings());
        assertEquals(
                "extended",
                ((ShowStatement.Describe) definition("DESCRIBE extended"))
                        .table()
                        .toString());
        assertTrue(((ShowStatement.ShowCreate) definition("SHOW CREATE TABLE 'x.csv'")).inStrings());
        definition("SHOW DATABASES LIKE \"a*\"");
    }

    @Test
    void keepsAViewsQueryAsWritten() {
        ViewStatement.CreateView view = (ViewStatement.CreateView) definition(
                "  CREATE OR REPLACE VIEW s.v (A, b) COMMENT 'c' AS\n  SELECT 1 AS x, \"Y\"\n  FROM t -- end\n;");
        assertEquals("SELECT 1 AS x, \"Y\"\n  FROM t", view.queryText());
        assertEquals(InStatement.at(2, 3), view.queryStart());
        assertEquals(List.of("a", "b"), view.columns());
        assertTrue(view.orReplace());
    }

    private static Statement definition(String sql) {
        return TarnParser.parse(sql).definition().orElseThrow();
    }

    @Test
    void syntaxErrorsSayWhatWasExpected() {
        assertSyntaxError("SELEC 1", 1, 1, "no statement starts with SELEC; did you mean SELECT?");
        assertSyntaxError("SELECT a,\nFROM t", 2, 1, "unexpected FROM; expected an expression or '*'");
        assertSyntaxError("SELECT a FROM", 1, 14, "the statement ends too early; expected a name, a string");
        assertSyntaxError("SELECT (1 + 2", 1, 14, "the statement ends too early; expected an operator");
        assertSyntaxError("SELECT a FROM t WHERE", 1, 22, "the statement ends too early; expected an expression");
        assertSyntaxError("SELECT a FROM t GROUP a", 1, 23, "unexpected a; expected BY");
        assertSyntaxError(
                "SELECT `a` FROM t", 1, 8, "backticks quote names only in DDL; in a query use double quotes: \"a\"");
        assertSyntaxError("SELECT 'abc", 1, 8, "the string that starts here is not closed");
        assertSyntaxError("SELECT 1 AS order FROM t", 1, 13, "unexpected order; expected a name");
        assertSyntaxError("CREATE EXTERNAL TABLE t (a int, table int)", 1, 33, "write `table`");
        assertSyntaxError("SELECT 1; SELECT 2", 1, 11, "more than one statement");
        assertSyntaxError("SELECT a ~ b", 1, 10, "this character has no meaning");
    }

    private static void assertSyntaxError(String sql, int line, int column, String text) {
        TarnException error = assertThrows(TarnException.class, () -> TarnParser.parse(sql));
        assertEquals(ErrorCode.SYNTAX_ERROR, error.code(), error.getMessage());
        InStatement position = (InStatement) error.position().orElseThrow();
        assertEquals(line + ":" + column, position.line() + ":" + position.column(), error.getMessage());
        assertTrue(error.detail().contains(text), error.getMessage());
        String[] lines = error.detail().split("\n");
        assertTrue(lines.length >= 3, error.getMessage());
        assertEquals(4 + column - 1, lines[lines.length - 1].indexOf('^'), error.getMessage());
        assertTrue(error.detail().length() < 600, error.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE EXTERNAL TABLE t (a int) CLUSTERED BY (a) SORTED BY (a) INTO 4 BUCKETS LOCATION 'x'",
                "ALTER TABLE t ADD COLUMNS (a int) CASCADE",
                "CREATE EXTERNAL TABLE t (a int) SKEWED BY (a) ON (1) LOCATION 'x'",
                "CREATE EXTERNAL TABLE t (a int) STORED BY 'org.x.Handler' LOCATION 'x'",
                "CREATE EXTERNAL TABLE t (a int) ROW FORMAT DELIMITED LINES TERMINATED BY '|' LOCATION 'x'"
            })
    void refusesByNameWhatIsNotSupported(String sql) {
        assertInstanceOf(RefusedStatement.class, definition(sql));
    }

    @Test
    void saysHowDdlQuotesNamesAndKeepsNoParserErrorBehind() {
        TarnException error = assertThrows(TarnException.class, () -> TarnParser.parse("CREATE SCHEMA \"x\""));
        assertEquals(ErrorCode.SYNTAX_ERROR, error.code());
        assertTrue(error.getMessage().contains("`backticks`"), error::getMessage);
        assertNull(error.getCause());
    }
}
