package dev.tarn.format.orc.codec;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import dev.tarn.spi.memory.RawMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
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

        @Override
        int direct(ByteBuffer in, int offset, int length, ByteBuffer out, int room) throws IOException {
            long source = RawMemory.addressOf(in) + offset;
            long bytes = claimedLength(in, offset, length);
            if (bytes < 0 || bytes > room) {
                throw corrupt("it has " + bytes + " bytes, and " + room + " are the most", null);
            }
            return (int) Snappy.rawUncompress(source, length, RawMemory.addressOf(out));
        }

        /** Returns how many bytes the data says to have, or -1 if it does not say. */
        private static long claimedLength(ByteBuffer in, int offset, int length) {
            long value = 0;
            for (int i = 0; i < 5 && i < length; i++) {
                byte next = in.get(offset + i);
                value |= (long) (next & 0x7F) << 7 * i;
                if (next >= 0) {
                    return value;
                }
            }
            return -1;
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
        int direct(ByteBuffer in, int offset, int length, ByteBuffer out, int room) {
            return context.decompressDirectByteBuffer(out, 0, room, in, offset, length);
        }

        @Override
        public void destroy() {
            context.close();
        }
    }
}
