package dev.tarn.storage.s3.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.Cancellation;
import dev.tarn.QueryResult;
import dev.tarn.Session;
import dev.tarn.Tarn;
import dev.tarn.TarnBuilder;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The end of a query that waits for S3. */
class S3CancelTest {
    private static final String SQL = "SELECT sum(c1 % 7) FROM 's3://lake/many/*.parquet'";

    @RegisterExtension
    private static final TestServer server = new TestServer();

    @BeforeAll
    static void writeObjects() {
        try (ParquetObjects objects = new ParquetObjects(server)) {
            for (int i = 0; i < 10; i++) {
                objects.write("many/part-" + i + ".parquet", 3, i * 1_000L, 1_000, 400);
            }
        }
    }

    @BeforeEach
    void forget() {
        server.door().reset();
    }

    private static Tarn open() {
        TarnBuilder builder = Tarn.builder().threads(2).setting("s3.memory_cache", "1");
        server.settings().forEach(builder::setting);
        return builder.open();
    }

    private static void delay(Predicate<FrontDoor.Request> which) {
        server.door().reset(0, request -> which.test(request) ? new FrontDoor.Treatment.Late(10_000) : FrontDoor.PASS);
    }

    private static void assertQuick(Runnable end) {
        long begin = System.nanoTime();
        end.run();
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        assertTrue(millis < 2_000, "it took " + millis + " ms");
    }

    @Test
    void aQueryEndsAtOnceWhileAnswersAreAwaited() throws Exception {
        try (Tarn tarn = open();
                Session session = tarn.session()) {
            session.query(SQL).close();
            delay(request -> !request.isListing());
            QueryResult result = session.query(SQL);
            Thread.sleep(200);
            assertQuick(result::close);
        }
    }

    @Test
    void planningEndsAtOnceWhileAListingOrFootersAreAwaited() throws Exception {
        for (boolean listing : new boolean[] {true, false}) {
            delay(request -> request.isListing() == listing);
            try (Tarn tarn = open();
                    Session session = tarn.session()) {
                Cancellation cancellation = new Cancellation();
                CompletableFuture<Void> planned = start(session, cancellation);
                awaitRequest(listing);
                assertQuick(() -> {
                    cancellation.cancel();
                    assertCancelled(planned);
                });
                int asked = server.door().requests().size();
                Thread.sleep(300);
                assertEquals(asked, server.door().requests().size());
            }
        }
    }

    private static CompletableFuture<Void> start(Session session, Cancellation cancellation) {
        return CompletableFuture.runAsync(() -> session.query(SQL, cancellation).close());
    }

    private static void awaitRequest(boolean listing) throws InterruptedException {
        while (server.door().requests().stream().noneMatch(request -> request.isListing() == listing)) {
            Thread.sleep(10);
        }
        Thread.sleep(100);
    }

    private static void assertCancelled(CompletableFuture<Void> planned) {
        Throwable cause = assertThrows(CompletionException.class, planned::join).getCause();
        assertEquals(ErrorCode.QUERY_CANCELLED, ((TarnException) cause).code());
    }

    @Test
    void closingTheSessionEndsPlanning() throws Exception {
        delay(FrontDoor.Request::isListing);
        try (Tarn tarn = open()) {
            Session session = tarn.session();
            CompletableFuture<Void> planned = start(session, new Cancellation());
            awaitRequest(true);
            assertQuick(() -> {
                session.close();
                assertCancelled(planned);
            });
        }
    }

    @Test
    void aStatementThatWasCancelledBeforeDoesNotBegin() {
        try (Tarn tarn = open();
                Session session = tarn.session()) {
            Cancellation cancellation = new Cancellation();
            cancellation.cancel();
            TarnException failure = assertThrows(TarnException.class, () -> session.query(SQL, cancellation));
            assertEquals(ErrorCode.QUERY_CANCELLED, failure.code());
            assertEquals(0, server.door().requests().size());
        }
    }

    @Test
    void aCancelledQueryTellsWhoFetches() {
        try (Tarn tarn = open();
                Session session = tarn.session()) {
            Cancellation cancellation = new Cancellation();
            try (QueryResult result = session.query("SELECT * FROM 's3://lake/many/*.parquet'", cancellation)) {
                cancellation.cancel();
                TarnException failure = assertThrows(TarnException.class, result::toRows);
                assertEquals(ErrorCode.QUERY_CANCELLED, failure.code());
            }
        }
    }

    @Test
    void anInterruptEndsPlanning() throws Exception {
        delay(FrontDoor.Request::isListing);
        try (Tarn tarn = open();
                Session session = tarn.session()) {
            CompletableFuture<ErrorCode> code = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                try {
                    session.query(SQL).close();
                } catch (TarnException e) {
                    code.complete(Thread.currentThread().isInterrupted() ? e.code() : null);
                }
            });
            thread.start();
            awaitRequest(true);
            thread.interrupt();
            assertEquals(ErrorCode.QUERY_CANCELLED, code.get(2, TimeUnit.SECONDS));
        }
    }
}
