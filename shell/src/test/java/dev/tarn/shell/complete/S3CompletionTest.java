package dev.tarn.shell.complete;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jline.reader.Candidate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Completion of paths on a stand-in for S3: with buckets, with a server that answers late, and one that refuses. */
class S3CompletionTest {
    private static final String FOLDERS = "<ListBucketResult><Name>lake</Name><IsTruncated>false</IsTruncated>"
            + "<CommonPrefixes><Prefix>sales/</Prefix></CommonPrefixes>"
            + "<CommonPrefixes><Prefix>staff/</Prefix></CommonPrefixes></ListBucketResult>";
    private static final String BUCKETS = "<ListAllMyBucketsResult><Buckets><Bucket><Name>lake</Name></Bucket>"
            + "<Bucket><Name>logs</Name></Bucket></Buckets></ListAllMyBucketsResult>";
    private static final String REFUSAL =
            "<Error><Code>InvalidAccessKeyId</Code><Message>no such key</Message></Error>";

    private final List<String> notices = new ArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch late = new CountDownLatch(1);
    private volatile boolean refuses;
    private volatile boolean isLate;
    private HttpServer server;
    private ShellSession session;
    private CatalogView catalog;
    private ShellCompleter completer;

    @BeforeEach
    void open() throws SQLException, IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            try (exchange) {
                requests.incrementAndGet();
                awaitIf(isLate);
                boolean ofBucket = exchange.getRequestURI().getPath().startsWith("/lake");
                byte[] answer = (refuses ? REFUSAL : ofBucket ? FOLDERS : BUCKETS).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(refuses ? 403 : 200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        server.start();
        Properties settings = new Properties();
        settings.put("s3.endpoint", "http://127.0.0.1:" + server.getAddress().getPort());
        settings.put("s3.access_key_id", "AKTEST");
        settings.put("s3.secret_access_key", "secret");
        Database database = new Database(new Database.Target("jdbc:tarn:", settings));
        Output output = new Output(new StringWriter(), new PrintWriter(new StringWriter()), Screen.NONE);
        session = new ShellSession(database, new Settings(), output, ProgressView.NONE, false);
        Commands commands = new Interpreter(session, Interpreter.Console.NONE, false, AllCommands::of).commands();
        catalog = new CatalogView(database, Duration.ofSeconds(60));
        completer = new ShellCompleter(commands, catalog, session, notices::add);
    }

    private void awaitIf(boolean condition) {
        try {
            if (condition) {
                late.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void close() throws SQLException, IOException {
        late.countDown();
        session.close();
        server.stop(0);
    }

    private List<String> complete(String line) {
        return completer.complete(line, line.length()).stream()
                .map(Candidate::value)
                .toList();
    }

    @Test
    void listsBucketsAndFolders() {
        assertEquals(List.of("s3://lake/", "s3://logs/"), complete("SELECT * FROM 's3://"));
        assertEquals(List.of("s3://lake/"), complete("SELECT * FROM 's3://la"));
        assertEquals(List.of("s3://lake/sales/"), complete("CREATE EXTERNAL TABLE t (a int) LOCATION 's3://lake/sa"));
        assertEquals(List.of("s3://lake/sales/", "s3://lake/staff/"), complete("\\d s3://lake/"));
        assertEquals(List.of(), notices);
        int asked = requests.get();
        complete("SELECT * FROM 's3://lake/sa");
        assertEquals(asked, requests.get(), "what is known is not asked for again");
    }

    @Test
    void tellsOnceThatItMayNotList() {
        refuses = true;
        assertEquals(List.of(), complete("SELECT * FROM 's3://lake/"));
        assertEquals(1, notices.size());
        assertTrue(notices.get(0).startsWith("PERMISSION_DENIED"), notices.get(0));
        assertEquals(List.of(), complete("SELECT * FROM 's3://lake/"));
        catalog.forget();
        assertEquals(List.of(), complete("SELECT * FROM 's3://lake/"));
        assertEquals(1, notices.size());
        refuses = false;
        catalog.forget();
        assertEquals(2, complete("SELECT * FROM 's3://lake/").size());
    }

    @Test
    void doesNotWaitForAServerThatIsLate() {
        isLate = true;
        CatalogView impatient = new CatalogView(session.database(), Duration.ofMillis(200));
        ShellCompleter quick = new ShellCompleter(
                new Interpreter(session, Interpreter.Console.NONE, false, AllCommands::of).commands(),
                impatient,
                session,
                notices::add);
        String line = "SELECT * FROM 's3://lake/";
        assertEquals(List.of(), quick.complete(line, line.length()));
        assertEquals(List.of("the answer takes longer; Tab asks again"), notices);
        isLate = false;
        late.countDown();
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (quick.complete(line, line.length()).isEmpty() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertEquals(2, quick.complete(line, line.length()).size());
        assertEquals(1, requests.get());
    }
}
