package dev.tarn.storage.s3.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.FileSystem;
import dev.tarn.spi.storage.FolderListing;
import dev.tarn.spi.storage.Location;
import dev.tarn.spi.storage.StorageMetrics;
import dev.tarn.storage.s3.S3FileSystem;
import dev.tarn.testkit.BaseFileSystemTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class S3FileSystemTest extends BaseFileSystemTest {
    @RegisterExtension
    private static final TestServer server = new TestServer();

    private S3FileSystem files;

    @BeforeEach
    void open() {
        server.deleteAll("suite/");
        server.door().reset();
        files = new S3FileSystem();
        files.configure(server.settings());
    }

    @AfterEach
    void close() {
        files.close();
    }

    @Override
    protected FileSystem fileSystem() {
        return files;
    }

    @Override
    protected Location root() {
        return new Location("s3://" + TestServer.BUCKET + "/suite");
    }

    @Override
    protected void write(Location file, byte[] content) {
        server.put(file.path().substring(TestServer.BUCKET.length() + 1), content);
    }

    @Test
    void servesTheSchemesThatHadoopWrites() {
        write(root().child("file"), new byte[3]);
        for (String scheme : new String[] {"s3", "S3A", "s3n"}) {
            Location location = new Location(scheme + "://" + TestServer.BUCKET + "/suite/file");
            assertTrue(files.serves(location.scheme()));
            assertEquals(3, files.file(location).map(FileEntry::sizeBytes).orElseThrow());
        }
    }

    @Test
    void listsBeyondTheFirstPage() {
        for (int i = 0; i < 1_203; i++) {
            write(root().child("part-" + i), new byte[1]);
        }
        server.door().reset();
        FolderListing listing = files.list(root());
        assertEquals(1_203, listing.files().size());
        assertEquals(2, server.door().lists());
    }

    @Test
    void listsNamesThatBeginAlikeBeyondTheFirstPageAndRemembersThem() {
        for (int i = 0; i < 1_103; i++) {
            write(root().child("part-" + i), new byte[1]);
            if (i % 100 == 0) {
                write(root().child("other-" + i), new byte[1]);
                write(root().child("part=" + i).child("x"), new byte[1]);
            }
        }
        server.door().reset();
        FileSystem view = files.forQuery(new StorageMetrics());
        assertEquals(1_103, view.list(root(), "part-").files().size());
        assertEquals(2, server.door().lists());
        assertEquals(4, view.list(root(), "part-110").files().size());
        assertEquals(111, view.list(root(), "part-10").files().size());
        assertEquals(2, server.door().lists());
        FolderListing some = view.list(root(), "part=");
        assertEquals(12, some.folders().size());
        assertEquals(0, some.files().size());
        assertEquals(0, view.list(root(), "nothing").files().size());
        assertEquals(0, view.list(root().child("nothing"), "x").files().size());
    }

    @Test
    void aBucketIsAFolderAndMarkersAreNoFiles() {
        server.put("suite/sub/", new byte[0]);
        Location bucket = new Location("s3://" + TestServer.BUCKET);
        assertTrue(files.isFolder(bucket));
        assertTrue(files.list(bucket).folders().contains(root()));
        assertTrue(files.isFolder(root().child("sub")));
        assertEquals(0, files.list(root().child("sub")).files().size());
    }
}
