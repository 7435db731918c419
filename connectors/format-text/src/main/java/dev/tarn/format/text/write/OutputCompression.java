package dev.tarn.format.text.write;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.tarn.spi.format.WriteOptions;
import dev.tarn.spi.storage.ByteSink;
import io.airlift.compress.lz4.Lz4HadoopStreams;
import io.airlift.compress.snappy.SnappyHadoopStreams;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/** How a text file is compressed as a whole, and what its name ends in then. */
public enum OutputCompression {
    GZIP(".gz"),
    SNAPPY(".snappy"),
    ZSTD(".zst"),
    LZ4(".lz4"),
    BZIP2(".bz2"),
    DEFLATE(".deflate"),
    NONE("");

    /** The names of the codecs, the default one first. */
    public static final List<String> NAMES = List.of("GZIP", "SNAPPY", "ZSTD", "LZ4", "BZIP2", "DEFLATE", "NONE");

    private static final int DEFAULT_ZSTD_LEVEL = 3;
    /** From the usual 6 down to 5 takes 0.6 of the time, and makes a table's texts about 2 % longer. */
    private static final int DEFLATE_LEVEL = 5;

    private static final int BUFFER_BYTES = 64 << 10;

    private final String ending;

    OutputCompression(String ending) {
        this.ending = ending;
    }

    public String ending() {
        return ending;
    }

    /** Returns what the options ask for. */
    public static OutputCompression of(WriteOptions options) {
        OutputCompression found = valueOf(options.codec(NAMES, "GZIP"));
        String level = options.property(WriteOptions.COMPRESSION_LEVEL).orElse(null);
        if (level != null && found != ZSTD) {
            throw WriteOptions.invalid(WriteOptions.COMPRESSION_LEVEL, level, "only ZSTD has levels");
        }
        level(options);
        return found;
    }

    private static int level(WriteOptions options) {
        return (int) options.number(WriteOptions.COMPRESSION_LEVEL, DEFAULT_ZSTD_LEVEL, 1, 22);
    }

    /** Opens a stream whose bytes go compressed to a sink; closing it ends the compression and leaves the sink open. */
    OutputStream open(ByteSink sink, WriteOptions options) throws IOException {
        OutputStream target = new BufferedOutputStream(new SinkStream(sink), BUFFER_BYTES);
        return switch (this) {
            case NONE -> target;
            case GZIP -> new GzipStream(target);
            case DEFLATE -> new DeflateStream(target);
            case ZSTD -> new ZstdOutputStreamNoFinalizer(target, level(options));
            case BZIP2 -> new BZip2CompressorOutputStream(target);
            case LZ4 -> new Lz4HadoopStreams().createOutputStream(target);
            case SNAPPY -> new SnappyHadoopStreams().createOutputStream(target);
        };
    }

    private static final class GzipStream extends GZIPOutputStream {
        GzipStream(OutputStream target) throws IOException {
            super(target, BUFFER_BYTES);
            def.setLevel(DEFLATE_LEVEL);
        }
    }

    private static final class DeflateStream extends DeflaterOutputStream {
        DeflateStream(OutputStream target) {
            super(target);
            def.setLevel(DEFLATE_LEVEL);
        }
    }

    private static final class SinkStream extends OutputStream {
        private final ByteSink sink;

        SinkStream(ByteSink sink) {
            this.sink = sink;
        }

        @Override
        public void write(int value) {
            sink.write(ByteBuffer.wrap(new byte[] {(byte) value}));
        }

        @Override
        public void write(byte[] source, int offset, int length) {
            sink.write(ByteBuffer.wrap(source, offset, length));
        }
    }
}
