package dev.tarn.format.orc.codec;

import io.airlift.compress.Decompressor;
import java.nio.ByteBuffer;
import org.apache.orc.CompressionKind;

/** A codec in pure Java. */
final class JavaCodec extends ChunkCodec {
    private final Decompressor decompressor;

    JavaCodec(CompressionKind kind, Decompressor decompressor) {
        super(kind);
        this.decompressor = decompressor;
    }

    @Override
    int decompress(byte[] in, int offset, int length, byte[] out, int at, int room) {
        return decompressor.decompress(in, offset, length, out, at, room);
    }

    @Override
    int direct(ByteBuffer in, int offset, int length, ByteBuffer out, int room) {
        ByteBuffer target = out.duplicate().limit(room).position(0);
        decompressor.decompress(in.duplicate().limit(offset + length).position(offset), target);
        return target.position();
    }
}
