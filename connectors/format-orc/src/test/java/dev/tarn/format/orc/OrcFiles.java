package dev.tarn.format.orc;

import dev.tarn.testkit.FormatRows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hive.ql.exec.vector.VectorizedRowBatch;
import org.apache.hadoop.util.Progressable;
import org.apache.orc.OrcFile;
import org.apache.orc.TypeDescription;
import org.apache.orc.Writer;

/** Writes ORC files into memory with orc-core's writer. */
final class OrcFiles {
    static {
        // Or orc-core's writer wants a library for each platform.
        System.setProperty("orc.compress.lz4.impl", "aircompressor");
    }

    static final OrcFormat FORMAT = new OrcFormat();
    static final FormatRows ROWS = new FormatRows(FORMAT, "file.orc");

    private OrcFiles() {}

    /** Fills a batch of rows. */
    interface Rows {
        void fill(VectorizedRowBatch batch, long firstRow);
    }

    /** Writes {@code rows} rows in batches of 1000. */
    static byte[] write(String schema, int rows, Consumer<OrcFile.WriterOptions> settings, Rows filler)
            throws IOException {
        TypeDescription type = TypeDescription.fromString(schema);
        MemoryFileSystem files = new MemoryFileSystem();
        OrcFile.WriterOptions options = OrcFile.writerOptions(files.getConf())
                .fileSystem(files)
                .setSchema(type)
                .blockPadding(false)
                .setProlepticGregorian(true)
                .useUTCTimestamp(true);
        settings.accept(options);
        VectorizedRowBatch batch = type.createRowBatchV2();
        try (Writer writer = OrcFile.createWriter(new Path("memory:/file"), options)) {
            for (int row = 0; row < rows; row += batch.size) {
                batch.reset();
                batch.size = Math.min(1000, rows - row);
                filler.fill(batch, row);
                writer.addRowBatch(batch);
            }
        }
        return files.bytes.toByteArray();
    }

    /** A file system that has one file, which can be written. */
    private static final class MemoryFileSystem extends FileSystem {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        MemoryFileSystem() {
            setConf(new Configuration(false));
        }

        @Override
        public URI getUri() {
            return URI.create("memory:/");
        }

        @Override
        public FSDataOutputStream create(
                Path path,
                FsPermission permission,
                boolean overwrite,
                int bufferSize,
                short replication,
                long blockSize,
                Progressable progress)
                throws IOException {
            return new FSDataOutputStream(bytes, null);
        }

        @Override
        public FSDataInputStream open(Path path, int bufferSize) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FSDataOutputStream append(Path path, int bufferSize, Progressable progress) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean rename(Path from, Path to) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean delete(Path path, boolean recursive) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileStatus[] listStatus(Path path) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setWorkingDirectory(Path path) {}

        @Override
        public Path getWorkingDirectory() {
            return new Path("memory:/");
        }

        @Override
        public boolean mkdirs(Path path, FsPermission permission) {
            return true;
        }

        @Override
        public FileStatus getFileStatus(Path path) {
            throw new UnsupportedOperationException();
        }
    }
}
