package dev.tarn.format.orc.codec;

import io.airlift.compress.Decompressor;
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
}
