package dev.tarn.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.jdbc.StormStatements.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** What one thread does to a statement, its result or its connection while another executes it or reads. */
class StatementThreadsTest {
    private static final boolean FULL = Boolean.getBoolean("tarn.test.full");
    private static final int ROUNDS = Integer.getInteger("tarn.test.rounds", FULL ? 1_000 : 60);
    private static final int LONGEST_WAIT_MILLIS = 150;
    private static final Logger LOG = Logger.getLogger(StatementThreadsTest.class.getName());

    @TempDir
    Path folder;

    /** What the other thread does, and which ends the statement may then have besides one of its own. */
    private enum Act {
        CANCEL("57014"),
        CLOSE_STATEMENT("55000"),
        CLOSE_RESULT("24000", "55000"),
        CLOSE_CONNECTION("08003"),
        ABORT("08003"),
        INTERRUPT("57014"),
        // Between execution and the first row it ends the first one's result, and reads its own.
        EXECUTE("24000", "08003"),
        CANCEL_AND_CLOSE_CONNECTION("57014", "08003");

        private final Set<String> states;

        Act(String... states) {
            this.states = Set.of(states);
        }

        boolean allows(String state) {
            boolean refused = this == EXECUTE && state.contains("another thread executes this statement");
            return refused || state.equals("ended") || states.contains(state);
        }
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void whateverAnotherThreadDoesEndsWithOneErrorAndLeavesNothing() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        Random random = new Random(7);
        Map<String, Integer> ends = new TreeMap<>();
        try (StormStatements statements = new StormStatements(folder, 60_000)) {
            String url = "jdbc:tarn:threads=2;temp_folder='" + temporary + "';" + statements.settings();
            List<Kind> kinds = statements.kinds();
            for (int i = 0; i < ROUNDS; i++) {
                Kind kind = kinds.get(random.nextInt(kinds.size())).numbered(i);
                Act act = Act.values()[random.nextInt(Act.values().length)];
                String end = round(url, kind, act, random.nextInt(LONGEST_WAIT_MILLIS));
                assertTrue(act.allows(end), () -> act + " of " + kind.name() + ": " + end);
                if (kind.folder() != null) {
                    boolean written =
                            !CancelReport.files(folder.resolve(kind.folder())).isEmpty();
                    assertEquals(end.equals("ended"), written, () -> act + " of " + kind.name() + ": " + end);
                }
                ends.merge(act + " -> " + end, 1, Integer::sum);
            }
        }
        LOG.info(() -> "ends: " + ends);
        try (Stream<Path> files = Files.list(temporary)) {
            assertEquals(List.of(), files.toList());
        }
        CancelReport.awaitNone("threads", CancelReport::engineThreads);
        CancelReport.awaitNone("files", () -> CancelReport.openFiles(folder));
    }

    /** Runs a statement by an engine of its own, acts upon it, and returns how it ended; closes all of it. */
    private static String round(String url, Kind kind, Act act, int afterMillis) throws Exception {
        Connection connection = DriverManager.getConnection(url);
        List<CompletableFuture<Void>> closing = new ArrayList<>();
        try {
            Statement statement = connection.createStatement();
            if (kind.prepare() != null) {
                statement.execute(kind.prepare());
            }
            StormRun run = new StormRun(statement, kind.sql());
            CompletableFuture<String> end = new CompletableFuture<>();
            Thread reader = new Thread(
                    () -> {
                        String state = run.run();
                        boolean told = act != Act.INTERRUPT || state.equals("ended") || Thread.interrupted();
                        end.complete(told ? state : "the interrupt is forgotten");
                    },
                    "reader");
            reader.start();
            Thread.sleep(afterMillis);
            act(act, connection, statement, reader, closing);
            return end.get(60, TimeUnit.SECONDS);
        } finally {
            for (CompletableFuture<Void> each : closing) {
                each.get(30, TimeUnit.SECONDS);
            }
            // What the engine still had then would be an error here.
            connection.close();
        }
    }

    private static void act(
            Act act, Connection connection, Statement statement, Thread reader, List<CompletableFuture<Void>> closing)
            throws SQLException {
        switch (act) {
            case CANCEL -> statement.cancel();
            case CLOSE_STATEMENT -> statement.close();
            case CLOSE_RESULT -> {
                ResultSet rows = statement.getResultSet();
                if (rows != null) {
                    rows.close();
                } else {
                    statement.close();
                }
            }
            case CLOSE_CONNECTION -> connection.close();
            case ABORT -> connection.abort(task -> closing.add(CompletableFuture.runAsync(task)));
            case INTERRUPT -> reader.interrupt();
            case EXECUTE -> executeToo(statement, connection);
            case CANCEL_AND_CLOSE_CONNECTION -> {
                statement.cancel();
                connection.close();
            }
        }
    }

    /** Is refused while the other thread executes, and ends what it reads if it does not. */
    private static void executeToo(Statement statement, Connection connection) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT 1")) {
            assertTrue(rows.next());
        } catch (SQLException e) {
            assertEquals("55006", e.getSQLState(), e.toString());
            assertTrue(e.getMessage().contains("another thread executes this statement"), e.getMessage());
            connection.close();
        }
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void theTimeLimitHoldsInEachStage() throws Exception {
        try (StormStatements statements = new StormStatements(folder, 60_000);
                Connection connection = DriverManager.getConnection("jdbc:tarn:threads=2;" + statements.settings())) {
            Map<Kind, CompletableFuture<SQLException>> ends = new java.util.LinkedHashMap<>();
            int number = 0;
            for (Kind any : statements.readsOfS3()) {
                Kind kind = any.numbered(++number);
                ends.put(kind, CompletableFuture.supplyAsync(() -> limited(connection, kind), task -> {
                    Thread thread = new Thread(task, "limited");
                    thread.setDaemon(true);
                    thread.start();
                }));
            }
            for (Map.Entry<Kind, CompletableFuture<SQLException>> end : ends.entrySet()) {
                SQLException error = end.getValue().get(60, TimeUnit.SECONDS);
                String what = end.getKey().name() + ": " + error;
                assertTrue(error instanceof SQLTimeoutException, what);
                assertEquals("57014", error.getSQLState(), what);
                assertTrue(error.getMessage().contains("time limit of 1 s"), what);
                if (end.getKey().folder() != null) {
                    assertEquals(
                            List.of(),
                            CancelReport.files(folder.resolve(end.getKey().folder())));
                }
            }
            assertFalse(connection.isClosed());
            assertTrue(statements.bucket().hungUp() > 0);
        }
        CancelReport.awaitNone("threads", CancelReport::engineThreads);
    }

    /** Returns what ended a statement that has a second of time. */
    private static SQLException limited(Connection connection, Kind kind) {
        List<String> seen = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            if (kind.prepare() != null) {
                statement.execute(kind.prepare());
            }
            statement.setQueryTimeout(1);
            if (statement.execute(kind.sql())) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        seen.add(rows.getString(1));
                    }
                }
            }
            return new SQLException("it ended: " + seen);
        } catch (SQLException e) {
            return e;
        }
    }
}
