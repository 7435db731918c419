package dev.tarn.storage.s3.test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.FileSystem;
import dev.tarn.spi.storage.InputFile;
import dev.tarn.spi.storage.Location;
import dev.tarn.spi.storage.OutputFile;
import dev.tarn.spi.storage.PendingFile;
import dev.tarn.spi.storage.StorageMetrics;
import dev.tarn.spi.storage.StorageMetrics.RequestKind;
import dev.tarn.storage.s3.S3FileSystem;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Writing objects while requests fail, and what is told when S3 refuses. */
class S3UploadTest {
    @RegisterExtension
    private static final TestServer server = new TestServer();

    private static int number;

    private final BufferAllocator allocator = new RootAllocator();
    private final StorageMetrics metrics = new StorageMetrics();
    private S3FileSystem storage;
    private FileSystem view;
    private Location root;

    @BeforeEach
    void open() {
        server.door().reset();
        root = new Location("s3://lake/uploads-" + number++);
        open(Map.of());
    }

    private void open(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(server.settings());
        settings.putAll(more);
        storage = new S3FileSystem();
        storage.configure(settings);
        view = storage.forQuery(metrics);
    }

    @AfterEach
    void close() {
        storage.close();
        allocator.close();
    }

    private static byte[] bytes(int length) {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        return content;
    }

    private PendingFile prepare(String name, byte[] content) {
        try (OutputFile file = view.create(root.child(name), allocator)) {
            file.write(ByteBuffer.wrap(content));
            file.prepare();
            return file.pending();
        }
    }

    private byte[] read(String name) {
        FileEntry entry = storage.file(root.child(name)).orElseThrow();
        ByteBuffer content = ByteBuffer.allocate((int) entry.sizeBytes());
        try (InputFile file = storage.open(entry)) {
            file.read(0, content);
        }
        return content.array();
    }

    private TarnException failure(Runnable action, ErrorCode code, String... parts) {
        TarnException failure = assertThrows(TarnException.class, action::run);
        String text = failure.toString();
        assertEquals(code, failure.code(), text);
        for (String part : parts) {
            assertTrue(text.contains(part), () -> "«" + part + "» is missing: " + text);
        }
        return failure;
    }

    private static FrontDoor.Treatment.Answer error(int status, String code) {
        return new FrontDoor.Treatment.Answer(
                status,
                "",
                "<Error><Code>" + code + "</Code><Message>no</Message><RequestId>REQ-" + status
                        + "</RequestId></Error>");
    }

    private static boolean isPart(FrontDoor.Request request) {
        return request.method().equals("PUT") && request.target().contains("partNumber=");
    }

    private static boolean isBegin(FrontDoor.Request request) {
        return request.method().equals("POST") && request.target().contains("uploads");
    }

    private static boolean isEnd(FrontDoor.Request request) {
        return request.method().equals("POST") && request.target().contains("uploadId=");
    }

    private static void treat(Predicate<FrontDoor.Request> which, FrontDoor.Treatment treatment) {
        server.door().reset(0, request -> which.test(request) ? treatment : FrontDoor.PASS);
    }

    private static void treatOnce(Predicate<FrontDoor.Request> which, FrontDoor.Treatment treatment) {
        AtomicBoolean done = new AtomicBoolean();
        server.door()
                .reset(
                        0,
                        request -> which.test(request) && done.compareAndSet(false, true) ? treatment : FrontDoor.PASS);
    }

    @Test
    void takesFewRequests() {
        byte[] content = bytes(20_000_000);
        view.commit(List.of(prepare("x", content)));
        assertEquals(2, metrics.requests(RequestKind.LIST));
        assertEquals(5, metrics.requests(RequestKind.PUT));
        assertEquals(0, metrics.requests(RequestKind.GET) + metrics.requests(RequestKind.HEAD));
        assertEquals(content.length, metrics.sentBytes());
        assertArrayEquals(content, read("x"));
    }

