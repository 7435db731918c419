package dev.tarn.shell.complete;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.shell.AllCommands;
import dev.tarn.shell.command.Commands;
import dev.tarn.shell.command.Interpreter;
import dev.tarn.shell.progress.ProgressView;
import dev.tarn.shell.session.Database;
import dev.tarn.shell.session.Output;
import dev.tarn.shell.session.Screen;
import dev.tarn.shell.session.Settings;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.jline.reader.Candidate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Completion against a real engine; a bar marks the cursor. */
class ShellCompleterTest {
    private ShellSession session;
    private Commands commands;
    private CatalogView catalog;
    private final List<String> notices = new ArrayList<>();

    @BeforeEach
    void open() throws SQLException {
        Database database = new Database(new Database.Target("jdbc:tarn:", new Properties()));
        Output output = new Output(new StringWriter(), new PrintWriter(new StringWriter()), Screen.NONE);
        session = new ShellSession(database, new Settings(), output, ProgressView.NONE, false);
        commands = new Interpreter(session, Interpreter.Console.NONE, false, AllCommands::of).commands();
        catalog = new CatalogView(database, Duration.ofSeconds(60));
        database.query("CREATE VIEW stops AS SELECT * FROM 'examples/lake/stations/stations.parquet'");
    }

    @AfterEach
    void close() throws SQLException, IOException {
        session.close();
    }

    /** Returns what completes the word at the bar, in order. */
    private List<String> complete(String marked) {
        int cursor = marked.indexOf('|');
        String line = marked.replace("|", "");
        return new ShellCompleter(commands, catalog, session, notices::add)
                .complete(line, cursor).stream()
                        .map(Candidate::value)
                        .sorted()
                        .distinct()
                        .toList();
    }

    @Test
    void knowsWhatStatementsBeginWith() {
        assertEquals(List.of("select", "show"), complete("s|"));
        assertEquals(List.of("SELECT", "SHOW"), complete("SELECT 1; S|"));
    }

    @Test
    void knowsTablesAndSchemas() {
        assertEquals(List.of("stops"), complete("SELECT * FROM st|"));
        assertEquals(List.of("tpch."), complete("SELECT * FROM tp|"));
        assertTrue(complete("SELECT * FROM tpch.|").contains("tiny."));
        assertEquals(List.of("nation"), complete("SELECT * FROM tpch.tiny.nat|"));
        assertEquals(List.of("nation"), complete("SELECT * FROM stops, tpch.tiny.nat|"));
    }

    @Test
    void knowsTheColumnsOfTheTablesInFrom() {
        assertTrue(complete("SELECT do| FROM stops").contains("docks"));
        assertEquals(List.of("n_name", "n_nationkey"), complete("SELECT * FROM tpch.tiny.nation AS x WHERE x.n_n|"));
        assertEquals(List.of("docks"), complete("SELECT * FROM stops s JOIN tpch.tiny.nation n ON s.do|"));
        assertTrue(complete("SELECT dis| FROM 'examples/lake/stations/stations.parquet'")
                .contains("district"));
    }

    @Test
    void knowsFunctions() {
        assertTrue(complete("SELECT date_t|").contains("date_trunc("));
    }

    private void assertHas(String marked, String... wanted) {
        List<String> found = complete(marked);
        assertTrue(found.containsAll(List.of(wanted)), marked + " has " + found);
    }

    private void assertHasNot(String marked, String... unwanted) {
        List<String> found = complete(marked);
        for (String value : unwanted) {
            assertFalse(found.contains(value), marked + " has " + found);
        }
    }

    @Test
    void knowsAliasesSubqueriesAndNamedQueries() {
        assertEquals(
                List.of("docks", "district"),
                List.of(
                        complete("SELECT s.doc| FROM stops s").get(0),
                        complete("SELECT (SELECT max(s.dist|) FROM tpch.tiny.nation) FROM stops AS s")
                                .get(0)));
        assertEquals(List.of("total"), complete("SELECT q.| FROM (SELECT sum(docks) AS total FROM stops) q"));
        assertHas("WITH w AS (SELECT sum(docks) AS total FROM stops) SELECT to| FROM w", "total");
        assertEquals(
                List.of("n"),
                complete("WITH w (n) AS (SELECT sum(docks) FROM stops), v AS (SELECT * FROM w) SELECT v.| FROM v"));
        assertHas("WITH w AS (SELECT 1 AS a) SELECT * FROM |", "w", "stops");
        assertEquals(List.of("x"), complete("SELECT u.| FROM stops CROSS JOIN UNNEST(ARRAY[1]) AS u (x)"));
        assertHas("SELECT * FROM stops s WHERE EXISTS (SELECT 1 FROM tpch.tiny.nation WHERE n_name = s.na|", "name");
        assertHas("SELECT 1 UNION SELECT n_na| FROM tpch.tiny.nation", "n_name");
        assertHasNot("SELECT n_name FROM tpch.tiny.nation UNION SELECT n_na| FROM stops", "n_name");
        assertHas("SELECT * FROM tpch.tiny.nation WHERE tpch.tiny.nation.n_na|", "n_name");
        assertHas("SELECT sum(doc| FROM stops", "docks");
    }

