package dev.tarn.format.orc.codec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.orc.CompressionKind;
import org.brotli.dec.BrotliInputStream;

/** Brotli, in pure Java. */
final class BrotliCodec extends ChunkCodec {
    BrotliCodec() {
        super(CompressionKind.BROTLI);
    }

    @Override
    int decompress(byte[] in, int offset, int length, byte[] out, int at, int room) throws IOException {
        try (BrotliInputStream stream = new BrotliInputStream(new ByteArrayInputStream(in, offset, length))) {
            int done = stream.readNBytes(out, at, room);
            if (stream.read() >= 0) {
                throw corrupt("it has more than " + room + " bytes", null);
            }
            return done;
        }
    }
}
