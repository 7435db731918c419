package dev.tarn.format.orc.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
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
        return inflate(ByteBuffer.wrap(out, at, room));
    }

    @Override
    int direct(ByteBuffer in, int offset, int length, ByteBuffer out, int room) throws IOException {
        inflater.reset();
        inflater.setInput(in.duplicate().limit(offset + length).position(offset));
        return inflate(out.duplicate().limit(room).position(0));
    }

    private int inflate(ByteBuffer out) throws IOException {
        int room = out.remaining();
        try {
            while (!inflater.finished()) {
                int bytes = inflater.inflate(out);
                if (bytes == 0 && !inflater.finished()) {
                    throw corrupt(
                            inflater.needsInput()
                                    ? "it ends before its data does"
                                    : "it has more than " + room + " bytes",
                            null);
                }
            }
        } catch (DataFormatException e) {
            throw corrupt(e.getMessage(), e);
        }
        return room - out.remaining();
    }

    @Override
    public void destroy() {
        inflater.end();
    }
}