    @Test
    void knowsWhatJoinsHaveInCommon() {
        String join = "SELECT * FROM tpch.tiny.nation a JOIN tpch.tiny.nation b ";
        assertEquals(List.of("n_name", "n_nationkey"), complete(join + "USING (n_na|"));
        assertHas(join + "ON |", "a.n_nationkey = b.n_nationkey");
        assertHas("SELECT * FROM stops s LEFT |", "JOIN", "OUTER JOIN");
        assertHas("SELECT * FROM stops s JOIN (SELECT n_name AS x FROM tpch.tiny.nation) y ON y.|", "x");
    }

    @Test
    void knowsFieldsOfRows() throws SQLException {
        session.database()
                .query(
                        "CREATE VIEW people AS SELECT CAST(ROW(ROW('a', 1), 'b') AS ROW(home ROW(city VARCHAR, zip INTEGER),"
                                + " \"Second Name\" VARCHAR)) AS address, ARRAY[CAST(ROW(1) AS ROW(x INTEGER))] AS items");
        assertEquals(List.of("\"second name\"", "home"), complete("SELECT address.| FROM people"));
        assertEquals(List.of("city"), complete("SELECT p.address.home.ci| FROM people p"));
        assertEquals(List.of("x"), complete("SELECT items[1].| FROM people"));
    }

    @Test
    void knowsClauses() {
        assertHas("SELECT docks AS size FROM stops ORDER BY si|", "size");
        assertHasNot("SELECT docks AS big_size FROM stops GROUP BY big|", "big_size");
        assertEquals(List.of("BY"), complete("SELECT 1 FROM stops GROUP |"));
        assertHasNot("SELECT * FROM stops WHERE su|", "sum(");
        assertHas("SELECT su|", "sum(");
        assertHas("SELECT SU|", "SUM(");
        assertHas("SELECT sum(docks) OVER (|", "PARTITION BY", "ORDER BY");
        assertHas("SELECT sum(docks) OVER (PARTITION BY dis| FROM stops", "district");
        assertHas("SELECT CAST(docks AS dec|", "decimal(");
        assertHas("SELECT EXTRACT(|", "YEAR");
        assertHasNot("SELECT docks | FROM stops", "docks", "sum(");
        assertHas("select docks fr|", "from");
        assertHas("select docks |", "from");
        assertHas("SELECT * FROM stops WHERE |", "docks", "stops.", "NOT");
        assertHasNot("SELECT * FROM stops WHERE |", "BUCKETS", "lower(", "FROM");
        assertHasNot("SELECT * FROM stops WHERE d|", "DROP");
        assertHas("SELECT * FROM stops |", "WHERE", "LEFT JOIN");
        assertHas("SELECT * FROM stops WHERE docks IS |", "NOT NULL");
        assertEquals(List.of(), complete("SELECT docks -- st|"));
        assertEquals(List.of(), complete("SELECT docks /* st|"));
    }

    @Test
    void keepsTheCaseThatIsTyped() {
        assertEquals(List.of("DOCKS"), complete("SELECT DOC| FROM stops"));
        assertHas("select * from stops ord|", "order");
        assertHas("SELECT * FROM stops ORD|", "ORDER");
        assertHas("select docks from stops |", "order by");
    }

    @Test
    void findsWhatIsOnlyNearToWhatIsTyped() {
        assertHas("SELECT stric| FROM stops", "district");
        assertEquals(List.of("n_nationkey"), complete("SELECT ntnk| FROM tpch.tiny.nation"));
    }

