package dev.tarn.storage.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.QueryResult;
import dev.tarn.Session;
import dev.tarn.Tarn;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.FileSystem;
import dev.tarn.spi.storage.InputFile;
import dev.tarn.spi.storage.Location;
import dev.tarn.spi.storage.StorageMetrics;
import dev.tarn.spi.storage.StorageMetrics.RequestKind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpFileSystemTest {
    @TempDir
    private Path folder;

    private WebServer server;
    private HttpFileSystem files;
    private final StorageMetrics metrics = new StorageMetrics();
    private FileSystem view;

    @BeforeEach
    void start() throws Exception {
        server = new WebServer();
        server.content = bytes(3 << 20);
        configure(Map.of("http.spool_folder", folder.toString()));
    }

    private void configure(Map<String, String> settings) {
        files = new HttpFileSystem();
        files.configure(settings);
        view = files.forQuery(metrics);
    }

    @AfterEach
    void stop() throws Exception {
        files.close();
        server.close();
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }

    private static byte[] bytes(int length) {
        byte[] content = new byte[length];
        for (int i = 0; i < length; i++) {
            content[i] = (byte) (i * 31 >> 7);
        }
        return content;
    }

    private FileEntry entry() {
        return view.file(location("/file.parquet")).orElseThrow();
    }

    private Location location(String path) {
        return new Location(server.address(path));
    }

    private byte[] read(FileEntry entry, long position, int length) {
        try (InputFile file = view.open(entry)) {
            ByteBuffer target = ByteBuffer.allocateDirect(length);
            file.read(position, target);
            byte[] read = new byte[length];
            target.flip().get(read);
            return read;
        }
    }

    private static void expect(ErrorCode code, Runnable action) {
        assertEquals(code, assertThrows(TarnException.class, action::run).code());
    }

    @Test
    void isFoundByServiceLoader() {
        assertTrue(ServiceLoader.load(FileSystem.class).stream()
                .anyMatch(provider -> provider.type() == HttpFileSystem.class));
        assertTrue(files.serves("https") && files.serves("http") && !files.serves("ftp"));
    }

    @ParameterizedTest
    @CsvSource({
        "true, true, true",
        "true, false, true",
        "false, true, true",
        "false, false, true",
        "false, false, false"
    })
    void readsWhateverTheServersManners(boolean givesRanges, boolean answersHead, boolean tellsLength) {
        server.givesRanges = givesRanges;
        server.answersHead = answersHead;
        server.tellsLength = tellsLength;
        FileEntry entry = entry();
        assertEquals(server.content.length, entry.sizeBytes());
        for (int position : new int[] {0, 77, 1 << 20, (3 << 20) - 8, (3 << 20) - 5_000}) {
            int length = Math.min(5_000, server.content.length - position);
            assertArrayEquals(
                    Arrays.copyOfRange(server.content, position, position + length), read(entry, position, length));
        }
        if (!givesRanges) {
            assertTrue(server.requests().stream()
                            .filter("GET /file.parquet"::equals)
                            .count()
                    <= 2);
        }
        expect(ErrorCode.HIVE_CURSOR_ERROR, () -> read(entry, server.content.length - 1, 2));
    }

    @Test
    void countsRequestsAndReadsTheEndAhead() {
        FileEntry entry = entry();
        entry();
        try (InputFile file = view.open(entry)) {
            file.read(server.content.length - 8, ByteBuffer.allocate(8));
            file.read(server.content.length - 4_000, ByteBuffer.allocate(3_992));
            file.read(server.content.length - 70_000, ByteBuffer.allocate(70_000));
        }
        assertEquals(1, metrics.requests(RequestKind.HEAD));
        assertEquals(2, metrics.requests(RequestKind.GET));
        assertEquals(70_000, metrics.bytes());
        assertEquals(4_000 - 8 + (64 << 10), metrics.cachedBytes());
    }

    @Test
    void followsRedirects() {
        FileEntry entry = view.file(location("/moved.parquet")).orElseThrow();
        assertArrayEquals(Arrays.copyOfRange(server.content, 9, 99), read(entry, 9, 90));
    }

    @Test
    void noticesThatAFileHasChanged() {
        for (boolean givesRanges : new boolean[] {true, false}) {
            server.givesRanges = givesRanges;
            server.tag = "\"one\"";
            FileEntry entry = files.file(location("/file.parquet")).orElseThrow();
            server.tag = "\"two\"";
            expect(ErrorCode.FILE_CHANGED, () -> read(entry, 100, 10));
        }
    }

    @Test
    void takesAFileWithoutVersionForAnotherAtEachLookup() {
        server.tag = null;
        FileEntry first = entry();
        assertArrayEquals(Arrays.copyOfRange(server.content, 5, 15), read(first, 5, 10));
        FileEntry second = files.file(location("/file.parquet")).orElseThrow();
        assertTrue(!first.version().equals(second.version()));
    }

    @Test
    void tellsMissingAndForbiddenFiles() {
        assertTrue(view.file(location("/gone.parquet")).isEmpty());
        expect(ErrorCode.PERMISSION_DENIED, () -> view.file(location("/secret.parquet")));
        expect(ErrorCode.PATH_NOT_FOUND, () -> view.list(location("/")));
        expect(ErrorCode.PATH_NOT_FOUND, () -> read(new FileEntry(location("/gone.parquet"), 10, 0, "\"x\""), 0, 1));
    }

    @Test
    void showsNoSignatureInErrors() {
        String signed = server.address("/secret.parquet").replace("://", "://me:word@") + "?sig=hidden%20&x=/a?b";
        for (String address : List.of(signed, signed + " |", "http://[bad/x.csv?sig=hidden", "http:///x?sig=hidden")) {
            TarnException failure = assertThrows(TarnException.class, () -> view.file(new Location(address)), address);
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            String shown = trace.toString();
            assertTrue(!shown.contains("hidden") && !shown.contains("word"), shown);
        }
    }

    @Test
    void asksAgainWhileTheServerIsBusyButNotForever() {
        FileEntry entry = entry();
        server.failures.set(2);
        assertArrayEquals(Arrays.copyOfRange(server.content, 5, 15), read(entry, 5, 10));
        assertEquals(2, metrics.retries());
        files.close();
        configure(Map.of("http.max_attempts", "2"));
        server.failures.set(2);
        expect(ErrorCode.STORAGE_ERROR, () -> read(entry, 5, 10));
        server.failureStatus = 501;
        server.failures.set(1);
        expect(ErrorCode.STORAGE_ERROR, () -> read(entry, 5, 10));
        assertEquals(0, server.failures.get());
    }

    @Test
    void asksAgainWhenABodyStallsButNotForever() {
        files.close();
        configure(
                Map.of("http.read_timeout", "300ms", "http.max_attempts", "2", "http.spool_folder", folder.toString()));
        for (boolean givesRanges : new boolean[] {true, false}) {
            server.givesRanges = givesRanges;
            FileEntry entry = files.file(location("/file.parquet")).orElseThrow();
            server.stalls.set(1);
            assertArrayEquals(Arrays.copyOfRange(server.content, 5, 2_000_005), read(entry, 5, 2_000_000));
        }
        server.givesRanges = true;
        server.tag = "\"two\"";
        FileEntry entry = entry();
        server.stalls.set(2);
        TarnException failure = assertThrows(TarnException.class, () -> read(entry, 5, 2_000_000));
        assertEquals(ErrorCode.STORAGE_ERROR, failure.code());
        assertTrue(failure.getMessage().contains("stopped answering: no bytes came for 300 ms, 2 times in a row"));
        server.givesRanges = false;
        server.answersHead = false;
        server.stalls.set(2);
        expect(ErrorCode.STORAGE_ERROR, () -> files.file(location("/file.parquet")));
    }

    @Test
    void anInterruptedReadDoesNotSpoilTheFileForOthers() throws Exception {
        server.givesRanges = false;
        FileEntry entry = entry();
        read(entry, 5, 100);
        Thread reader = new Thread(() -> {
            Thread.currentThread().interrupt();
            assertThrows(TarnException.class, () -> read(entry, 5, 100));
        });
        reader.start();
        reader.join();
        assertArrayEquals(Arrays.copyOfRange(server.content, 5, 105), read(entry, 5, 100));
    }

    @Test
    void refusesLargeFilesOfServersWithoutRanges() {
        files.close();
        configure(Map.of("http.spool_folder", folder.toString(), "http.spool_limit", "2MiB"));
        server.givesRanges = false;
        FileEntry entry = entry();
        expect(ErrorCode.NOT_SUPPORTED, () -> read(entry, 5, 10));
        server.answersHead = false;
        expect(ErrorCode.NOT_SUPPORTED, () -> files.file(location("/file.parquet")));
    }

    @Test
    void refusesSettingsThatAreNotOfTheirForm() {
        for (String[] wrong :
                new String[][] {{"http.max_requests", "0"}, {"http.read_timeout", "soon"}, {"http.spool_limit", "much"}
                }) {
            expect(ErrorCode.INVALID_PROPERTY, () -> new HttpFileSystem().configure(Map.of(wrong[0], wrong[1])));
        }
    }

    @Test
    void everySettingIsDocumented() throws Exception {
        Path page = Path.of(System.getProperty("tarn.test.root"), "docs/reference/storage.md");
        List<String> documented = Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("| `http."))
                .toList();
        List<String> expected = HttpSetting.all().stream()
                .map(setting -> "| `" + setting.name() + "` | " + setting.description() + " |")
                .toList();
        assertEquals(expected, documented);
    }

    @Test
    void answersQueries() throws Exception {
        server.content = Files.readAllBytes(
                Path.of(System.getProperty("tarn.test.root"), "examples/lake/stations/stations.parquet"));
        try (Tarn tarn = Tarn.open();
                Session session = tarn.session();
                QueryResult result =
                        session.query("SELECT count(*) FROM '" + server.address("/file.parquet?sig=1") + "'")) {
            assertTrue((Long) result.toRows().get(0).value(0) > 0);
            assertEquals(1, result.statistics().storage().headRequests());
            assertEquals(1, result.statistics().storage().getRequests());
        }
    }
}
