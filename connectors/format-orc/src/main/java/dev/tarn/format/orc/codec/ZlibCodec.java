package dev.tarn.format.orc.codec;

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apache.orc.CompressionKind;

/** Deflate without a header. */
final class ZlibCodec extends ChunkCodec {
    private final Inflater inflater = new Inflater(true);

    ZlibCodec() {
        super(CompressionKind.ZLIB);
    }

    @Override
    int decompress(byte[] in, int offset, int length, byte[] out, int at, int room) throws IOException {
        inflater.reset();
        inflater.setInput(in, offset, length);
        int done = 0;
        try {
            while (!inflater.finished()) {
                int bytes = inflater.inflate(out, at + done, room - done);
                if (bytes == 0 && !inflater.finished()) {
                    throw corrupt(
                            inflater.needsInput()
                                    ? "it ends before its data does"
                                    : "it has more than " + room + " bytes",
                            null);
                }
                done += bytes;
            }
        } catch (DataFormatException e) {
            throw corrupt(e.getMessage(), e);
        }
        return done;
    }

    @Override
    public void destroy() {
        inflater.end();
    }
}