    @Test
    void knowsWhatStatementsAreAbout() throws SQLException {
        session.database().query("CREATE SCHEMA sales");
        session.database()
                .query("CREATE EXTERNAL TABLE trips (rider varchar) PARTITIONED BY (month int, city varchar)"
                        + " STORED AS PARQUET LOCATION '/tmp/no-such-trips'");
        session.database().query("ALTER TABLE trips ADD PARTITION (month = 7, city = 'Oslo')");
        assertHas("DROP |", "TABLE", "VIEW", "SCHEMA");
        assertHas("DROP TABLE |", "trips", "IF EXISTS");
        assertHasNot("DROP TABLE |", "stops");
        assertHas("DROP VIEW IF EXISTS |", "stops");
        assertHasNot("DROP VIEW |", "trips");
        assertHas("DROP SCHEMA s|", "sales");
        assertHas("ALTER TABLE trips |", "ADD PARTITION (", "SET TBLPROPERTIES (");
        assertHas("ALTER TABLE trips CHANGE COLUMN |", "rider");
        assertHas("ALTER TABLE trips DROP PARTITION (|", "month = ", "city = ");
        assertEquals(List.of("7"), complete("ALTER TABLE trips DROP PARTITION (month = |"));
        assertEquals(List.of("Oslo'"), complete("ALTER TABLE trips DROP PARTITION (month = 7, city = '|"));
        assertHas("SELECT * FROM trips WHERE city = |", "'Oslo'");
        assertEquals(List.of("Oslo'"), complete("SELECT * FROM trips t WHERE t.city IN ('|"));
        assertHas("ALTER TABLE trips SET TBLPROPERTIES ('bad|", "bad_records' = ");
        assertHas("ALTER TABLE trips SET TBLPROPERTIES ('bad_records' = |", "'skip'");
        assertHas("CREATE TABLE x WITH (form|", "format = ");
        assertHas("CREATE TABLE x WITH (format = |", "'PARQUET'");
        assertHas("UNLOAD (SELECT 1) TO '/tmp/x' WITH (format = 'O|", "ORC'");
        assertHas("CREATE EXTERNAL TABLE x (a |", "string", "bigint");
        assertEquals(List.of(), complete("CREATE EXTERNAL TABLE x (a|"));
        assertHas("CREATE EXTERNAL TABLE x (a int) STORED AS |", "PARQUET");
        assertEquals(List.of("rider"), complete("INSERT INTO trips (rid|"));
        assertHas("SHOW |", "TABLES", "PARTITIONS");
        assertHas("SHOW TABLES IN |", "sales");
        assertHas("show tables in tpch.|", "tiny");
        assertHas("SHOW PARTITIONS |", "trips");
        assertHas("DESCRIBE |", "trips", "stops", "FORMATTED");
        assertHas("ANALYZE TABLE trips COMPUTE STATISTICS FOR COLUMNS |", "rider");
        assertHas("MSCK REPAIR TABLE trips |", "SYNC PARTITIONS");
        assertHas("EXPLAIN |", "SELECT", "ANALYZE");
        assertHas("CREATE VIEW x AS |", "SELECT");
    }

    @Test
    void knowsQuotedNames() throws SQLException {
        session.database().query("CREATE VIEW odd AS SELECT 1 AS \"My Column\", 2 AS \"select\"");
        assertEquals(List.of("\"my column\""), complete("SELECT \"My| FROM odd"));
        assertEquals(List.of("\"my column\""), complete("SELECT my| FROM odd"));
        assertHas("SELECT o.| FROM odd o", "\"select\"");
    }

    @Test
    void namesThatNeedNoQuotesGetNone() throws SQLException {
        assertEquals(List.of("VendorID"), complete("SELECT q.| FROM (SELECT 1 AS \"VendorID\") q"));
        session.database().query("SELECT VendorID FROM (SELECT 1 AS \"VendorID\")");
        for (String word : Keywords.all()) {
            if (!Keywords.isReserved(word)) {
                String name = word.toLowerCase(Locale.ROOT);
                session.database().query("SELECT " + name + " FROM (SELECT 1 AS \"" + name + "\")");
            }
        }
    }

