package dev.tarn.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** Cancels at random moments of scans, joins, sorts and reads from S3; nothing of the queries may be left. */
class CancelStormTest {
    private static final boolean FULL = Boolean.getBoolean("tarn.test.full");
    private static final int CANCELS = FULL ? 1_000 : 40;
    private static final Logger LOG = Logger.getLogger(CancelStormTest.class.getName());

    @TempDir
    Path folder;

    /** A server that begins to answer and then says nothing more. */
    private static HttpServer stalling() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"one\"");
            exchange.sendResponseHeaders(206, 1_000);
            exchange.getResponseBody().write(new byte[] {1});
            exchange.getResponseBody().flush();
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "stalling-server");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
        return server;
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void cancelsTakeEffectAtOnceAndLeaveNothing() throws Exception {
        HttpServer server = stalling();
        String endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
        String lineItem = "tpch.sf1.lineitem";
        List<String> queries = List.of(
                "SELECT max(l_comment), count(DISTINCT l_partkey) FROM " + lineItem,
                "SELECT count(*) FROM " + lineItem + " a JOIN " + lineItem + " b ON a.l_partkey = b.l_partkey",
                "SELECT l_comment, l_orderkey FROM " + lineItem + " ORDER BY l_comment, l_orderkey",
                "SELECT count(*) FROM 's3://lake/x.parquet'");
        String url = "jdbc:tarn:threads=2;temp_folder='" + folder + "';s3.endpoint=" + endpoint
                + ";s3.access_key_id=key;s3.secret_access_key=secret";
        List<Long> millis = new ArrayList<>();
        Random random = new Random(42);
        try (Connection connection = DriverManager.getConnection(url)) {
            for (int i = 0; i < CANCELS; i++) {
                millis.add(cancelled(connection, queries.get(i % queries.size()), random.nextInt(120)));
            }
            assertEquals(1, count(connection, "SELECT 1"));
        } finally {
            server.stop(0);
        }
        Collections.sort(millis);
        int last = millis.size() - 1;
        LOG.info("milliseconds of " + millis.size() + " cancels: median " + millis.get(last / 2)
                + ", 99 in 100 at most " + millis.get(last * 99 / 100) + ", slowest " + millis.get(last));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(), files.toList());
        }
        awaitNoThreads();
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertTrue(rows.next());
            return rows.getLong(1);
        }
    }

    /** Runs a query, cancels it after a while, and returns how long that took to show. */
    private static long cancelled(Connection connection, String sql, int afterMillis) throws Exception {
        try (Statement statement = connection.createStatement()) {
            TarnStatement own = statement.unwrap(TarnStatement.class);
            RunningQuery none = own.running();
            CompletableFuture<String> end = CompletableFuture.supplyAsync(() -> {
                try (ResultSet rows = statement.executeQuery(sql)) {
                    while (rows.next()) {
                        rows.getString(1);
                    }
                    return "ended";
                } catch (SQLException e) {
                    return e.getSQLState();
                }
            });
            while (own.running() == none && !end.isDone()) {
                // A cancel before the statement runs is one of nothing.
                Thread.sleep(1);
            }
            Thread.sleep(afterMillis);
            long begin = System.nanoTime();
            statement.cancel();
            String state = end.get(30, TimeUnit.SECONDS);
            assertEquals("57014", state, sql);
            return (System.nanoTime() - begin) / 1_000_000;
        }
    }

    /** The engine's memory is checked by its own close, which fails for what is left; its threads go a little later. */
    private static void awaitNoThreads() throws InterruptedException {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        List<String> left = engineThreads();
        while (!left.isEmpty() && System.nanoTime() < patience) {
            Thread.sleep(50);
            left = engineThreads();
        }
        assertEquals(List.of(), left);
    }

    private static List<String> engineThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("tarn-worker") || name.startsWith("tarn-io"))
                .toList();
    }
}