    @Test
    void looksCommittedObjectsUpByFolder() {
        List<PendingFile> files = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            files.add(prepare("p=" + i % 2 + "/tarn-1-" + i, bytes(i)));
        }
        long before = metrics.requests(RequestKind.LIST);
        List<FileEntry> committed = view.commit(files);
        assertEquals(2, metrics.requests(RequestKind.LIST) - before);
        for (int i = 0; i < files.size(); i++) {
            assertEquals(files.get(i).location(), committed.get(i).location());
            assertEquals(i, committed.get(i).sizeBytes());
        }
    }

    @Test
    void sendsAgainWhatFails() {
        Random random = new Random(7);
        List<FrontDoor.Treatment> faults = List.of(
                error(503, "SlowDown"),
                error(500, "InternalError"),
                new FrontDoor.Treatment.Reset(),
                new FrontDoor.Treatment.LoseAnswer());
        server.door()
                .reset(
                        0,
                        request -> random.nextInt(8) == 0 ? faults.get(random.nextInt(faults.size())) : FrontDoor.PASS);
        for (int i = 0; i < 10; i++) {
            byte[] content = bytes(9_000_000 * (i % 3) + i);
            view.commit(List.of(prepare("x" + i, content)));
            assertArrayEquals(content, read("x" + i));
        }
        assertTrue(metrics.retries() > 5);
    }

    @Test
    void anEndWhoseAnswerIsLostHasHappened() {
        PendingFile file = prepare("x", bytes(100));
        treatOnce(S3UploadTest::isEnd, new FrontDoor.Treatment.LoseAnswer());
        assertEquals(100, view.commit(List.of(file)).get(0).sizeBytes());
        assertEquals(List.of(), storage.pendingFiles(root));
    }

    @Test
    void aNameThatIsTakenMeanwhileIsTold() {
        PendingFile file = prepare("x", bytes(100));
        treat(S3UploadTest::isEnd, error(412, "PreconditionFailed"));
        failure(() -> view.commit(List.of(file)), ErrorCode.HIVE_PATH_ALREADY_EXISTS, "key uploads-", "bucket lake");
        assertEquals("*", lastEnd().header("if-none-match"));
        storage.abort(root, List.of(file));
        server.door().reset();
        view.commit(List.of(prepare("folder/x", bytes(1))));
        failure(() -> view.create(root.child("folder"), allocator), ErrorCode.HIVE_PATH_ALREADY_EXISTS);
        failure(() -> view.create(new Location("s3://lake"), allocator), ErrorCode.HIVE_PATH_ALREADY_EXISTS);
    }

    private static FrontDoor.Request lastEnd() {
        return server.door().requests().stream()
                .filter(S3UploadTest::isEnd)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    @Test
    void aStoreThatTakesNoConditionsGetsNone() {
        treat(request -> isEnd(request) && request.header("if-none-match") != null, error(501, "NotImplemented"));
        view.commit(List.of(prepare("x", bytes(3)), prepare("y", bytes(4))));
        assertNull(lastEnd().header("if-none-match"));
        assertArrayEquals(bytes(4), read("y"));
    }

    @Test
    void refusalsNameThePermission() {
        treat(S3UploadTest::isBegin, error(403, "AccessDenied"));
        failure(
                () -> view.create(root.child("x"), allocator),
                ErrorCode.PERMISSION_DENIED,
                "s3:PutObject",
                "bucket lake",
                "request id REQ-403");
        treat(S3UploadTest::isPart, error(403, "AccessDenied"));
        failure(() -> prepare("x", bytes(20_000_000)), ErrorCode.PERMISSION_DENIED, "s3:PutObject");
        treat(S3UploadTest::isPart, error(507, "XMinioStorageFull"));
        failure(() -> prepare("x", bytes(10)), ErrorCode.NO_SPACE, "no room", "request id REQ-507");
        server.door().reset();
        failure(
                () -> view.create(new Location("s3://not-there/x"), allocator),
                ErrorCode.PATH_NOT_FOUND,
                "no bucket not-there");
        view.commit(List.of(prepare("gone", bytes(1))));
        treat(request -> request.target().contains("?delete"), error(403, "AccessDenied"));
        failure(() -> view.delete(root, List.of(root.child("gone"))), ErrorCode.PERMISSION_DENIED, "s3:DeleteObject");
        server.door().reset();
        assertEquals(List.of(), storage.pendingFiles(root));
    }

    @Test
    void anErrorOfAnEarlierPartEndsTheWriting() {
        treat(S3UploadTest::isPart, error(403, "AccessDenied"));
        try (OutputFile file = view.create(root.child("x"), allocator)) {
            byte[] piece = bytes(4_000_000);
            TarnException first = assertThrows(TarnException.class, () -> {
                for (int i = 0; i < 100; i++) {
                    file.write(ByteBuffer.wrap(piece));
                }
            });
            assertEquals(first, assertThrows(TarnException.class, () -> file.write(ByteBuffer.wrap(piece))));
            assertEquals(first, assertThrows(TarnException.class, file::prepare));
            server.door().reset();
        }
        assertEquals(List.of(), storage.pendingFiles(root));
    }

    @Test
    void memoryIsBoundedAndReadyTellsWhenAWriteDoesNotBlock() throws Exception {
        server.door().reset(0, request -> isPart(request) ? new FrontDoor.Treatment.Late(300) : FrontDoor.PASS);
        try (OutputFile file = view.create(root.child("x"), allocator)) {
            byte[] piece = bytes(1 << 20);
            for (int i = 0; i < 60; i++) {
                file.ready().get(10, TimeUnit.SECONDS);
                file.write(ByteBuffer.wrap(piece));
                assertTrue(allocator.getAllocatedMemory() <= 3L * (8 << 20), "" + allocator.getAllocatedMemory());
            }
            file.prepare();
            assertEquals(0, allocator.getAllocatedMemory());
            view.commit(List.of(file.pending()));
        }
        assertEquals(60L << 20, storage.file(root.child("x")).orElseThrow().sizeBytes());
    }

    @Test
    void smallObjectsTakeLittleMemory() {
        try (OutputFile file = view.create(root.child("x"), allocator)) {
            file.write(ByteBuffer.allocate(100));
            assertTrue(allocator.getAllocatedMemory() <= 256 << 10);
        }
    }

    @Test
    void closingWhilePartsAreSentLeavesNothing() {
        server.door().reset(0, request -> isPart(request) ? new FrontDoor.Treatment.Late(500) : FrontDoor.PASS);
        OutputFile file = view.create(root.child("x"), allocator);
        file.write(ByteBuffer.wrap(bytes(20_000_000)));
        file.close();
        file.close();
        assertEquals(0, allocator.getAllocatedMemory());
        assertEquals(List.of(), storage.pendingFiles(root));
        assertTrue(storage.isEmpty(root));
    }

    @Test
    void customersKeysAreSaidWithEachRequestOfAnUpload() {
        storage.close();
        String key = Base64.getEncoder().encodeToString(new byte[32]);
        open(Map.of("s3.sse_customer_key", key, "s3.requester_pays", "true"));
        PendingFile file = prepare("x", bytes(10));
        view.abort(root, List.of(file));
        List<FrontDoor.Request> writing = server.door().requests().stream()
                .filter(request -> isPart(request) || isBegin(request))
                .toList();
        assertEquals(2, writing.size());
        for (FrontDoor.Request request : writing) {
            assertEquals("AES256", request.header("x-amz-server-side-encryption-customer-algorithm"));
            assertEquals(key, request.header("x-amz-server-side-encryption-customer-key"));
            assertNotNull(request.header("x-amz-server-side-encryption-customer-key-md5"));
            assertEquals("requester", request.header("x-amz-request-payer"));
        }
    }

    @Test
    void manyObjectsAreDeletedByFewRequests() {
        List<Location> names = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            names.add(root.child("never-" + i));
        }
        view.delete(root, names);
        assertEquals(3, metrics.requests(RequestKind.DELETE));
        assertFalse(storage.isFolder(root));
    }
}