    @Test
    void knowsPathsInQuotes(@TempDir Path folder) throws IOException {
        assertEquals(List.of("examples/lake/"), complete("SELECT * FROM 'examples/la|"));
        assertEquals(
                List.of("examples/lake/stations/stations.parquet'"),
                complete("SELECT * FROM 'examples/lake/stations/|"));
        assertEquals(List.of("examples/lake/"), complete("CREATE EXTERNAL TABLE x (a int) LOCATION 'examples/la|"));
        assertEquals(List.of(), complete("SELECT * FROM stops WHERE name = 'exam|"));
        assertHas("SELECT * FROM 's|", "s3://");
        Files.writeString(folder.resolve("it's one.sql"), "");
        assertEquals(List.of(folder + "/it''s one.sql'"), complete("SELECT * FROM '" + folder + "/it|"));
        assertEquals(List.of("'" + folder + "/it''s one.sql'"), complete("\\i " + folder + "/it|"));
        assertEquals(List.of("'" + folder + "/it''s one.sql'"), complete("\\i '" + folder + "/it''s o|"));
    }

    @Test
    void knowsTheHomeFolder(@TempDir Path home) throws IOException {
        String before = System.getProperty("user.home");
        System.setProperty("user.home", home.toString());
        try {
            Files.writeString(home.resolve("report.sql"), "");
            assertEquals(List.of(home + "/report.sql"), complete("\\i ~/rep|"));
            assertEquals(List.of(home + "/report.sql'"), complete("SELECT * FROM '~/rep|"));
        } finally {
            System.setProperty("user.home", before);
        }
    }

    @Test
    void knowsCommands() {
        assertTrue(complete("\\|").contains("\\timing"));
        assertEquals(List.of("\\timer", "\\timing"), complete("\\tim|"));
        assertEquals(List.of("off", "on"), complete(".timing |"));
        assertEquals(List.of("markdown"), complete("\\format mark|"));
        assertEquals(List.of("examples/quickstart.sql"), complete("\\i examples/q|"));
        assertEquals(List.of("tpch.tiny"), complete("\\use tpch.tin|"));
        assertEquals(List.of("date_trunc"), complete("\\df date_t|"));
        assertEquals(List.of("light"), complete("\\pset theme li|"));
        assertEquals(List.of("tpch.tiny.nation"), complete("\\d tpch.tiny.nati|"));
        assertHas("\\explain SELECT do| FROM stops", "docks");
        assertEquals(List.of("\\watch"), complete("SELECT 1 \\wat|"));
        assertEquals(List.of("CREATE VIEW"), complete("\\h create v|"));
        session.variables().set("month_of_trips", "7");
        assertEquals(List.of("month_of_trips"), complete("SELECT :mon|"));
    }

    @Test
    void tellsHowWhatIsTypedIsCalled() {
        CallHint hint = new CallHint(commands);
        assertTrue(hint.at("SELECT substr(", 14).startsWith("substr("), hint.at("SELECT substr(", 14));
        assertTrue(hint.at("SELECT substr(lower(a), (1", 26).startsWith("substr("));
        assertEquals("", hint.at("SELECT substr(a, 1)", 19));
        assertEquals("", hint.at("SELECT max((SELECT ", 19));
        assertTrue(hint.at("\\watch ", 7).startsWith("\\watch ["), hint.at("\\watch ", 7));
    }

    @Test
    void manyTablesAreNoBurden() throws SQLException {
        for (int i = 0; i < 10_000; i++) {
            session.database().query("CREATE VIEW many_" + i + " AS SELECT 1 AS a");
        }
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            catalog.forget();
            long start = System.nanoTime();
            assertEquals(10_000, complete("SELECT * FROM man|").size());
            best = Math.min(best, System.nanoTime() - start);
        }
        assertTrue(best < 500_000_000, "a list of 10,000 tables took " + best / 1_000_000 + " ms");
    }

    @Test
    void knowsWhatIsKept() throws IOException {
        session.keepsakes().queries().keep("busiest", "SELECT 1");
        assertHas("\\n |", "busiest");
    }

    @Test
    void doesNotWaitForWhatIsSlow() throws SQLException {
        CatalogView impatient = new CatalogView(session.database(), Duration.ZERO);
        ShellCompleter completer = new ShellCompleter(commands, impatient, session, notices::add);
        String line = "SELECT * FROM tpch.tiny.nat";
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        List<Candidate> found = completer.complete(line, line.length());
        boolean waited = found.isEmpty();
        while (found.isEmpty() && System.nanoTime() < end) {
            found = completer.complete(line, line.length());
        }
        assertEquals("nation", found.get(0).value());
        assertEquals(waited, notices.contains("the answer takes longer; Tab asks again"));
    }
}
