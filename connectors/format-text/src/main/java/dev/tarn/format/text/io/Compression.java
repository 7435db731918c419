package dev.tarn.format.text.io;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.storage.InputFile;
import io.airlift.compress.lz4.Lz4HadoopStreams;
import io.airlift.compress.snappy.SnappyHadoopStreams;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.xerial.snappy.SnappyFramedInputStream;
import org.xerial.snappy.SnappyInputStream;

/** How a file is compressed as a whole. The bytes tell; a name only where they say nothing. */
public enum Compression {
    NONE("none"),
    GZIP("gzip"),
    ZLIB("zlib"),
    DEFLATE("deflate"),
    BZIP2("bzip2"),
    ZSTD("zstd"),
    LZ4("lz4"),
    LZ4_HADOOP("Hadoop lz4"),
    SNAPPY_FRAMED("framed snappy"),
    SNAPPY_HADOOP("Hadoop snappy"),
    SNAPPY_JAVA("snappy-java");

    /** The endings that are taken off a name before its own ending tells the format. */
    private static final String[] ENDINGS = {
        ".gz", ".gzip", ".bz2", ".zst", ".zstd", ".lz4", ".snappy", ".sz", ".deflate", ".zlib", ".zz"
    };

    private static final int GZIP_MAGIC = 0x1F8B;
    private static final int ZSTD_MAGIC = 0x28B52FFD;
    private static final int LZ4_MAGIC = 0x04224D18;
    private static final int SNAPPY_FRAMED_MAGIC = 0xFF060000;
    private static final int SNAPPY_JAVA_MAGIC = 0x82534E41;
    private static final int BZIP2_MAGIC = 0x425A68;
    private static final int BZIP2_BLOCK = 0x31415926;
    private static final int BZIP2_EMPTY = 0x17724538;

    private final String label;

    Compression(String label) {
        this.label = label;
    }

    /** Returns the name for messages and documentation. */
    public String label() {
        return label;
    }

    /** Returns a file's name without the endings of compression, in lower case. */
    public static String plainName(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        for (String ending : ENDINGS) {
            if (name.endsWith(ending)) {
                return name.substring(0, name.length() - ending.length());
            }
        }
        return name;
    }

    /**
     * Returns how a file is compressed that begins with the first {@code length} bytes of {@code head}.
     *
     * @param fileName its name, which tells Hadoop's block formats and raw deflate: they have no signature
     */
    public static Compression detect(String fileName, byte[] head, int length) {
        int first = bigEndian(head, 0, length);
        if (first >>> 16 == GZIP_MAGIC && length > 2 && head[2] == 8) {
            return GZIP;
        }
        if (first == ZSTD_MAGIC || (Integer.reverseBytes(first) & 0xFFFFFFF0) == 0x184D2A50 && length >= 4) {
            return ZSTD;
        }
        if (first == LZ4_MAGIC) {
            return LZ4;
        }
        if (first == SNAPPY_FRAMED_MAGIC) {
            return SNAPPY_FRAMED;
        }
        if (first == SNAPPY_JAVA_MAGIC) {
            return SNAPPY_JAVA;
        }
        if (first >>> 8 == BZIP2_MAGIC && length >= 8) {
            int block = bigEndian(head, 4, length);
            if (block == BZIP2_BLOCK || block == BZIP2_EMPTY) {
                return BZIP2;
            }
        }
        if (inflates(head, length, false)) {
            return ZLIB;
        }
        return byName(fileName.toLowerCase(Locale.ROOT), head, length);
    }

    private static Compression byName(String name, byte[] head, int length) {
        boolean blocks = looksLikeHadoopBlock(head, length);
        if (name.endsWith(".snappy") && blocks) {
            return SNAPPY_HADOOP;
        }
        if (name.endsWith(".lz4") && blocks) {
            return LZ4_HADOOP;
        }
        return name.endsWith(".deflate") && inflates(head, length, true) ? DEFLATE : NONE;
    }

    private static boolean looksLikeHadoopBlock(byte[] head, int length) {
        int plain = bigEndian(head, 0, length);
        int packed = bigEndian(head, 4, length);
        return length >= 8 && plain > 0 && plain <= 1 << 26 && packed > 0 && packed <= plain + plain / 6 + 64;
    }

    /** Returns whether the bytes begin a deflate stream: text that happens to begin like one does not inflate. */
    private static boolean inflates(byte[] head, int length, boolean raw) {
        if (length < 2 || !raw && ((head[0] & 0x0F) != 8 || bigEndian(head, 0, length) >>> 16 == 0)) {
            return false;
        }
        Inflater inflater = new Inflater(raw);
        try {
            inflater.setInput(head, 0, length);
            byte[] out = new byte[4096];
            return inflater.inflate(out) > 0 || inflater.finished();
        } catch (DataFormatException e) {
            return false;
        } finally {
            inflater.end();
        }
    }

    private static int bigEndian(byte[] bytes, int at, int length) {
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            value = value << 8 | (i < length ? bytes[i] & 0xFF : 0);
        }
        return value;
    }

    /** Opens the content of a file that is compressed so. */
    ByteFeed open(InputFile file, int firstBlock, ScanMetrics metrics) {
        String path = file.entry().location().text();
        if (this == NONE) {
            return new RangeFeed(file, 0, file.entry().sizeBytes(), metrics);
        }
        FileStream input = new FileStream(file, firstBlock, metrics);
        if (this == GZIP || this == ZLIB || this == DEFLATE) {
            return new InflateFeed(input, this, path);
        }
        try {
            return new StreamFeed(stream(input), this, path);
        } catch (IOException e) {
            throw StreamFeed.broken(this, path, e);
        }
    }

    private InputStream stream(InputStream input) throws IOException {
        return switch (this) {
            case BZIP2 -> new BZip2CompressorInputStream(input, true);
            case ZSTD -> new ZstdInputStreamNoFinalizer(input);
            case LZ4 -> new FramedLZ4CompressorInputStream(input, true);
            case LZ4_HADOOP -> new Lz4HadoopStreams().createInputStream(input);
            case SNAPPY_FRAMED -> new SnappyFramedInputStream(input);
            case SNAPPY_HADOOP -> new SnappyHadoopStreams().createInputStream(input);
            case SNAPPY_JAVA -> new SnappyInputStream(input);
            default -> throw new IllegalStateException(this + " has no stream");
        };
    }
}
