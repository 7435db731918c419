package dev.tarn.storage.s3.test;

import dev.tarn.spi.storage.FileSystem;
import dev.tarn.spi.storage.Location;
import dev.tarn.storage.s3.S3FileSystem;
import dev.tarn.testkit.BaseFileWritingTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

class S3FileWritingTest extends BaseFileWritingTest {
    @RegisterExtension
    private static final TestServer server = new TestServer();

    private static int number;
    private S3FileSystem files;
    private S3FileSystem others;

    @BeforeEach
    void open() {
        number++;
        server.door().reset();
        files = storage();
        others = storage();
    }

    private static S3FileSystem storage() {
        S3FileSystem storage = new S3FileSystem();
        storage.configure(server.settings());
        return storage;
    }

    @AfterEach
    void close() {
        files.close();
        others.close();
    }

    @Override
    protected FileSystem fileSystem() {
        return files;
    }

    @Override
    protected FileSystem otherProcess() {
        return others;
    }

    @Override
    protected Location root() {
        return new Location("s3://" + TestServer.BUCKET + "/written-" + number);
    }
}
