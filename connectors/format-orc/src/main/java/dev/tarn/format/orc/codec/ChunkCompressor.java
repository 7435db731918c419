package dev.tarn.format.orc.codec;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import io.airlift.compress.Compressor;
import io.airlift.compress.lz4.Lz4Compressor;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.zstd.ZstdCompressor;
import java.nio.ByteBuffer;
import java.util.zip.Deflater;
import org.apache.orc.CompressionKind;

/** Compresses the chunks of streams. One thread at a time. */
public abstract class ChunkCompressor extends HeapCodec {
    private byte[] result = new byte[0];

    ChunkCompressor(CompressionKind kind) {
        super(kind);
    }

    /**
     * Makes the codec of a kind, or returns null for NONE.
     *
     * @param level of ZSTD; the others have none
     */
    public static ChunkCompressor of(CompressionKind kind, int level) {
        return switch (kind) {
            case NONE -> null;
            case ZLIB -> new Zlib();
            case SNAPPY -> new Java(kind, new SnappyCompressor());
            case LZ4 -> new Java(kind, new Lz4Compressor());
            case ZSTD -> zstdLoads() ? new NativeZstd(level) : new Java(kind, new ZstdCompressor());
            default -> throw new IllegalArgumentException(kind.name());
        };
    }

    private static boolean zstdLoads() {
        try {
            com.github.luben.zstd.util.Native.load();
            return true;
        } catch (LinkageError | RuntimeException e) {
            return false;
        }
    }

    abstract int maxLength(int length);

    /** Compresses and returns how many bytes there are then; at least {@code length} if it did not end before. */
    abstract int compress(byte[] in, int offset, int length, byte[] out);

    @Override
    public final boolean compress(ByteBuffer in, ByteBuffer out, ByteBuffer overflow, Options options) {
        int length = in.remaining();
        int most = maxLength(length);
        if (result.length < most) {
            result = new byte[most];
        }
        int bytes = compress(in.array(), in.arrayOffset() + in.position(), length, result);
        int first = Math.min(bytes, out.remaining());
        if (bytes >= length || first < bytes && (overflow == null || overflow.remaining() < bytes - first)) {
            return false;
        }
        out.put(result, 0, first);
        if (first < bytes) {
            overflow.put(result, first, bytes - first);
        }
        return true;
    }

    @Override
    public final void decompress(ByteBuffer in, ByteBuffer out) {
        throw new UnsupportedOperationException("reading");
    }

    private static final class Zlib extends ChunkCompressor {
        private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);

        Zlib() {
            super(CompressionKind.ZLIB);
        }

        @Override
        int maxLength(int length) {
            return length;
        }

        @Override
        int compress(byte[] in, int offset, int length, byte[] out) {
            deflater.reset();
            deflater.setInput(in, offset, length);
            deflater.finish();
            int done = 0;
            while (!deflater.finished() && done < length) {
                done += deflater.deflate(out, done, length - done);
            }
            return deflater.finished() ? done : length;
        }

        @Override
        public void destroy() {
            deflater.end();
        }
    }

    private static final class NativeZstd extends ChunkCompressor {
        private final ZstdCompressCtx context = new ZstdCompressCtx();

        NativeZstd(int level) {
            super(CompressionKind.ZSTD);
            context.setLevel(level);
        }

        @Override
        int maxLength(int length) {
            return (int) Zstd.compressBound(length);
        }

        @Override
        int compress(byte[] in, int offset, int length, byte[] out) {
            return context.compressByteArray(out, 0, out.length, in, offset, length);
        }

        @Override
        public void destroy() {
            context.close();
        }
    }

    private static final class Java extends ChunkCompressor {
        private final Compressor compressor;

        Java(CompressionKind kind, Compressor compressor) {
            super(kind);
            this.compressor = compressor;
        }

        @Override
        int maxLength(int length) {
            return compressor.maxCompressedLength(length);
        }

        @Override
        int compress(byte[] in, int offset, int length, byte[] out) {
            return compressor.compress(in, offset, length, out, 0, out.length);
        }
    }
}
