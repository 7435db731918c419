package dev.tarn.storage.s3.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.QueryResult;
import dev.tarn.Session;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Writes that fail at any step: nothing of them is seen, and nothing is left when they are repaired. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class S3WriteFaultsTest {
    private static final String ROWS = " SELECT n AS a, CAST(n % 5 AS integer) AS p, rpad('x', 200, 'y') AS t"
            + " FROM UNNEST(sequence(1, 1000)) AS u (n)";
    private static final String LARGE = " SELECT n AS a, CAST(0 AS integer) AS p, CAST(n * 7919 % 1000003 AS varchar)"
            + " || CAST(n * n * 104729 % 1000000007 AS varchar) || CAST(n * 15485863 % 999999937 AS varchar)"
            + " || CAST(n * n * 32452843 % 982451653 AS varchar) || CAST(n AS varchar) AS t FROM (SELECT"
            + " x * 1000 + y AS n FROM UNNEST(sequence(0, 399)) AS u (x) CROSS JOIN UNNEST(sequence(1, 1000)) AS v (y))";

    @RegisterExtension
    private static final TestServer server = new TestServer();

    private S3Lake lake;

    @BeforeEach
    void open() {
        server.deleteAll("f/");
        server.door().reset();
        Map<String, String> settings = new HashMap<>(server.settings());
        settings.put("s3.max_attempts", "2");
        lake = S3Lake.open(settings, builder -> {});
        lake.run("CREATE TABLE t WITH (external_location = 's3://lake/f/t', partitioned_by = ARRAY['p']) AS"
                + " SELECT CAST(0 AS bigint) AS a, '' AS t, 0 AS p");
    }

    @AfterEach
    void close() {
        lake.close();
    }

    private static boolean isBegin(FrontDoor.Request request) {
        return request.method().equals("POST") && request.target().contains("uploads");
    }

    private static boolean isPart(FrontDoor.Request request) {
        return request.method().equals("PUT") && request.target().contains("partNumber=");
    }

    private static boolean isEnd(FrontDoor.Request request) {
        return request.method().equals("POST") && request.target().contains("uploadId=");
    }

    private static boolean isAbort(FrontDoor.Request request) {
        return request.method().equals("DELETE") && request.target().contains("uploadId=");
    }

    private static boolean isDelete(FrontDoor.Request request) {
        return request.method().equals("POST") && request.target().contains("?delete");
    }

    private static FrontDoor.Treatment.Answer failing() {
        return new FrontDoor.Treatment.Answer(
                500, "", "<Error><Code>InternalError</Code><Message>no</Message></Error>");
    }

    private static FrontDoor.Treatment.Answer denied() {
        return new FrontDoor.Treatment.Answer(403, "", "<Error><Code>AccessDenied</Code><Message>no</Message></Error>");
    }

    /** Treats the requests of a kind from the {@code first} on. */
    private static Function<FrontDoor.Request, FrontDoor.Treatment> from(
            int first, Predicate<FrontDoor.Request> which, FrontDoor.Treatment treatment) {
        AtomicInteger count = new AtomicInteger();
        return request -> which.test(request) && count.incrementAndGet() >= first ? treatment : FrontDoor.PASS;
    }

    /** Treats the first request of a kind for each object. */
    private static Function<FrontDoor.Request, FrontDoor.Treatment> onceEach(
            Predicate<FrontDoor.Request> which, FrontDoor.Treatment treatment) {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        return request -> which.test(request) && seen.add(request.target()) ? treatment : FrontDoor.PASS;
    }

    private static Function<FrontDoor.Request, FrontDoor.Treatment> and(
            Function<FrontDoor.Request, FrontDoor.Treatment> first, Predicate<FrontDoor.Request> which) {
        return request -> which.test(request) ? failing() : first.apply(request);
    }

    private static Stream<Arguments> steps() {
        return Stream.of(
                Arguments.of("begin 1", from(1, S3WriteFaultsTest::isBegin, failing())),
                Arguments.of("begin 4", from(4, S3WriteFaultsTest::isBegin, failing())),
                Arguments.of("begin 3, answer lost", from(3, S3WriteFaultsTest::isBegin, lost())),
                Arguments.of("part 1", from(1, S3WriteFaultsTest::isPart, failing())),
                Arguments.of("part 3, answer lost", from(3, S3WriteFaultsTest::isPart, lost())),
                Arguments.of("part 4", from(4, S3WriteFaultsTest::isPart, denied())),
                Arguments.of("end 1", from(1, S3WriteFaultsTest::isEnd, failing())),
                Arguments.of("end 3", from(3, S3WriteFaultsTest::isEnd, failing())),
                Arguments.of("end 5", from(5, S3WriteFaultsTest::isEnd, denied())));
    }

    private static FrontDoor.Treatment lost() {
        return new FrontDoor.Treatment.LoseAnswer();
    }

    private void assertUnseen() {
        assertEquals(List.of("[1, 0]"), lake.texts("SELECT count(*), sum(a) FROM t"));
        assertEquals(List.of("[t]"), lake.texts("SHOW TABLES"));
        assertEquals(List.of("[p=0]"), lake.texts("SHOW PARTITIONS t"));
    }

    private void assertRepairs(boolean hasLeftSomething) {
        List<String> first = lake.texts("REPAIR WRITES");
        assertEquals(hasLeftSomething, !first.isEmpty(), first.toString());
        first.forEach(row -> assertTrue(row.contains("removed"), row));
        assertUnseen();
        assertEquals(List.of(), lake.run("REPAIR WRITES"));
        assertEquals(List.of(), server.uploads(""));
        assertEquals(1, server.keys("f/").size());
    }

    private void assertFails() {
        TarnException failure = assertThrows(TarnException.class, () -> lake.run("INSERT INTO t (a, p, t)" + ROWS));
        assertTrue(
                Set.of(ErrorCode.STORAGE_ERROR, ErrorCode.PERMISSION_DENIED).contains(failure.code()),
                failure::toString);
        assertTrue(failure.toString().contains("s3://lake/f/t/p="), failure::toString);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("steps")
    void aStepThatFailsLeavesNothing(String name, Function<FrontDoor.Request, FrontDoor.Treatment> faults) {
        server.door().reset(0, faults);
        assertFails();
        server.door().reset();
        assertUnseen();
        assertEquals(List.of(), server.uploads(""));
        assertEquals(1, server.keys("f/").size());
        // What was asked of S3 to be shown, and was not answered, may be shown later: the write is remembered.
        assertRepairs(name.equals("end 1") || name.equals("end 3"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("steps")
    void whatCannotBeRemovedIsRepairedLater(String name, Function<FrontDoor.Request, FrontDoor.Treatment> faults) {
        server.door().reset(0, and(and(faults, S3WriteFaultsTest::isAbort), S3WriteFaultsTest::isDelete));
        assertFails();
        server.door().reset();
        assertUnseen();
        assertRepairs(true);
    }

    @Test
    void aTableThatAnotherStatementMakesMeanwhileWins() {
        AtomicInteger ends = new AtomicInteger();
        server.door().reset(0, request -> {
            if (isEnd(request) && ends.incrementAndGet() == 2) {
                try (Session other = lake.tarn().session();
                        QueryResult made = other.query("CREATE VIEW u AS SELECT 1 AS a")) {
                    assertFalse(made.hasRows());
                }
            }
            return isDelete(request) ? failing() : FrontDoor.PASS;
        });
        lake.failure(
                ErrorCode.TABLE_ALREADY_EXISTS,
                "CREATE TABLE u WITH (external_location = 's3://lake/f/u', partitioned_by = ARRAY['p']) AS SELECT a, t, p FROM ("
                        + ROWS + ")");
        assertTrue(server.keys("f/u/").size() > 2);
        assertEquals(1, lake.value("SELECT a FROM u"));
        server.door().reset();
        lake.run("DROP VIEW u");
        lake.run("CREATE EXTERNAL TABLE parts (a BIGINT, t STRING) PARTITIONED BY (p INT) STORED AS PARQUET"
                + " LOCATION 's3://lake/f/u'");
        assertEquals(List.of(), lake.texts("SHOW PARTITIONS parts"));
        assertEquals(0L, lake.value("SELECT count(*) FROM parts"));
        lake.run("MSCK REPAIR TABLE parts");
        assertEquals(List.of(), lake.texts("SHOW PARTITIONS parts"));
        lake.run("DROP TABLE parts");
        assertRepairs(true);
    }

    @Test
    void aCommitWhoseAnswersAreLostIsDone() {
        server.door().reset(0, onceEach(S3WriteFaultsTest::isEnd, lost()));
        lake.run("INSERT INTO t (a, p, t)" + ROWS);
        server.door().reset();
        assertEquals(1001L, lake.value("SELECT count(*) FROM t"));
        assertEquals(List.of(), lake.run("REPAIR WRITES"));
    }

    @Test
    void anUploadWhoseBeginningWasNotAnsweredIsNotForgotten() {
        server.door().reset(0, onceEach(S3WriteFaultsTest::isBegin, lost()));
        lake.run("INSERT INTO t (a, p, t)" + ROWS);
        server.door().reset();
        assertEquals(1001L, lake.value("SELECT count(*) FROM t"));
        assertEquals(List.of(), server.uploads(""));
    }

    @Test
    void nothingIsShownBeforeAllIsSent() {
        server.door().reset();
        lake.run("CREATE TABLE l WITH (external_location = 's3://lake/f/l') AS" + LARGE);
        List<FrontDoor.Request> requests = server.door().requests();
        int lastPart = -1;
        int firstEnd = requests.size();
        for (int i = 0; i < requests.size(); i++) {
            lastPart = isPart(requests.get(i)) ? i : lastPart;
            firstEnd = isEnd(requests.get(i)) ? Math.min(firstEnd, i) : firstEnd;
        }
        assertTrue(lastPart > 3 && lastPart < firstEnd, lastPart + " " + firstEnd);
        assertEquals(400_000L, lake.value("SELECT count(DISTINCT t) FROM l"));
    }

    @Test
    void aQueryThatFailsLeavesNothing() {
        lake.failure(
                ErrorCode.DIVISION_BY_ZERO,
                "INSERT INTO t (a, p, t) SELECT a, CAST(7 / (a - 390000) AS integer), t FROM (" + LARGE + ")");
        assertEquals(1, server.keys("f/").size());
        assertRepairs(false);
    }

    @Test
    void aQueryThatIsCancelledLeavesNothing() throws Exception {
        AtomicInteger parts = new AtomicInteger();
        server.door().reset(0, request -> {
            if (isPart(request)) {
                parts.incrementAndGet();
                return new FrontDoor.Treatment.Late(2_000);
            }
            return FrontDoor.PASS;
        });
        try (Session session = lake.tarn().session();
                QueryResult result =
                        session.query("CREATE TABLE l WITH (external_location = 's3://lake/f/l') AS" + LARGE)) {
            while (parts.get() == 0) {
                Thread.sleep(5);
            }
            result.cancel();
            TarnException failure = assertThrows(TarnException.class, result::nextBatch);
            assertEquals(ErrorCode.QUERY_CANCELLED, failure.code(), failure.toString());
        }
        server.door().reset();
        assertEquals(1, server.keys("f/").size());
        assertRepairs(false);
    }

    @Test
    void aBucketThatNobodyMayWriteIsTold() {
        String ctas = "CREATE TABLE u WITH (external_location = 's3://lake/f/u') AS SELECT 1 AS a";
        server.door().reset(0, from(1, S3WriteFaultsTest::isBegin, denied()));
        lake.failure(
                ErrorCode.PERMISSION_DENIED, ctas, "s3:PutObject", "bucket lake", "f/u/tarn-", "check the policies");
        lake.failure(ErrorCode.PERMISSION_DENIED, "INSERT INTO t VALUES (1, 'x', 2)", "s3:PutObject");
        lake.failure(
                ErrorCode.PERMISSION_DENIED,
                "UNLOAD (SELECT 1 AS a) TO 's3://lake/f/v' WITH (format = 'ORC')",
                "s3:Put");
        server.door().reset();
        lake.failure(
                ErrorCode.PATH_NOT_FOUND,
                ctas.replace("s3://lake", "s3://no-such-bucket"),
                "no bucket no-such-bucket",
                "check its name");
        assertRepairs(false);
        Map<String, String> settings = new HashMap<>(server.settings());
        settings.put("s3.secret_access_key", "wrong");
        try (S3Lake wrong = S3Lake.open(settings, builder -> {})) {
            TarnException failure = wrong.failure(
                    ErrorCode.PERMISSION_DENIED,
                    ctas,
                    "does not accept the credentials",
                    "check the key's id and secret");
            assertNotEquals(-1, failure.toString().indexOf("lake"));
            assertFalse(failure.toString().contains("wrong"));
            assertEquals(List.of(), wrong.run("SHOW TABLES"));
            assertEquals(List.of(), wrong.run("REPAIR WRITES"));
        }
        assertEquals(List.of(), server.keys("f/u/"));
    }
}
