package dev.tarn.format.orc.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.orc.CompressionKind;

/**
 * Decompresses chunks into heap buffers. Orc-core's own codecs are not used: some trust the length that a chunk tells, or
 * need a library for each platform. One thread at a time.
 */
public abstract class ChunkCodec extends HeapCodec {
    ChunkCodec(CompressionKind kind) {
        super(kind);
    }

    /** Makes the codec of a kind, or returns null for NONE. */
    public static ChunkCodec of(CompressionKind kind) {
        return switch (kind) {
            case NONE -> null;
            case ZLIB -> new ZlibCodec();
            case SNAPPY -> NativeCodecs.snappy();
            case ZSTD -> NativeCodecs.zstd();
            case LZ4 -> new JavaCodec(kind, new io.airlift.compress.lz4.Lz4Decompressor());
            case LZO -> new JavaCodec(kind, new io.airlift.compress.lzo.LzoDecompressor());
            case BROTLI -> new BrotliCodec();
        };
    }

    /**
     * Decompresses {@code length} bytes and returns how many there are then.
     *
     * @throws IOException if they are corrupt or need more than {@code room} bytes; a RuntimeException means the same
     */
    abstract int decompress(byte[] in, int offset, int length, byte[] out, int at, int room) throws IOException;

    /**
     * Decompresses {@code length} bytes of {@code in} from {@code offset} on to the begin of {@code out} and returns how many
     * there are then. Both buffers are direct; their positions neither count nor change.
     *
     * @throws IOException if the bytes are corrupt or need more than {@code room} bytes
     */
    public final int decompressDirect(ByteBuffer in, int offset, int length, ByteBuffer out, int room)
            throws IOException {
        try {
            return direct(in, offset, length, out, room);
        } catch (RuntimeException e) {
            throw corrupt(e.getMessage(), e);
        }
    }

    /** Does what {@link #decompressDirect} promises; by way of the heap unless a codec knows better. */
    int direct(ByteBuffer in, int offset, int length, ByteBuffer out, int room) throws IOException {
        byte[] source = new byte[length];
        in.get(offset, source);
        byte[] target = new byte[room];
        int bytes = decompress(source, 0, length, target, 0, room);
        out.put(0, target, 0, bytes);
        return bytes;
    }

    @Override
    public final void decompress(ByteBuffer in, ByteBuffer out) throws IOException {
        int at = out.position();
        int bytes;
        try {
            bytes = decompress(
                    in.array(),
                    in.arrayOffset() + in.position(),
                    in.remaining(),
                    out.array(),
                    out.arrayOffset() + at,
                    out.remaining());
        } catch (RuntimeException e) {
            throw corrupt(e.getMessage(), e);
        }
        in.position(in.limit());
        out.limit(at + bytes).position(at);
    }

    final IOException corrupt(String why, Throwable cause) {
        return new IOException("a chunk of " + getKind() + " data: " + why, cause);
    }

    @Override
    public final boolean compress(ByteBuffer in, ByteBuffer out, ByteBuffer overflow, Options options) {
        throw new UnsupportedOperationException("writing");
    }
}
