package dev.tarn.format.orc.codec;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import java.io.IOException;
import org.apache.orc.CompressionKind;
import org.xerial.snappy.Snappy;
import org.xerial.snappy.SnappyError;

/** Codecs in native code where the platform loads it, else in pure Java. */
final class NativeCodecs {
    private static final boolean SNAPPY_LOADS = loads(Snappy::getNativeLibraryVersion);
    private static final boolean ZSTD_LOADS = loads(com.github.luben.zstd.util.Native::load);

    private NativeCodecs() {}

    private static boolean loads(Runnable use) {
        try {
            use.run();
            return true;
        } catch (LinkageError | RuntimeException | SnappyError e) {
            return false;
        }
    }

    static ChunkCodec snappy() {
        return SNAPPY_LOADS
                ? new NativeSnappy()
                : new JavaCodec(CompressionKind.SNAPPY, new io.airlift.compress.snappy.SnappyDecompressor());
    }

    static ChunkCodec zstd() {
        return ZSTD_LOADS
                ? new NativeZstd()
                : new JavaCodec(CompressionKind.ZSTD, new io.airlift.compress.zstd.ZstdDecompressor());
    }

    private static final class NativeSnappy extends ChunkCodec {
        NativeSnappy() {
            super(CompressionKind.SNAPPY);
        }

        @Override
        int decompress(byte[] in, int offset, int length, byte[] out, int at, int room) throws IOException {
            // The native code writes as many bytes as the data says, wherever that leads.
            int bytes = Snappy.uncompressedLength(in, offset, length);
            if (bytes < 0 || bytes > room) {
                throw corrupt("it has " + bytes + " bytes, and " + room + " are the most", null);
            }
            return Snappy.uncompress(in, offset, length, out, at);
        }
    }

    private static final class NativeZstd extends ChunkCodec {
        private final ZstdDecompressCtx context = new ZstdDecompressCtx();

        NativeZstd() {
            super(CompressionKind.ZSTD);
        }

        @Override
        int decompress(byte[] in, int offset, int length, byte[] out, int at, int room) throws IOException {
            long bytes = context.decompressByteArray(out, at, room, in, offset, length);
            if (Zstd.isError(bytes)) {
                throw corrupt(Zstd.getErrorName(bytes), null);
            }
            return (int) bytes;
        }

        @Override
        public void destroy() {
            context.close();
        }
    }
}
