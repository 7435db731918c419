package dev.tarn.format.parquet.codec;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.memory.RawMemory;
import io.airlift.compress.lz4.Lz4Compressor;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.zstd.ZstdCompressor;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.format.CompressionCodec;
import org.xerial.snappy.Snappy;

/** Makes the compressor of a codec: native code where the platform loads it, else pure Java. */
public final class Compressors {
    /** The level of ZSTD where none is asked for. */
    public static final int DEFAULT_ZSTD_LEVEL = 3;

    private Compressors() {}

    /**
     * Makes a compressor, or returns null for UNCOMPRESSED.
     *
     * @param level of ZSTD, 1 to 22; the Java fallback has but one
     * @throws TarnException NOT_SUPPORTED, naming the codec
     */
    public static Compressor create(CompressionCodec codec, int level) {
        return create(codec, level, true);
    }

    /** Makes a compressor, or returns null for UNCOMPRESSED; of pure Java if {@code allowNative} is false. */
    static Compressor create(CompressionCodec codec, int level, boolean allowNative) {
        return switch (codec) {
            case UNCOMPRESSED -> null;
            case SNAPPY ->
                allowNative && Codecs.hasNativeSnappy()
                        ? new NativeSnappy()
                        : new JavaCompressor(new SnappyCompressor());
            case ZSTD ->
                allowNative && Codecs.hasNativeZstd()
                        ? new NativeZstd(level)
                        : new JavaCompressor(new ZstdCompressor());
            case GZIP -> new GzipCompressor();
            case LZ4_RAW -> new JavaCompressor(new Lz4Compressor());
            default -> throw new TarnException(ErrorCode.NOT_SUPPORTED, "writing Parquet with the codec " + codec);
        };
    }

    private static final class NativeSnappy implements Compressor {
        @Override
        public int maxLength(int length) {
            return Snappy.maxCompressedLength(length);
        }

        @Override
        public int compress(ByteBuffer source, int length, ByteBuffer target) {
            try {
                return (int) Snappy.rawCompress(RawMemory.addressOf(source), length, RawMemory.addressOf(target));
            } catch (IOException e) {
                throw new TarnException(ErrorCode.INTERNAL_ERROR, "Snappy: " + e.getMessage(), e);
            }
        }

        @Override
        public void close() {}
    }

    private static final class NativeZstd implements Compressor {
        private final ZstdCompressCtx context = new ZstdCompressCtx();

        NativeZstd(int level) {
            context.setLevel(level);
        }

        @Override
        public int maxLength(int length) {
            return (int) Zstd.compressBound(length);
        }

        @Override
        public int compress(ByteBuffer source, int length, ByteBuffer target) {
            return context.compressDirectByteBuffer(target, 0, target.capacity(), source, 0, length);
        }

        @Override
        public void close() {
            context.close();
        }
    }

    private record JavaCompressor(io.airlift.compress.Compressor compressor) implements Compressor {
        @Override
        public int maxLength(int length) {
            return compressor.maxCompressedLength(length);
        }

        @Override
        public int compress(ByteBuffer source, int length, ByteBuffer target) {
            ByteBuffer output = target.duplicate().clear();
            compressor.compress(source.duplicate().position(0).limit(length), output);
            return output.position();
        }

        @Override
        public void close() {}
    }
}
