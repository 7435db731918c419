package dev.tarn.format.parquet.codec;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import org.apache.parquet.format.CompressionCodec;

/** Makes the decompressor of a codec: native code where the platform loads it, else pure Java. */
public final class Codecs {
    private Codecs() {}

    /**
     * Makes a decompressor, or returns null for UNCOMPRESSED.
     *
     * @throws TarnException NOT_SUPPORTED, naming the codec
     */
    public static Decompressor create(CompressionCodec codec) {
        return create(codec, true);
    }

    /** Makes a decompressor, or returns null for UNCOMPRESSED; of pure Java if {@code allowNative} is false. */
    static Decompressor create(CompressionCodec codec, boolean allowNative) {
        return switch (codec) {
            case UNCOMPRESSED -> null;
            case SNAPPY ->
                allowNative && Native.SNAPPY
                        ? new NativeSnappyDecompressor()
                        : new JavaDecompressor("Snappy", new SnappyDecompressor(), 64);
            case ZSTD ->
                allowNative && Native.ZSTD
                        ? new NativeZstdDecompressor()
                        : new JavaDecompressor("ZSTD", new ZstdDecompressor(), JavaDecompressor.ANY_RATIO);
            case GZIP -> new GzipDecompressor();
            case LZ4_RAW -> new JavaDecompressor("LZ4_RAW", new Lz4Decompressor(), 256);
            case LZ4 -> new HadoopLz4Decompressor();
            case BROTLI -> new BrotliDecompressor();
            case LZO -> throw new TarnException(ErrorCode.NOT_SUPPORTED, "the Parquet codec LZO");
        };
    }

    static boolean hasNativeSnappy() {
        return Native.SNAPPY;
    }

    static boolean hasNativeZstd() {
        return Native.ZSTD;
    }

    static TarnException corrupt(String codec, String why, Throwable cause) {
        return new TarnException(ErrorCode.HIVE_BAD_DATA, codec + " data is corrupt: " + why, cause);
    }

    static TarnException wrongSize(String codec, long actual, int expected) {
        return new TarnException(
                ErrorCode.HIVE_BAD_DATA,
                codec + " data has " + actual + " bytes, and the page header says " + expected);
    }

    /** Finds out, once, which native libraries load here. */
    private static final class Native {
        static final boolean SNAPPY = loads(org.xerial.snappy.Snappy::getNativeLibraryVersion);
        static final boolean ZSTD = loads(com.github.luben.zstd.util.Native::load);

        private static boolean loads(Runnable use) {
            try {
                use.run();
                return true;
            } catch (LinkageError | RuntimeException | org.xerial.snappy.SnappyError e) {
                return false;
            }
        }
    }
}
