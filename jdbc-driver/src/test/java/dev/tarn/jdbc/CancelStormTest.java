package dev.tarn.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.jdbc.StormStatements.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cancels statements of all kinds at random moments of their lives. A cancelled one has done nothing, one that says that it
 * ended has done all; nothing of them may be left: memory, threads, files, requests. How long cancels took is printed only.
 */
class CancelStormTest {
    private static final boolean FULL = Boolean.getBoolean("tarn.test.full");
    private static final int CANCELS = Integer.getInteger("tarn.test.cancels", FULL ? 1_000 : 50);
    private static final int ROWS = FULL ? 500_000 : 60_000;
    /** A statement that runs longer is cancelled within this time. */
    private static final long LONGEST_LIFE_MILLIS = 1_500;

    private static final long BAR_MILLIS = 200;
    private static final Logger LOG = Logger.getLogger(CancelStormTest.class.getName());

    private final StringBuilder slow = new StringBuilder();
    private int number;

    @TempDir
    Path folder;

    /** What became of a statement that was cancelled: how long until it said so, and until all of it was gone. */
    private record Ending(Kind kind, String state, double toldMillis, double goneMillis, boolean whileExecuting) {}

    @Test
    @Timeout(value = 40, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void cancelsTakeEffectAtOnceAndLeaveNothing() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        List<Ending> endings = new ArrayList<>();
        Random random = new Random(42);
        try (StormStatements statements = new StormStatements(folder, ROWS)) {
            String url = "jdbc:tarn:threads=2;temp_folder='" + temporary + "';catalog='" + folder.resolve("catalog")
                    + "';" + statements.settings();
            try (Connection connection = DriverManager.getConnection(url)) {
                List<Kind> kinds = statements.kinds();
                List<Long> lives = new ArrayList<>();
                for (Kind kind : kinds) {
                    lives.add(life(connection, kind));
                }
                for (int i = 0; i < CANCELS; i++) {
                    int kind = i % kinds.size();
                    // Early moments, as those of planning, are many.
                    double share = random.nextDouble() * random.nextDouble();
                    endings.add(cancelled(connection, kinds.get(kind), (long) (lives.get(kind) * 1e6 * share)));
                }
                assertEquals(1, count(connection, "SELECT 1"));
            }
            CancelReport.awaitNone("requests", () -> statements.bucket().underWay() == 0 ? List.of() : List.of("some"));
            assertTrue(statements.bucket().hungUp() > 0);
        }
        CancelReport.print(LOG, endings.stream().map(Ending::goneMillis).toList(), "until all was gone", BAR_MILLIS);
        CancelReport.print(LOG, endings.stream().map(Ending::toldMillis).toList(), "until it was told", BAR_MILLIS);
        LOG.info(byKind(endings) + slow);
        try (Stream<Path> files = Files.list(temporary)) {
            assertEquals(List.of(), files.toList());
        }
        CancelReport.awaitNone("threads", CancelReport::engineThreads);
        CancelReport.awaitNone("files", () -> CancelReport.openFiles(folder));
    }

    private String byKind(List<Ending> endings) {
        StringBuilder text = new StringBuilder(
                "by kind: cancelled while it was executed / while it was read / ended before," + " slowest ms\n");
        for (String name :
                endings.stream().map(ending -> ending.kind.name()).distinct().toList()) {
            List<Ending> of = endings.stream()
                    .filter(ending -> ending.kind.name().equals(name))
                    .toList();
            long ended =
                    of.stream().filter(ending -> ending.state.equals("ended")).count();
            long executing = of.stream()
                    .filter(ending -> ending.whileExecuting && !ending.state.equals("ended"))
                    .count();
            double slowest = of.stream().mapToDouble(Ending::goneMillis).max().orElse(0);
            text.append(name).append(": ").append(executing).append(" / ").append(of.size() - executing - ended);
            text.append(" / ")
                    .append(ended)
                    .append(", ")
                    .append(Math.round(slowest))
                    .append('\n');
        }
        return text.toString();
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertTrue(rows.next());
            return rows.getLong(1);
        }
    }

    /** Returns how long a statement takes that is left alone, or the longest time it is given. */
    private long life(Connection connection, Kind kind) throws Exception {
        long begin = System.nanoTime();
        cancelled(connection, kind, TimeUnit.MILLISECONDS.toNanos(LONGEST_LIFE_MILLIS));
        return Math.min(LONGEST_LIFE_MILLIS, (System.nanoTime() - begin) / 1_000_000);
    }

    /** Runs a statement, cancels it after a while, and sees to it that it was done wholly or not at all. */
    private Ending cancelled(Connection connection, Kind anyKind, long afterNanos) throws Exception {
        Kind kind = anyKind.numbered(++number);
        try (Statement statement = connection.createStatement()) {
            if (kind.prepare() != null) {
                statement.execute(kind.prepare());
            }
            TarnStatement own = statement.unwrap(TarnStatement.class);
            RunningQuery none = own.running();
            StormRun run = new StormRun(statement, kind.sql());
            CompletableFuture<String> end = CompletableFuture.supplyAsync(run::run);
            while (own.running() == none && !end.isDone()) {
                // A cancel before the statement runs is one of nothing.
                Thread.onSpinWait();
            }
            await(end, afterNanos);
            boolean whileExecuting = run.isExecuting();
            long begin = System.nanoTime();
            statement.cancel();
            String stacks = "";
            if (!await(end, TimeUnit.MILLISECONDS.toNanos(BAR_MILLIS / 2))) {
                stacks = CancelReport.stacks();
            }
            String state = end.get(30, TimeUnit.SECONDS);
            Ending ending = new Ending(kind, state, run.toldMillis(begin), run.goneMillis(begin), whileExecuting);
            if (ending.goneMillis > BAR_MILLIS) {
                slow.append(kind.name()).append(": ").append(ending.toldMillis).append(" ms, gone after ");
                slow.append(ending.goneMillis).append(" ms\n").append(stacks);
            }
            assertTrue(state.equals("57014") || state.equals("ended"), () -> state + " of " + kind.name());
            checkEffect(connection, kind, state.equals("ended"));
            return ending;
        }
    }

    private static boolean await(CompletableFuture<?> end, long nanos) throws Exception {
        try {
            end.get(nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private void checkEffect(Connection connection, Kind kind, boolean ended) throws SQLException, IOException {
        if (kind.effect() != null) {
            assertEquals(ended, effect(connection, kind.effect()) > 0, kind.name());
        }
        if (kind.folder() != null) {
            Path written = folder.resolve(kind.folder());
            List<Path> files = CancelReport.files(written);
            assertEquals(ended, !files.isEmpty(), () -> kind.name() + " left " + files);
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    /** Returns what a query counts; 0 if what it counts is not there at all. */
    private static long effect(Connection connection, String sql) throws SQLException {
        try {
            return count(connection, sql);
        } catch (SQLException e) {
            String message = e.getMessage();
            boolean notThere = message.startsWith("TABLE_NOT_FOUND") || message.startsWith("PATH_NOT_FOUND");
            if (!notThere) {
                throw e;
            }
            return 0;
        }
    }
}
